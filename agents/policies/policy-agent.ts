import {
  type Game,
  gameKind,
  loadGame,
  parseSpec,
  sample,
  type Stream,
  stream,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import type { Policy } from '../policy.ts';
import { PolicyError } from './errors.ts';

export interface PolicyAgentOptions {
  /** The game, where it is in no registry; left out, it is loaded by its spec. */
  readonly game?: Game;
}

/** A policy that holds a seat: it samples actions from a stream of its own, set by seed, episode and seat. */
export class PolicyAgent implements Agent {
  readonly policy: Policy;
  private game: Game | undefined;
  private random: Stream | undefined;

  constructor(policy: Policy, options: PolicyAgentOptions = {}) {
    this.policy = policy;
    this.game = options.game;
  }

  get name(): string {
    return this.policy.name;
  }

  begin({ spec, seat, seed, episode = 0 }: Seating): void {
    // A game in words states its decisions itself where it is a closed game underneath.
    if (this.game?.spec !== spec)
      this.game = gameKind(parseSpec(spec).game) === 'closed' ? loadGame(spec) : undefined;
    this.random = stream(seed, 'seat', { episode, seat });
  }

  /**
   * @returns an action of the closed game, by its number
   * @throws PolicyError before `begin`.
   */
  async act(step: TimeStep): Promise<number> {
    const { random } = this;
    if (random === undefined) {
      throw new PolicyError(`${this.name} holds no seat yet; call begin() first.`);
    }
    // A closed game that is played in words states the same decision.
    const decision = step.closed ?? step;
    const game = step.closed?.game ?? this.game;
    if (game === undefined) {
      throw new PolicyError(
        `${this.name} is a policy of closed games, and this one has no such decisions; seat an agent.`,
      );
    }
    const { seat, legal, observation } = decision;
    const count = legal.length;
    const probabilities = new Float64Array(count);
    const answer = this.policy.act(
      {
        game,
        count: 1,
        observations: observation,
        seats: Int32Array.of(seat),
        legalOffsets: Int32Array.of(0, count),
        legalActions: Int32Array.from(legal),
        tokens: () => decision.tokens,
      },
      probabilities,
    );
    if (answer !== undefined) await answer;
    return legal[sample(probabilities, count, random)];
  }
}
