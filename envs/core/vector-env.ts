import { checkReset } from './environment.ts';
import { EpisodeOverError, IllegalActionError, OptionError } from './errors.ts';
import { type Game, type State, TERMINAL } from './game.ts';
import { informationState } from './information.ts';
import { type Key, key, type Seed, Stream } from './random.ts';
import { specialise } from './specialise.ts';

export interface VectorOptions {
  /** How many games are played side by side. */
  readonly count: number;
  /** Whether a finished game restarts in the same step (the default) or stays finished until `reset`. */
  readonly restart?: boolean;
  /** Whether actions are checked before anything moves (the default). */
  readonly check?: boolean;
  /** Whether histories are kept, for `tokens` and `finalHistory`. Default: no. */
  readonly track?: boolean;
  /** Whether the stepping loop is compiled for this game (the default), 1.5 times faster. */
  readonly compile?: boolean;
}

export interface VectorReset {
  readonly seed: Seed;
  /** The episode that every game starts with; default 0. */
  readonly episode?: number;
  /** The number of the first game: game `first + k` is the same in every batch that holds it. Default 0. */
  readonly first?: number;
  /** How many of the games play; the others stay finished. Default: all. */
  readonly games?: number;
}

/**
 * Thousands of games of one kind, stepped together in one slab without allocating. Game k's episode j is the same
 * whatever the batch; with `first`, a batch can be any range of a larger one.
 * All arrays belong to the environment and are written over by `reset` and `step`: copy what is to be kept.
 * Legal actions take the memory of those that there are, not of those that there could be.
 */
export class VectorEnv {
  readonly game: Game;
  readonly count: number;
  /** The seat that must act in each game, or TERMINAL (−2) where a game is finished and does not restart: [count]. */
  readonly seats: Int32Array;
  /** The role of that seat, whether it knows it or not (−1 while undecided): for training signals. [count] */
  readonly roles: Int32Array;
  /** What that seat knows: [count, observationSize], row by row. */
  readonly observations: Float32Array;
  /** Legal actions of game k: `legalActions` from `legalOffsets[k]` to `legalOffsets[k + 1]`. [count + 1] */
  readonly legalOffsets: Int32Array;
  /**
   * Payoffs of the last step: [count, seats]. What chance pays before an episode's first decision is part of the
   * episode's first reward.
   */
  readonly rewards: Float64Array;
  /** 1 where the last step ended an episode: [count]. */
  readonly finished: Uint8Array;
  /** Where `finished`: the returns of the episode that ended. [count, seats] */
  readonly finalReturns: Float64Array;
  /** Where `finished`, in games with stages: the training signals, NaN for none. [count, stages × seats] */
  readonly finalSignals: Float64Array;
  /** Where `finished`, in games with stages: every seat's role. [count, seats]; else of length 0. */
  readonly finalRoles: Int32Array;
  /** Number of the episode that each game is in: [count]. */
  readonly episodes: Int32Array;

  private readonly slabs: Slabs;
  private readonly loop: typeof stepGames;
  private readonly restart: boolean;
  private readonly check: boolean;
  private started = false;

  /** @throws OptionError where `count` is no positive whole number. */
  constructor(game: Game, options: VectorOptions) {
    const { count, restart = true, check = true, track = false, compile = true } = options;
    if (!(Number.isInteger(count) && count > 0)) {
      throw new OptionError(`${game.id}: a vector environment needs a positive whole count, not ${count}.`);
    }
    this.game = game;
    this.count = count;
    this.restart = restart;
    this.check = check;
    this.slabs = makeSlabs(game, count, track);
    ({
      seats: this.seats,
      roles: this.roles,
      observations: this.observations,
      legalOffsets: this.legalOffsets,
      rewards: this.rewards,
      finished: this.finished,
      finalReturns: this.finalReturns,
      finalSignals: this.finalSignals,
      finalRoles: this.finalRoles,
      episodes: this.episodes,
    } = this.slabs);
    this.loop = compile ? compiled(game) : stepGames;
  }

