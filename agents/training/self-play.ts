import { type Game, key, type Key, type Seed, Stream, VectorEnv } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import type { DecisionStore } from './decision-store.ts';

/** Who acts in a round: a policy, and where its decisions are kept if it learns from them. */
export interface Actor {
  readonly policy: Policy;
  readonly learning?: {
    readonly store: DecisionStore;
    /** The critic's values of the last batch that the policy acted on. */
    values(): ArrayLike<number>;
  };
}

export interface SelfPlayOptions {
  readonly seed: Seed;
  /** Episodes of a round. */
  readonly episodes: number;
  /** Most games side by side; any number gives the same results. */
  readonly batch: number;
  /** Whether policies may ask for information states; default no. */
  readonly track?: boolean;
}

/**
 * Plays rounds of episodes in a vector environment. The decisions that wait in all games are grouped by actor, and
 * each actor is asked once. Episode e of a round has a deal of its own and every seat in it a stream of its own, so
 * what happens does not depend on how many games are played side by side.
 */
export class SelfPlay {
  /** Returns of the last round: [episodes, seats]. */
  readonly returns: Float64Array;
  private readonly game: Game;
  private readonly episodes: number;
  private readonly vector: VectorEnv;
  private readonly seed: Seed;
  private readonly seatKey: Key;
  private readonly streams: readonly Stream[];
  private readonly chosen: Int32Array;
  /** Actor of each game that waits, −1 for a finished one: [count] */
  private readonly waiting: Int32Array;
  /** Row of the learner's last decision in each game, −1 before it: [actors, count] */
  private lastRows = new Int32Array(0);
  private readonly groups: Groups;

  constructor(game: Game, options: SelfPlayOptions) {
    const count = Math.min(options.batch, options.episodes);
    this.game = game;
    this.episodes = options.episodes;
    this.seed = options.seed;
    this.seatKey = key(options.seed, 'seat');
    this.vector = new VectorEnv(game, { count, restart: false, check: false, track: options.track ?? false });
    this.streams = Array.from({ length: count * game.seats }, () => new Stream());
    this.chosen = new Int32Array(count);
    this.waiting = new Int32Array(count);
    this.returns = new Float64Array(options.episodes * game.seats);
    this.groups = makeGroups(game, count);
  }

  /**
   * Plays one round. Learners' decisions are added to their stores.
   * @param round number of the round, which decides the deals; `first` numbers its first episode
   * @param lineup index of the actor in every seat of every episode: [episodes, seats]
   */
  async play(round: number, first: number, actors: readonly Actor[], lineup: Int32Array): Promise<void> {
    const { vector, episodes } = this;
    const count = vector.count;
    if (this.lastRows.length < actors.length * count) this.lastRows = new Int32Array(actors.length * count);
    for (let start = 0; start < episodes; start += count) {
      const games = Math.min(count, episodes - start);
      vector.reset({ seed: this.seed, episode: round, first: first + start, games });
      this.seekStreams(round, first + start);
      this.lastRows.fill(-1);
      while (this.group(actors, lineup, start)) {
        for (const [index, actor] of actors.entries()) await this.decide(actor, index, start);
        vector.step(this.chosen);
        this.collect(actors, start);
      }
    }
  }

  private seekStreams(round: number, first: number): void {
    const { seats } = this.game;
    for (let game = 0; game < this.vector.count; game++) {
      for (let seat = 0; seat < seats; seat++) {
        this.streams[game * seats + seat].seek(this.seatKey, first + game, round, seat);
      }
    }
  }

  /** Groups the games that wait by actor; false when none does. */
  private group(actors: readonly Actor[], lineup: Int32Array, start: number): boolean {
    const { vector, waiting, groups } = this;
    const { seats: players } = this.game;
    const { seats } = vector;
    for (let actor = 0; actor < actors.length; actor++) groups.sizes[actor] = 0;
    let active = 0;
    for (let game = 0; game < seats.length; game++) {
      const seat = seats[game];
      const actor = seat < 0 ? -1 : lineup[(start + game) * players + seat];
      waiting[game] = actor;
      if (actor < 0) continue;
      groups.sizes[actor] = groups.sizes[actor] + 1;
      active++;
    }
    return active > 0;
  }

  /** One batched call for all decisions that wait for this actor; its actions are drawn and noted. */
  private async decide(actor: Actor, index: number, start: number): Promise<void> {
    const rows = this.groups.sizes[index];
    if (rows === 0) return;
    const store = actor.learning?.store;
    store?.reserve(rows);
    const batch = this.gather(index, rows, store);
    await actor.policy.act(batch, this.groups.probabilities);
    const values = actor.learning?.values();
    this.draw(rows, index, start, store, values);
  }

