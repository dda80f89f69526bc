import { OptionError } from '@parlor/envs';
/** Decisions of any number of episodes; those of one episode are in their order of time, however episodes interleave. */
export interface DecisionSequence {
  /** How many decisions. Arrays may be longer. */
  readonly count: number;
  readonly seats: number;
  /** How many episodes. */
  readonly episodes: number;
  /** Which episode each decision belongs to, 0 … episodes − 1. */
  readonly episode: ArrayLike<number>;
  /** Which seat made each decision. */
  readonly seat: ArrayLike<number>;
  /** The critic's value of each decision, for the seat that made it. */
  readonly values: ArrayLike<number>;
  /**
   * [count, seats]: what every seat was paid after a decision and before the next decision of its episode, or the
   * episode's end.
   */
  readonly rewards: ArrayLike<number>;
  /** [episodes, seats]: the value of what follows a truncated episode; 0 where it ended. All 0 unless given. */
  readonly bootstrap?: ArrayLike<number>;
}

export interface GeneralisedOptions {
  /** Discount for each own turn; 1 unless given. */
  readonly gamma?: number;
  /** Weight of longer returns, 0 (one own turn ahead) to 1 (to the end); 1 unless given. */
  readonly lambda?: number;
}

/**
 * Generalised advantage estimation (J. Schulman et al., 2016), seat by seat: a seat's transition runs from its decision
 * to its own next one. What it is paid in between is summed, and only values of its own decisions enter, so what ends
 * an episode reaches the seats that did not move last. Memory is kept between calls.
 */
export class GeneralisedAdvantages {
  private readonly gamma: number;
  private readonly lambda: number;
  private reward = new Float64Array(0);
  private value = new Float64Array(0);
  private advantage = new Float64Array(0);

  constructor({ gamma = 1, lambda = 1 }: GeneralisedOptions = {}) {
    for (const [name, factor] of Object.entries({ gamma, lambda })) {
      if (!(factor >= 0 && factor <= 1))
        throw new OptionError(`${name} must be between 0 and 1, not ${factor}.`);
    }
    this.gamma = gamma;
    this.lambda = lambda;
  }

  /** Writes each decision's advantage, and the value that its critic should have had (advantage + value). */
  estimate(sequence: DecisionSequence, advantages: Float32Array, targets: Float32Array): void {
    const { count, seats, episodes, episode, seat, values, rewards, bootstrap } = sequence;
    const { gamma, lambda } = this;
    this.reserve(episodes * seats, bootstrap);
    const { reward, value, advantage } = this;
    for (let decision = count - 1; decision >= 0; decision--) {
      const table = episode[decision] * seats;
      for (let other = 0; other < seats; other++) reward[table + other] += rewards[decision * seats + other];
      const own = table + seat[decision];
      const current = values[decision];
      const error = reward[own] + gamma * value[own] - current;
      advantage[own] = error + gamma * lambda * advantage[own];
      value[own] = current;
      reward[own] = 0;
      advantages[decision] = advantage[own];
      targets[decision] = advantage[own] + current;
    }
  }

  private reserve(size: number, bootstrap: ArrayLike<number> | undefined): void {
    if (this.reward.length < size) {
      this.reward = new Float64Array(size);
      this.value = new Float64Array(size);
      this.advantage = new Float64Array(size);
    }
    this.reward.fill(0, 0, size);
    this.advantage.fill(0, 0, size);
    for (let index = 0; index < size; index++) this.value[index] = bootstrap ? bootstrap[index] : 0;
  }
}