  /**
   * The legal actions of all games, one list after the other, ascending in each: as many as `legalOffsets` says. Read it
   * anew after every `reset` and `step`, since lists that do not fit are written to a larger array.
   */
  get legalActions(): Int32Array {
    return this.slabs.legalActions;
  }

  /**
   * Starts every game anew. An episode that ends before anybody decides is `finished` at once; in later steps it has
   * a step of its own, in which its game waits for no action.
   * @throws OptionError where the seed or a number is of the wrong kind.
   */
  reset({ seed, episode = 0, first = 0, games = this.count }: VectorReset): void {
    const { slabs, count } = this;
    checkReset(this.game.id, { seed, episode, game: first });
    if (!(Number.isInteger(games) && games >= 0 && games <= count)) {
      throw new OptionError(
        `${this.game.id}: of ${count} games, ${games} cannot play; give a whole number up to ${count}.`,
      );
    }
    slabs.key = key(seed, 'chance');
    slabs.first = first;
    slabs.episodes.fill(episode - 1);
    slabs.seats.fill(RESTART, 0, games);
    slabs.seats.fill(TERMINAL, games);
    this.started = true;
    this.loop(this.game, slabs, slabs.seats, this.restart);
  }

  /**
   * Does `actions[k]` in game k, for every game that waits for an action; finished games restart in the same step
   * unless `restart` is off.
   * @throws IllegalActionError where an action is not legal; nothing has moved then.
   */
  step(actions: Int32Array): void {
    if (!this.started) throw new EpisodeOverError(this.game.id, false);
    if (this.check) this.checkActions(actions);
    this.loop(this.game, this.slabs, actions, this.restart);
  }

  /** The state of game k: a view, written over by `step`. */
  state(k: number): State {
    return this.slabs.states[k];
  }

  /** The information state of game k's seat that must act; only with `track`. */
  tokens(k: number): number[] {
    return informationState(this.game, this.history(k), this.seats[k]);
  }

  /** Actions and outcomes of game k's episode so far; only with `track`. A view, written over by `step`. */
  history(k: number): Int32Array {
    const { histories, lengths } = this.tracked();
    const start = k * this.game.maxTurns;
    return histories.subarray(start, start + lengths[k]);
  }

  /** Actions and outcomes of the episode of game k that the last step ended; only with `track`, where `finished`. */
  finalHistory(k: number): Int32Array {
    const { finalHistories, finalLengths } = this.tracked();
    const start = k * this.game.maxTurns;
    return finalHistories.subarray(start, start + finalLengths[k]);
  }

  /** The legal actions as a mask of 0 and 1 into `mask` [count, actionCount]. */
  mask(mask: Uint8Array | Float32Array): void {
    const { legalOffsets, legalActions, count } = this;
    const width = this.game.actionCount;
    mask.fill(0);
    for (let k = 0; k < count; k++) {
      for (let at = legalOffsets[k]; at < legalOffsets[k + 1]; at++) mask[k * width + legalActions[at]] = 1;
    }
  }

  private tracked(): Tracks {
    if (this.slabs.tracks === null) {
      throw new OptionError(
        `${this.game.id}: histories are kept by a vector environment made with track: true.`,
      );
    }
    return this.slabs.tracks;
  }

  private checkActions(actions: Int32Array): void {
    const { seats, legalOffsets, legalActions, count } = this;
    for (let k = 0; k < count; k++) {
      if (seats[k] < 0) continue;
      const action = actions[k];
      const end = legalOffsets[k + 1];
      let at = legalOffsets[k];
      while (at < end && legalActions[at] !== action) at++;
      if (at === end) {
        const legal = Array.from(legalActions.subarray(legalOffsets[k], end));
        throw new IllegalActionError(`${this.game.id} (game ${k})`, seats[k], action, legal);
      }
    }
  }
}