  /** Copies the rows of one actor together: a learner's straight into its store, where they stay. */
  private gather(actor: number, rows: number, store: DecisionStore | undefined): DecisionBatch {
    const { vector, waiting, groups } = this;
    const { observations, legalOffsets, legalActions } = vector;
    const size = this.game.observationSize;
    const first = store === undefined ? 0 : store.count * size;
    const target = store === undefined ? groups.observations : store.observations;
    let row = 0;
    let written = 0;
    for (let game = 0; game < waiting.length; game++) {
      if (waiting[game] !== actor) continue;
      groups.games[row] = game;
      groups.seats[row] = vector.seats[game];
      const from = game * size;
      const to = first + row * size;
      for (let feature = 0; feature < size; feature++) target[to + feature] = observations[from + feature];
      groups.legalOffsets[row] = written;
      for (let at = legalOffsets[game]; at < legalOffsets[game + 1]; at++) {
        groups.legalActions[written++] = legalActions[at];
      }
      row++;
    }
    groups.legalOffsets[rows] = written;
    return {
      game: this.game,
      count: rows,
      observations: store === undefined ? target : target.subarray(first, first + rows * size),
      seats: groups.seats,
      legalOffsets: groups.legalOffsets,
      legalActions: groups.legalActions,
      tokens: (at) => vector.tokens(groups.games[at]),
    };
  }

  private draw(
    rows: number,
    actor: number,
    start: number,
    store: DecisionStore | undefined,
    values: ArrayLike<number> | undefined,
  ): void {
    const { vector, groups, streams, chosen, lastRows } = this;
    const { games, seats, legalOffsets, legalActions, probabilities } = groups;
    const players = this.game.seats;
    for (let row = 0; row < rows; row++) {
      const game = games[row];
      const seat = seats[row];
      const end = legalOffsets[row + 1];
      let at = legalOffsets[row];
      let rest = streams[game * players + seat].unit() - probabilities[at];
      while (rest >= 0 && at + 1 < end) rest -= probabilities[++at];
      while (probabilities[at] === 0) at--; // rounding ran past the last possible action
      const action = legalActions[at];
      chosen[game] = action;
      if (store === undefined) continue;
      const place = store.count + row;
      const width = store.actionCount;
      for (let other = legalOffsets[row]; other < end; other++) {
        store.legal[place * width + legalActions[other]] = 1;
      }
      store.actions[place] = action;
      store.oldProbability[place] = probabilities[at];
      store.values[place] = values?.[row] ?? 0;
      store.seat[place] = seat;
      store.role[place] = vector.roles[game];
      store.episode[place] = start + game;
      lastRows[actor * vector.count + game] = place;
    }
    if (store !== undefined) store.count += rows;
  }

  /** Credits what was just paid to each learner's last decision, and keeps the returns of what has ended. */
  private collect(actors: readonly Actor[], start: number): void {
    const { vector, waiting, lastRows, returns } = this;
    const players = this.game.seats;
    const { rewards, finished, finalReturns, count } = vector;
    const along = this.game.pays !== 'at-end';
    for (let game = 0; game < count; game++) {
      if (waiting[game] < 0) continue;
      if (finished[game] === 1) {
        for (let seat = 0; seat < players; seat++) {
          returns[(start + game) * players + seat] = finalReturns[game * players + seat];
        }
      } else if (!along) continue;
      for (let actor = 0; actor < actors.length; actor++) {
        const row = lastRows[actor * count + game];
        const store = actors[actor].learning?.store;
        if (row < 0 || store === undefined) continue;
        for (let seat = 0; seat < players; seat++) {
          store.rewards[row * players + seat] += rewards[game * players + seat];
        }
      }
    }
  }
}

/** Room for the rows of one actor at a time. */
interface Groups {
  readonly sizes: number[];
  readonly games: Int32Array;
  readonly seats: Int32Array;
  readonly observations: Float32Array;
  readonly legalOffsets: Int32Array;
  readonly legalActions: Int32Array;
  readonly probabilities: Float64Array;
}

function makeGroups(game: Game, count: number): Groups {
  return {
    sizes: [],
    games: new Int32Array(count),
    seats: new Int32Array(count),
    observations: new Float32Array(count * game.observationSize),
    legalOffsets: new Int32Array(count + 1),
    legalActions: new Int32Array(count * game.maxLegal),
    probabilities: new Float64Array(count * game.maxLegal),
  };
}
