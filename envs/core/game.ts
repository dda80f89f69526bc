import type { Field } from './field.ts';
import type { Random } from './random.ts';
import type { TextFace } from './text.ts';

/** One position of a game: always `game.stateSize` long, and never another kind of array. */
export type State = Int32Array;

/** What `mover` answers when nature is to move. */
export const CHANCE = -1;
/** What `mover` answers when the episode has ended. */
export const TERMINAL = -2;

/** How chance can be used: no chance at all, outcomes that can be listed, or too many to list. */
export type ChanceKind = 'none' | 'exact' | 'sampled';
/** What the returns of all seats add up to: zero, another constant, anything, or one payoff shared by all. */
export type Payoff = 'zero-sum' | 'constant-sum' | 'general-sum' | 'common';
/** Whether one observation, at a decision, tells the whole information state, or the current position only. */
export type Recall = 'perfect' | 'current';
export type Information = 'perfect' | 'imperfect';

/**
 * Decisions of one kind that training may tell apart, such as clues and votes: the actions `first` … `end` − 1.
 */
export interface Stage {
  readonly name: string;
  readonly first: number;
  readonly end: number;
  /** The action that takes no position, where there is one: a vote for nobody. */
  readonly abstain?: number;
}

/**
 * The rules of a game, immutable. A game is an object literal of functions made by a factory: no class, no `this`.
 * Nothing is remembered outside the state, and functions that read do not write to it.
 * The functions do not check their arguments: environments do.
 */
export interface Game {
  /** The name in the registry, such as `leduc_poker`. */
  readonly id: string;
  /** Canonical text that loads the same game, such as `leduc_poker(players=3)`. */
  readonly spec: string;
  /** Raised when rules or encodings change; everything saved carries `spec` and `version`. */
  readonly version: number;
  readonly seats: number;
  /** Every role that a seat can have in this game. */
  readonly roles: readonly string[];
  /** Player actions are 0 … actionCount − 1. */
  readonly actionCount: number;
  /** The most actions that are legal at once. */
  readonly maxLegal: number;
  /** Chance outcomes are 0 … chanceCount − 1. */
  readonly chanceCount: number;
  readonly chanceKind: ChanceKind;
  readonly stateSize: number;
  /** What each part of an observation means; see {@link Field}. */
  readonly observation: readonly Field[];
  readonly observationSize: number;
  readonly recall: Recall;
  /** No episode has more transitions, chance included. */
  readonly maxTurns: number;
  readonly payoff: Payoff;
  /** The least and the greatest final return of a seat. */
  readonly payoffRange: readonly [number, number];
  readonly information: Information;
  /** When returns move: `at-end` promises that they are 0 until the episode ends, which is faster. Default `along`. */
  readonly pays?: 'at-end' | 'along';

  /** Writes the initial state, whatever the array held. */
  start(state: State): void;
  /** A seat, {@link CHANCE} or {@link TERMINAL}. */
  mover(state: State): number;
  /** Index into `roles`, or −1 until the seat's role is decided. */
  role(state: State, seat: number): number;
  /** Writes the mover's legal actions in ascending order into `actions` [maxLegal] and returns how many. */
  legal(state: State, actions: Int32Array): number;
  /**
   * Fills the probability of every outcome into `probabilities` [chanceCount] (0 where impossible) and returns how
   * many are positive. Only where `chanceKind` is `exact` and the mover is CHANCE.
   */
  chance(state: State, probabilities: Float64Array): number;
  /** Draws one outcome with exactly the distribution that `chance` states. */
  draw(state: State, random: Random): number;
  /** A player's action, or a chance outcome where the mover is CHANCE. Unchecked. */
  apply(state: State, action: number): void;
  /** Writes every seat's payoff to date into `out` [seats], whatever the array held. */
  returns(state: State, out: Float64Array): void;
  /**
   * What the seat sees when this action or outcome is done here: 0 for nothing, else a positive safe integer. Tokens
   * are equal exactly when what is seen is equal. A seat's information state is the sequence of its tokens that are
   * not 0, its own actions included.
   */
  witness(state: State, action: number, seat: number): number;
  /** Writes the non-zero features of what the seat knows into `out` [observationSize], which arrives zeroed. */
  observe(state: State, seat: number, out: Float32Array): void;
  /** The same game, in words. */
  readonly text: TextFace;

  /**
   * Where seats choose at the same time: the seats that choose now, the mover included, whose choices are hidden from
   * each other until all are in. Writes them ascending into `seats` [seats] and returns how many.
   */
  choosing?(state: State, seats: Int32Array): number;
  /** Whether the seat knows its own role now; left out, it does. */
  knowsRole?(state: State, seat: number): boolean;
  /**
   * Writes into `out` a state that the seat cannot tell from this one, drawn by the posterior of what it has seen,
   * where other seats choose uniformly among their legal actions, unless the game says what else it takes for likely.
   */
  resample?(state: State, seat: number, random: Random, out: State): void;
  /** All-seeing features for critics in training, into `out` [stateObservationSize], which arrives zeroed. */
  observeState?(state: State, out: Float32Array): void;
  /** Length of what `observeState` writes; there is one where there is the other. */
  readonly stateObservationSize?: number;
  /**
   * The kinds of decisions, where there are several: ascending, without gaps, from 0 to actionCount. The first is
   * played for the returns; each other one may have a training signal of its own.
   */
  readonly stages?: readonly Stage[];
  /**
   * Writes each stage's training signal for every seat into `out` [stages, seats], whatever the array held, once the
   * episode is over; NaN for a seat that has none. The first stage's signals are the returns. Signals are no part of
   * the returns and need not add up to anything. There are signals where there are stages.
   */
  signals?(state: State, out: Float64Array): void;
}