/** In `seats`: this game starts an episode in this step, and no action is done. */
const RESTART = -3;

/** For how many legal actions of each game there is room at first: games that have no more never need another array. */
const FIRST_LEGAL = 32;

interface Tracks {
  readonly histories: Int32Array;
  readonly lengths: Int32Array;
  readonly finalHistories: Int32Array;
  readonly finalLengths: Int32Array;
}

interface Slabs {
  readonly states: readonly State[];
  readonly rows: readonly Float32Array[];
  readonly streams: readonly Stream[];
  readonly seats: Int32Array;
  readonly roles: Int32Array;
  readonly observations: Float32Array;
  readonly legalOffsets: Int32Array;
  /** Replaced by one twice as long where the lists do not fit. */
  legalActions: Int32Array;
  readonly rewards: Float64Array;
  /** Returns at the last step, to tell rewards by: [count, seats]. */
  readonly paid: Float64Array;
  readonly finished: Uint8Array;
  readonly finalReturns: Float64Array;
  readonly finalSignals: Float64Array;
  readonly finalRoles: Int32Array;
  readonly episodes: Int32Array;
  readonly legalScratch: Int32Array;
  readonly returnsScratch: Float64Array;
  readonly signalsScratch: Float64Array;
  readonly tracks: Tracks | null;
  key: Key;
  first: number;
}

function makeSlabs(game: Game, count: number, track: boolean): Slabs {
  const { stateSize, observationSize, seats, maxLegal, maxTurns, stages = [] } = game;
  const slab = new Int32Array(count * stateSize);
  const observations = new Float32Array(count * observationSize);
  return {
    states: Array.from({ length: count }, (_, k) => slab.subarray(k * stateSize, (k + 1) * stateSize)),
    rows: Array.from({ length: count }, (_, k) =>
      observations.subarray(k * observationSize, (k + 1) * observationSize),
    ),
    streams: Array.from({ length: count }, () => new Stream()),
    seats: new Int32Array(count),
    roles: new Int32Array(count),
    observations,
    legalOffsets: new Int32Array(count + 1),
    legalActions: new Int32Array(count * Math.min(maxLegal, FIRST_LEGAL)),
    rewards: new Float64Array(count * seats),
    paid: new Float64Array(count * seats),
    finished: new Uint8Array(count),
    finalReturns: new Float64Array(count * seats),
    finalSignals: new Float64Array(count * stages.length * seats),
    finalRoles: new Int32Array(stages.length > 0 ? count * seats : 0),
    episodes: new Int32Array(count),
    legalScratch: new Int32Array(maxLegal),
    returnsScratch: new Float64Array(seats),
    signalsScratch: new Float64Array(stages.length * seats),
    tracks: track
      ? {
          histories: new Int32Array(count * maxTurns),
          lengths: new Int32Array(count),
          finalHistories: new Int32Array(count * maxTurns),
          finalLengths: new Int32Array(count),
        }
      : null,
    key: key(0, 'chance'),
    first: 0,
  };
}

const loops = new WeakMap<Game, typeof stepGames>();

/** The loop compiled for this game: once, however many environments play it. */
function compiled(game: Game): typeof stepGames {
  let loop = loops.get(game);
  if (loop === undefined) {
    loop = specialise(stepGames, game);
    loops.set(game, loop);
    warmUp(loop, game);
  }
  return loop;
}

/**
 * Plays a few games for the compiler to learn from. A loop whose first thousands of rounds are those of one `reset`
 * is optimised for starting games alone, and what it learns later comes too late to be inlined: half the speed.
 */
function warmUp(loop: typeof stepGames, game: Game): void {
  const slabs = makeSlabs(game, 8, false);
  const actions = new Int32Array(8);
  slabs.episodes.fill(-1);
  slabs.seats.fill(RESTART);
  for (let step = 0; step < 100; step++) {
    loop(game, slabs, actions, true);
    const { legalOffsets, legalActions } = slabs;
    for (let k = 0; k < 8; k++) {
      const from = legalOffsets[k];
      const count = legalOffsets[k + 1] - from;
      if (count > 0) actions[k] = legalActions[from + ((step * 5 + k) % count)];
    }
  }
}

