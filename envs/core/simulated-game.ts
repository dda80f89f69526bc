import type { ClosedDecision } from './closed-decision.ts';
import type { Information, Payoff } from './game.ts';
import type { InvalidMovePolicy } from './invalid-moves.ts';
import type { Message } from './message.ts';
import type { Random } from './random.ts';
import type { Signal } from './signal.ts';
import type { ParseFailure } from './text.ts';
import type { Signals } from './time-step.ts';

/** Where a game goes when something is done, and what is said about it. */
export interface Transition<State> {
  readonly state: State;
  /** In the order in which they are sent; a seat sees those whose audience it is in. */
  readonly messages: readonly Message[];
}

/** The action that a reply means. */
export interface ParsedAction<Action> {
  readonly action: Action;
}

/**
 * The rules of a game whose actions cannot be numbered (free words, a search query) or whose world is a simulator of
 * its own. Like a closed game it is an object literal of functions, and remembers nothing outside the state: `apply`
 * answers a new state and leaves the old one as it was, so that an action can be cancelled, tried again, or done in a
 * copy. A point of an episode is saved as (spec, version, seed, replies) and found again by playing them.
 */
export interface SimulatedGame<State = unknown, Action = unknown> {
  /** The name in the registry, such as `word_duel`. */
  readonly id: string;
  /** Canonical text that loads the same game, such as `word_duel(rounds=6,length=5,words=64)`. */
  readonly spec: string;
  /** Raised when rules or words change; everything saved carries `spec` and `version`. */
  readonly version: number;
  readonly seats: number;
  /** Every role that a seat can have in this game. */
  readonly roles: readonly string[];
  /** No episode has more actions; environments cut a longer one short. */
  readonly maxTurns: number;
  readonly payoff: Payoff;
  /** The least and the greatest final return of a seat. */
  readonly payoffRange: readonly [number, number];
  readonly information: Information;
  /** What replies that mean nothing cost, where the rules say so; left out, what the payoff suggests. */
  readonly invalidMoves?: InvalidMovePolicy;

  /** How to play in this role, and how to answer. */
  rules(role: number): string;
  /** The beginning of an episode. `signal` aborts where the caller no longer wants it. */
  start(random: Random, signal?: Signal): Transition<State> | Promise<Transition<State>>;
  /** The seat that must act, or TERMINAL. Chance has no turn of its own: `start` and `apply` draw what they need. */
  mover(state: State): number;
  /** Index into `roles`, or −1 until the seat's role is decided. */
  role(state: State, seat: number): number;
  /**
   * What the mover's reply means here, or why it means nothing. Private reasoning has been taken out of the reply.
   * Must answer whatever the reply holds, and quote none of it but in the failure, which its author alone is told.
   */
  parse(state: State, seat: number, reply: string): ParsedAction<Action> | ParseFailure;
  /** The mover does an action that `parse` gave here. */
  apply(
    state: State,
    action: Action,
    random: Random,
    signal?: Signal,
  ): Transition<State> | Promise<Transition<State>>;
  /**
   * Where the game goes on without a seat that forfeits: what the mover's forfeit leads to, and who is told of it besides
   * the seat itself; returns are the game's own. Left out, a forfeit ends the episode, and the policy for invalid moves says what it pays.
   */
  forfeit?(state: State, random: Random): Transition<State>;
  /** Payoff to date of every seat: [seats]. */
  returns(state: State): readonly number[];

  /** What the seat sees now besides its messages, in words; left out, the messages are all it sees. */
  view?(state: State, seat: number): string;
  /**
   * Once the episode is over: the last position for a person, in paragraphs, as the seat sees it and as it was; for
   * seat −1, whoever looks on. What the messages have told already need not be in it.
   */
  closing?(state: State, seat: number): readonly string[];
  /** Seats that choose at the same time as the mover, itself included, ascending. */
  choosing?(state: State): readonly number[];
  /** Whether the seat knows its own role now; left out, it does. */
  knowsRole?(state: State, seat: number): boolean;
  /**
   * A reply that the mover may well give here and that is accepted, drawn at random from a broad choice: what a random
   * agent says, and what the laws play with. A function of what the seat knows.
   */
  sample?(state: State, seat: number, random: Random): string;
  /**
   * Once the episode is over: what training may use beside the returns, by kind of decision, for every seat (null for
   * one that has none). The same names in every episode.
   */
  signals?(state: State): Signals;
  /** Where a closed game is played in words: the mover's decision as the closed game states it. */
  closed?(state: State): ClosedDecision;
}
