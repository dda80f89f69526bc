import type { ClosedDecision } from './closed-decision.ts';
import type { Message } from './message.ts';

/**
 * What a seat that must act is shown; at the end of an episode, what everybody is shown. Never changed afterwards.
 * `tokens` and `messages` are found when they are asked for, so a copy names them:
 * `{ ...step, tokens: step.tokens, messages: step.messages }`.
 */
export interface TimeStep {
  /** The seat that must act, or TERMINAL (−2) when the episode has ended or was cut short. */
  readonly seat: number;
  /** Index into the game's roles; −1 while it is undecided or the seat does not know it. */
  readonly role: number;
  /** What the seat knows, as features: [observationSize]; empty for games in words and when done. */
  readonly observation: Float32Array;
  /** Legal actions in ascending order; empty when done, and for games in words. */
  readonly legal: readonly number[];
  /** The seat's information state: everything it has witnessed, as tokens; empty for games in words and when done. */
  readonly tokens: readonly number[];
  /** What the seat was told since it last acted; when done, every message of the episode, each for its audience alone. */
  readonly messages: readonly Message[];
  /** Payoff of each seat since the step before: [seats]. */
  readonly rewards: readonly number[];
  /** Payoff of each seat to date: [seats]. */
  readonly returns: readonly number[];
  /** The rules ended the episode. */
  readonly terminated: boolean;
  /** Something outside the rules cut it short, such as a time limit. */
  readonly truncated: boolean;
  /** Either of the two. */
  readonly done: boolean;
  readonly info: StepInfo;
  /** Only where a closed game is played in words, and not when done: the same decision as the closed game states it. */
  readonly closed?: ClosedDecision;
}

/** Training signals by the name of their stage, for every seat; null for a seat that has none: [seats]. */
export type Signals = Readonly<Record<string, readonly (number | null)[]>>;

export interface StepInfo {
  /** Transitions so far, chance included: for whoever runs the episode, and no part of what the seat knows. */
  readonly turn: number;
  /** Which episode of this seed, from 0. */
  readonly episode: number;
  /** Seats that choose at the same time, the mover included; only in games with simultaneous choices. */
  readonly choosing?: readonly number[];
  /** Why an episode was cut short or forfeited; everybody may read it. */
  readonly reason?: string;
  /** The seat whose forfeit ended the episode; only in games in words. */
  readonly forfeit?: number;
  /** Seats that have forfeited, in that order, where the game goes on without them. */
  readonly forfeited?: readonly number[];
  /** Why the seat's reply was rejected and it is asked again; only in games in words. */
  readonly rejected?: string;
  /** What training may use beside the returns; only where the rules ended the episode, in games with stages. */
  readonly signals?: Signals;
}
