import { ParlorError } from '../core/errors.ts';
import type { Seed } from '../core/random.ts';

/** One law that does not hold, with the shortest counterexample that was found. */
export interface Violation {
  readonly law: string;
  /**
   * What breaks the law when it is replayed from the start: chance outcomes and actions of a game; for environments
   * and agents the actions given to `step` after `reset({ seed })`. Empty for language games, which have replies.
   */
  readonly actions: readonly number[];
  /** The story in one paragraph. */
  readonly message: string;
  /** Where two sequences break the law together: the other one. */
  readonly other?: readonly number[];
  /** Of language games: what breaks the law when it is given to `step` after `reset({ seed })`. */
  readonly replies?: readonly string[];
  /** Of environments, agents and language games: the seed of the episode. */
  readonly seed?: Seed;
}

export interface Verdict {
  readonly ok: boolean;
  readonly violations: readonly Violation[];
}

/** Laws are broken. Thrown by `assertGame` and its like, and by each law's property. */
export class LawError extends ParlorError {
  override readonly name = 'LawError';
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], options?: ErrorOptions) {
    super(violations.map(({ message }) => message).join('\n'), options);
    this.violations = violations;
  }
}

/** What a law's body throws: the clause that is false, and where. The law's property makes a {@link LawError} of it. */
export class Broken extends Error {
  readonly history: readonly number[] | undefined;
  readonly other: readonly number[] | undefined;

  constructor(clause: string, history?: readonly number[], other?: readonly number[]) {
    super(clause);
    this.history = history?.slice();
    this.other = other?.slice();
  }
}

/**
 * Says that the law is broken.
 * @param history after which; left out, as far as the law had played when it found out
 */
export function broken(clause: string, history?: readonly number[], other?: readonly number[]): never {
  throw new Broken(clause, history, other);
}
