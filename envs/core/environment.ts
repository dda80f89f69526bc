import { OptionError } from './errors.ts';
import type { Game } from './game.ts';
import type { InvalidMovePolicy } from './invalid-moves.ts';
import type { Message } from './message.ts';
import type { Random, Seed } from './random.ts';
import type { DecisionRecord, MessageRecord } from './record.ts';
import type { Signal } from './signal.ts';
import type { SimulatedGame } from './simulated-game.ts';
import type { ParseFailure } from './text.ts';
import type { TimeStep } from './time-step.ts';

/** An episode's beginning: a seed starts its episode 0; without one, the next episode of the seed before. */
export interface ResetOptions {
  readonly seed?: Seed;
  readonly episode?: number;
  /** Which of the seed's games: game k here is game k of a vector environment. Default 0. */
  readonly game?: number;
}

/** A point of an episode, as JSON: put back by `restore`, in this process or another. */
export interface SavedEnv {
  readonly spec: string;
  readonly version: number;
  readonly seed: Seed;
  readonly episode: number;
  /** Left out, game 0. */
  readonly game?: number;
  /** Actions and chance outcomes so far. */
  readonly history: readonly number[];
  /** State of the chance generator. */
  readonly chance: readonly [number, number, number, number];
}

/** One closed game behind one step/reset interface: {@link Env}, and every wrapper around one. */
export interface Environment {
  readonly game: Game;
  /** Starts an episode: the same seed gives the same episode, always. */
  reset(options?: ResetOptions): TimeStep;
  /** The mover does an action; chance follows by itself. */
  step(action: number): TimeStep;
  /** The step that `reset` or `step` gave last. */
  readonly current: TimeStep;
  /** What a seat knows now, as features: a fresh [observationSize], whether it is to move or not. */
  observe(seat: number): Float32Array;
  /** What a seat sees now, in words. */
  view(seat: number): string;
  /** Everything that a seat has been told in this episode so far, in words. */
  messages(seat: number): Message[];
  /** The legal action that the mover's reply in words names, or why it names none. */
  parse(reply: string): number | ParseFailure;
  /** A seat's information state: everything it has witnessed, as tokens. */
  tokens(seat: number): number[];
  /** Actions and chance outcomes of this episode so far, in order. */
  readonly actions: readonly number[];
  /** This point of the episode, as JSON. */
  save(): SavedEnv;
  /** Goes to a saved point; what follows is what would have followed there. */
  restore(saved: SavedEnv): TimeStep;
  /** An environment at the same point that goes its own way. */
  clone(): Environment;
}

/** What an episode in words is played under, besides the rules. */
export interface EpisodeSettings {
  readonly invalidMoves: InvalidMovePolicy;
  /** The episode is cut short after so many actions; a round of simultaneous choices is finished first. */
  readonly turnLimit: number;
}

/** A point of an episode in words, as JSON: put back by `restore`, in this process or another. */
export interface SavedAsyncEnv {
  readonly spec: string;
  readonly version: number;
  readonly seed: Seed;
  readonly episode: number;
  readonly settings: EpisodeSettings;
  /** Every reply so far, rejected ones included, private reasoning not; or why a seat gave none and forfeited. */
  readonly replies: readonly (string | { readonly forfeit: string })[];
}

/** A call that can be cancelled: it then throws the signal's reason, and the environment is as it was. */
export interface Cancellable {
  readonly signal?: Signal;
}

/** One game in words behind the same interface, awaited: {@link AsyncEnv}, and every wrapper around one. */
export interface AsyncEnvironment {
  readonly game: SimulatedGame;
  reset(options?: ResetOptions & Cancellable): Promise<TimeStep>;
  /** The mover's reply, in words. */
  step(reply: string, options?: Cancellable): Promise<TimeStep>;
  /** Why the mover's reply would be rejected here, or undefined where it would be accepted; nothing happens. */
  verdict(reply: string): ParseFailure | undefined;
  /**
   * The mover gives no reply, and so forfeits as after too many that mean nothing; `why` is told to
   * everybody where that ends the episode, and to the seat where the game goes on without it.
   */
  forfeit(why: string): Promise<TimeStep>;
  /** A reply that the mover may give here, drawn at random; undefined where the game knows of none. */
  sample(random: Random): string | undefined;
  readonly current: TimeStep;
  /** What a seat sees now, in words: the game's view where it has one, else its messages. */
  view(seat: number): string;
  /** All messages of this episode so far that are addressed to the seat. */
  messages(seat: number): Message[];
  /** Every message of this episode, for tools that may see everything. */
  readonly log: readonly MessageRecord[];
  /** Every reply of this episode, private reasoning included, for tools that may see everything. */
  readonly decisions: readonly DecisionRecord[];
  /** The role of each seat, an index into the game's roles, for tools that may see everything: [seats]. */
  readonly roles: readonly number[];
  /** The role that each seat knows it has, −1 where it is undecided or the seat does not know it: [seats]. */
  readonly knownRoles: readonly number[];
  save(): SavedAsyncEnv;
  restore(saved: SavedAsyncEnv, options?: Cancellable): Promise<TimeStep>;
  clone(): AsyncEnvironment;
}

/**
 * What both kinds of environment share, for programs that take either: await what `reset` and `step` answer. `instanceof`
 * {@link Env} or {@link AsyncEnv} tells which it is.
 */
export interface AnyEnvironment {
  readonly game: Game | SimulatedGame;
  reset(options?: ResetOptions): TimeStep | Promise<TimeStep>;
  /** An action of a closed game, or a reply in words. */
  step(reply: number | string): TimeStep | Promise<TimeStep>;
  readonly current: TimeStep;
  view(seat: number): string;
  messages(seat: number): Message[];
  save(): SavedEnv | SavedAsyncEnv;
  clone(): AnyEnvironment;
}

/** @throws OptionError where the seed or the episode number is of the wrong kind. */
export function checkReset(game: string, { seed, episode, game: table }: ResetOptions): void {
  if (seed !== undefined && !(typeof seed === 'string' || Number.isFinite(seed))) {
    throw new OptionError(`${game}: the seed must be a finite number or a text, not ${String(seed)}.`);
  }
  if (table !== undefined && !(Number.isInteger(table) && table >= 0)) {
    throw new OptionError(`${game}: the number of the game must be a whole number from 0 on, not ${table}.`);
  }
  if (episode !== undefined && !(Number.isInteger(episode) && episode >= 0)) {
    throw new OptionError(`${game}: the episode must be a whole number from 0 on, not ${episode}.`);
  }
}

/** @throws OptionError where there is no such seat. */
export function checkSeat(game: { readonly id: string; readonly seats: number }, seat: number): void {
  if (!(Number.isInteger(seat) && seat >= 0 && seat < game.seats)) {
    throw new OptionError(`${game.id} has seats 0 to ${game.seats - 1}, not ${String(seat)}.`);
  }
}
