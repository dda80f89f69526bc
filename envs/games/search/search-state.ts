import type { FilterName } from './filters.ts';

/** Why a question is not accepted: a rule that it breaks, or what the reader makes of it. */
export type Rejection = FilterName | 'unsupported' | 'other-answer' | 'reader-failed';

export type SolverState = {
  /** Titles of the documents that it was shown, for random play. */
  readonly titles: readonly string[];
  /** The empty text until it answers. */
  readonly answer: string;
  readonly right: boolean;
  /** Answers in its last reply. */
  readonly answers: number;
};

/** A {@link Document}, as JSON. */
type Found = { readonly id: string; readonly title: string; readonly text: string };

export type SearchState = {
  readonly stage: 'propose' | 'solve' | 'over';
  /** The answer that the proposer was given. */
  readonly answer: string;
  /** The empty text until it is asked. */
  readonly question: string;
  readonly verdict: 'none' | 'accepted' | Rejection;
  /** Searches of the proposer, and the distinct documents that they found, in order. */
  readonly queries: readonly string[];
  readonly documents: readonly Found[];
  /** Replies of the seat that is to move. */
  readonly turns: number;
  /** How many solvers are done. */
  readonly done: number;
  /** [solvers] */
  readonly solvers: readonly SolverState[];
};

export type SearchAction =
  | { readonly search: string }
  | { readonly question: string; readonly characters: number }
  | { readonly answer: string; readonly answers: number };
