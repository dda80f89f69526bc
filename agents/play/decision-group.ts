import { type Game, sample, type Stream, type VectorEnv } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import type { DecisionStore } from '../training/decision-store.ts';

/** Who acts: a policy, and where its decisions are kept if it learns from them. */
export interface Actor {
  readonly policy: Policy;
  readonly learning?: {
    readonly store: DecisionStore;
    /** The critic's values of the last batch that the policy acted on. */
    values(): ArrayLike<number>;
  };
}

/**
 * The decisions of a vector environment that wait for one actor, gathered into a batch. A learner's observations are
 * written straight into its store, where they stay.
 */
export class DecisionGroup implements DecisionBatch {
  readonly game: Game;
  readonly seats: Int32Array;
  readonly legalOffsets: Int32Array;
  legalActions = new Int32Array(0);
  readonly tokens: (row: number) => number[];
  count = 0;
  observations: Float32Array;
  private readonly actor: Actor;
  private readonly env: VectorEnv;
  /** The environment's game of each row. */
  private readonly games: Int32Array;
  private probabilities = new Float64Array(0);
  /** The array that rows are written to, and where in it they begin. */
  private target: Float32Array;
  private begin = 0;
  /** Row in the store of the learner's last decision in each game, −1 before it: [env.count] */
  private readonly lastRows: Int32Array;

  constructor(actor: Actor, env: VectorEnv) {
    const { game, count } = env;
    this.actor = actor;
    this.game = game;
    this.env = env;
    this.observations = new Float32Array(actor.learning ? 0 : count * game.observationSize);
    this.target = this.observations;
    this.seats = new Int32Array(count);
    this.legalOffsets = new Int32Array(count + 1);
    this.games = new Int32Array(count);
    this.lastRows = new Int32Array(count);
    this.tokens = (row) => this.env.tokens(this.games[row]);
  }

  /** New episodes begin. */
  start(): void {
    this.lastRows.fill(-1);
  }

  /** Empties the batch; before rows are added. */
  clear(): void {
    this.count = 0;
    // The group is never asked for more than the environment holds.
    const { length } = this.env.legalActions;
    if (this.legalActions.length < length) {
      this.legalActions = new Int32Array(length);
      this.probabilities = new Float64Array(length);
    }
    const store = this.actor.learning?.store;
    if (!store) return;
    store.reserve(this.env.count);
    this.target = store.observations;
    this.begin = store.count * this.game.observationSize;
  }

  /** Appends the decision that game k waits for. */
  add(k: number): void {
    const { env, target, legalOffsets, legalActions, count } = this;
    const { observations, legalActions: choices } = env;
    const size = this.game.observationSize;
    const from = k * size;
    const to = this.begin + count * size;
    for (let feature = 0; feature < size; feature++) target[to + feature] = observations[from + feature];
    let written = legalOffsets[count];
    const end = env.legalOffsets[k + 1];
    for (let at = env.legalOffsets[k]; at < end; at++) legalActions[written++] = choices[at];
    legalOffsets[count + 1] = written;
    this.seats[count] = env.seats[k];
    this.games[count] = k;
    this.count = count + 1;
  }

  /**
   * Asks the policy once and samples every row's action into `actions` [env.count].
   * @param streams generator of seat s of game k at `k * seats + s`
   * @param first number of the environment's first episode in its round
   */
  async choose(streams: readonly Stream[], actions: Int32Array, first: number): Promise<void> {
    if (this.count === 0) return;
    const { learning, policy } = this.actor;
    if (learning) {
      this.observations = this.target.subarray(
        this.begin,
        this.begin + this.count * this.game.observationSize,
      );
    }
    const answer = policy.act(this, this.probabilities);
    if (answer !== undefined) await answer;
    this.sample(streams, actions);
    if (learning) this.keep(learning.store, learning.values(), actions, first);
  }

  /** Credits what the last step of game k paid to the learner's last decision there. */
  credit(k: number): void {
    const row = this.lastRows[k];
    const store = this.actor.learning?.store;
    if (!store || row < 0) return;
    const { seats } = this.game;
    for (let seat = 0; seat < seats; seat++)
      store.rewards[row * seats + seat] += this.env.rewards[k * seats + seat];
  }

  private sample(streams: readonly Stream[], actions: Int32Array): void {
    const { probabilities, legalOffsets, legalActions, games, seats, count } = this;
    const players = this.game.seats;
    for (let row = 0; row < count; row++) {
      const from = legalOffsets[row];
      const random = streams[games[row] * players + seats[row]];
      actions[games[row]] =
        legalActions[from + sample(probabilities, legalOffsets[row + 1] - from, random, from)];
    }
  }

  /** Adds the rows to the learner's store. */
  private keep(store: DecisionStore, values: ArrayLike<number>, actions: Int32Array, first: number): void {
    const { env, probabilities, legalOffsets, legalActions, games, seats, lastRows, count } = this;
    store.addLegal(legalOffsets, legalActions, count);
    for (let row = 0; row < count; row++) {
      const k = games[row];
      const place = store.count + row;
      const action = actions[k];
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++)
        if (legalActions[at] === action) store.oldProbability[place] = probabilities[at];
      store.actions[place] = action;
      store.values[place] = values[row] ?? 0;
      store.seat[place] = seats[row];
      store.role[place] = env.roles[k];
      store.episode[place] = first + k;
      lastRows[k] = place;
    }
    store.count += count;
  }
}