/**
 * One step of every game. Flat, and without a function or a constant from outside, because {@link specialise}
 * compiles it from its source; −1 is CHANCE, −2 TERMINAL, −3 RESTART.
 */
function stepGames(game: Game, slabs: Slabs, actions: Int32Array, restart: boolean): void {
  const {
    start,
    mover,
    role,
    legal,
    draw,
    apply,
    returns,
    signals,
    observe,
    seats: players,
    maxTurns,
  } = game;
  const { states, rows, streams, seats, roles, observations, legalOffsets, tracks } = slabs;
  const { rewards, paid, finished, finalReturns, episodes, legalScratch, returnsScratch, key, first } = slabs;
  const { finalSignals, finalRoles, signalsScratch } = slabs;
  const count = seats.length;
  const drawn = game.chanceKind !== 'none';
  const along = game.pays !== 'at-end';
  let { legalActions } = slabs;
  let written = 0;
  observations.fill(0);
  rewards.fill(0);
  finished.fill(0);
  for (let k = 0; k < count; k++) {
    legalOffsets[k] = written;
    let seat = seats[k];
    if (seat === -2 && !restart) continue;
    const state = states[k];
    const row = k * players;
    // One call site of each rule keeps the loop small enough for all of them to be inlined.
    // −1: an episode begins; −2: one that ended before anybody decided is told.
    let pending = seat >= 0 ? actions[k] : seat === -2 ? -2 : -1;
    let fresh = false;
    for (;;) {
      if (pending >= 0) {
        if (tracks !== null) tracks.histories[k * maxTurns + tracks.lengths[k]++] = pending;
        apply(state, pending);
      } else if (pending === -1) {
        fresh = true;
        episodes[k]++;
        if (drawn) streams[k].seek(key, first + k, episodes[k], 0);
        if (tracks !== null) tracks.lengths[k] = 0;
        if (along) for (let player = 0; player < players; player++) paid[row + player] = 0;
        start(state);
      }
      seat = mover(state);
      if (seat === -1) {
        pending = draw(state, streams[k]);
        continue;
      }
      // What chance pays before the first decision is part of the first reward.
      if (seat === -2 ? finished[k] === 0 : along && !fresh) {
        returns(state, returnsScratch);
        for (let player = 0; player < players; player++) {
          rewards[row + player] = returnsScratch[player] - paid[row + player];
          if (along) paid[row + player] = returnsScratch[player];
        }
      }
      if (seat === -2 && finished[k] === 0) {
        finished[k] = 1;
        for (let player = 0; player < players; player++) finalReturns[row + player] = returnsScratch[player];
        if (signals !== undefined) {
          signals(state, signalsScratch);
          finalSignals.set(signalsScratch, k * signalsScratch.length);
          for (let player = 0; player < players; player++) finalRoles[row + player] = role(state, player);
        }
        if (tracks !== null) {
          const turns = k * maxTurns;
          tracks.finalHistories.set(tracks.histories.subarray(turns, turns + tracks.lengths[k]), turns);
          tracks.finalLengths[k] = tracks.lengths[k];
        }
        if (restart) {
          pending = -1;
          continue;
        }
      }
      break;
    }
    seats[k] = seat;
    if (seat >= 0) {
      roles[k] = role(state, seat);
      observe(state, seat, rows[k]);
      const choices = legal(state, legalScratch);
      if (written + choices > legalActions.length) {
        slabs.legalActions = new Int32Array(Math.max(written + choices, 2 * legalActions.length));
        slabs.legalActions.set(legalActions);
        legalActions = slabs.legalActions;
      }
      for (let choice = 0; choice < choices; choice++) legalActions[written++] = legalScratch[choice];
    }
  }
  legalOffsets[count] = written;
}
