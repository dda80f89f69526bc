import type { Message, Seed, TimeStep } from '@parlor/envs';

/** What an agent is told when it takes a seat. */
export interface Seating {
  /** The game, as `loadGame` and `make` read it. */
  readonly spec: string;
  readonly seat: number;
  /** Of the agent's own random choices, together with `episode` and `seat`. */
  readonly seed: Seed;
  /** Which episode of this seed; left out, the first (0). */
  readonly episode?: number;
}

/** An action of a closed game, or a reply in words. */
export type Reply = number | string;

/** Anything that can hold a seat: a policy, a script, a chat model, a person. */
export interface Agent {
  readonly name: string;
  /** An episode begins; nothing of earlier ones may be remembered. */
  begin(seating: Seating): void | Promise<void>;
  /** The seat must act: an action of `step.legal`, or a reply in words. */
  act(step: TimeStep): Reply | Promise<Reply>;
  /** Something that the seat sees has happened. */
  note?(message: Message): void | Promise<void>;
  /** The episode has ended. */
  end?(returns: readonly number[]): void | Promise<void>;
  /** Nobody needs the agent any more: it lets go of what it holds, such as a process. */
  close?(): void | Promise<unknown>;
}
