import { type Game, key, type Key, type Seed, type State, Stream, VectorEnv } from '@parlor/envs';
import { type Actor, DecisionGroup } from './decision-group.ts';

export interface SelfPlayOptions {
  readonly seed: Seed;
  /** Episodes of a round. */
  readonly episodes: number;
  /** Most games side by side; any number gives the same results. */
  readonly batch: number;
  /** Whether policies may ask for information states; default no. */
  readonly track?: boolean;
  /**
   * Is told the end of every episode of a round, in order of episodes.
   * @param state the terminal state: a view, written over later
   * @param episode its number in the round, from 0
   */
  readonly ended?: (state: State, episode: number) => void;
}

/**
 * Plays rounds of episodes in a vector environment. The decisions that wait in all games are grouped by actor, and
 * each actor is asked once. Episode e of a round has a deal of its own, which does not depend on who sits where, and
 * every seat in it a stream of its own, so what happens does not depend on how many games are played side by side.
 */
export class SelfPlay {
  /** Returns of the last round: [episodes, seats]. */
  readonly returns: Float64Array;
  /** In games with stages: training signals of the last round, NaN for none. [episodes, stages, seats]; else empty. */
  readonly signals: Float64Array;
  /** In games with stages: roles at the end of the last round's episodes. [episodes, seats]; else empty. */
  readonly roles: Int32Array;
  /** Actions that were chosen in the last round. */
  decisions = 0;
  /** Actions and chance outcomes of the last round; counted with `track` only. */
  transitions = 0;
  private readonly game: Game;
  private readonly options: SelfPlayOptions;
  private readonly env: VectorEnv;
  private readonly seatKey: Key;
  private readonly streams: readonly Stream[];
  private readonly chosen: Int32Array;
  /** Room for the decisions of every actor that has played. */
  private readonly groups = new WeakMap<Actor, DecisionGroup>();

  constructor(game: Game, options: SelfPlayOptions) {
    const { seed, episodes, batch, track = false } = options;
    const count = Math.min(batch, episodes);
    this.game = game;
    this.options = options;
    this.seatKey = key(seed, 'seat');
    // Actions come from the legal lists, so they need no check.
    this.env = new VectorEnv(game, { count, restart: false, check: false, track });
    this.streams = Array.from({ length: count * game.seats }, () => new Stream());
    this.chosen = new Int32Array(count);
    this.returns = new Float64Array(episodes * game.seats);
    const stages = game.stages?.length ?? 0;
    this.signals = new Float64Array(episodes * stages * game.seats);
    this.roles = new Int32Array(stages > 0 ? episodes * game.seats : 0);
  }

  /**
   * Plays one round. Learners' decisions are added to their stores.
   * @param round number of the round, which decides the deals; `first` numbers its first episode
   * @param lineup index of the actor in every seat of every episode: [episodes, seats]
   */
  async play(round: number, first: number, actors: readonly Actor[], lineup: Int32Array): Promise<void> {
    const { env, chosen } = this;
    const { seed, episodes, ended } = this.options;
    const groups = actors.map((actor) => this.group(actor));
    this.decisions = 0;
    this.transitions = 0;
    for (let start = 0; start < episodes; start += env.count) {
      const games = Math.min(env.count, episodes - start);
      env.reset({ seed, episode: round, first: first + start, games });
      this.seekStreams(round, first + start);
      for (const group of groups) group.start();
      this.collect(groups, start);
      while (this.gather(groups, lineup, start)) {
        for (const group of groups) await group.choose(this.streams, chosen, start);
        env.step(chosen);
        this.collect(groups, start);
      }
      // Games do not restart, so each is still where its episode ended.
      if (ended) for (let k = 0; k < games; k++) ended(env.state(k), start + k);
    }
  }

  private group(actor: Actor): DecisionGroup {
    let group = this.groups.get(actor);
    if (group === undefined) {
      group = new DecisionGroup(actor, this.env);
      this.groups.set(actor, group);
    }
    return group;
  }

  private seekStreams(round: number, first: number): void {
    const { seats } = this.game;
    for (let game = 0; game < this.env.count; game++) {
      for (let seat = 0; seat < seats; seat++) {
        this.streams[game * seats + seat].seek(this.seatKey, first + game, round, seat);
      }
    }
  }

  /** Sorts the decisions that wait by actor; false where none does. */
  private gather(groups: readonly DecisionGroup[], lineup: Int32Array, start: number): boolean {
    const { env } = this;
    const { seats: players } = this.game;
    const { seats } = env;
    const before = this.decisions;
    for (const group of groups) group.clear();
    for (let k = 0; k < seats.length; k++) {
      const seat = seats[k];
      if (seat < 0) continue;
      groups[lineup[(start + k) * players + seat]].add(k);
      this.decisions++;
    }
    return this.decisions > before;
  }

  /** Credits what was just paid, and keeps the returns of what has ended. */
  private collect(groups: readonly DecisionGroup[], start: number): void {
    const { env, returns, signals, roles } = this;
    const players = this.game.seats;
    const { finished, finalReturns, finalSignals, finalRoles, count } = env;
    const width = finalSignals.length / count;
    const along = this.game.pays !== 'at-end';
    for (let k = 0; k < count; k++) {
      if (finished[k] === 1) {
        for (let seat = 0; seat < players; seat++) {
          returns[(start + k) * players + seat] = finalReturns[k * players + seat];
        }
        if (width > 0) {
          for (let at = 0; at < width; at++) signals[(start + k) * width + at] = finalSignals[k * width + at];
          for (let seat = 0; seat < players; seat++)
            roles[(start + k) * players + seat] = finalRoles[k * players + seat];
        }
        if (this.options.track) this.transitions += env.finalHistory(k).length;
      } else if (!along) continue;
      for (const group of groups) group.credit(k);
    }
  }
}
