import { type Game, sample, type Stream, type VectorEnv } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';

/** The decisions of a vector environment that wait for one policy, gathered into a batch. */
export class DecisionGroup implements DecisionBatch {
  readonly policy: Policy;
  readonly game: Game;
  readonly observations: Float32Array;
  readonly seats: Int32Array;
  readonly legalOffsets: Int32Array;
  readonly legalActions: Int32Array;
  private readonly env: VectorEnv;
  /** The environment's game of each row. */
  private readonly games: Int32Array;
  private readonly probabilities: Float64Array;
  private rows = 0;

  constructor(policy: Policy, env: VectorEnv) {
    const { game, count } = env;
    this.policy = policy;
    this.game = game;
    this.env = env;
    this.observations = new Float32Array(count * game.observationSize);
    this.seats = new Int32Array(count);
    this.legalOffsets = new Int32Array(count + 1);
    this.legalActions = new Int32Array(count * game.maxLegal);
    this.games = new Int32Array(count);
    this.probabilities = new Float64Array(count * game.maxLegal);
  }

  get count(): number {
    return this.rows;
  }

  tokens(row: number): number[] {
    return this.env.tokens(this.games[row]);
  }

  clear(): void {
    this.rows = 0;
  }

  /** Appends the decision that game k waits for. */
  add(k: number): void {
    const { env, observations, legalOffsets, legalActions, rows } = this;
    const size = this.game.observationSize;
    for (let from = k * size, to = rows * size, end = to + size; to < end;)
      observations[to++] = env.observations[from++];
    let written = legalOffsets[rows];
    for (let at = env.legalOffsets[k]; at < env.legalOffsets[k + 1]; at++)
      legalActions[written++] = env.legalActions[at];
    legalOffsets[rows + 1] = written;
    this.seats[rows] = env.seats[k];
    this.games[rows] = k;
    this.rows = rows + 1;
  }

  /**
   * Asks the policy and samples every row's action into `actions` [env.count].
   * @param streams generator of seat s of game k at `k * seats + s`
   */
  async choose(streams: readonly Stream[], actions: Int32Array): Promise<void> {
    const { probabilities, legalOffsets, legalActions, games, seats, rows } = this;
    const answer = this.policy.act(this, probabilities);
    if (answer !== undefined) await answer;
    for (let row = 0; row < rows; row++) {
      const from = legalOffsets[row];
      const random = streams[games[row] * this.game.seats + seats[row]];
      actions[games[row]] =
        legalActions[from + sample(probabilities, legalOffsets[row + 1] - from, random, from)];
    }
  }
}
