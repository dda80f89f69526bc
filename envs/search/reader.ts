import type { Signal } from '../core/signal.ts';
import type { Document } from './document.ts';

/** What a reader makes of a question: the answer that the documents support, or why there is none. */
export type Reading = { readonly answer: string } | { readonly none: string };

/** Answers a question from documents alone. A chat model can be one, or rules that read a fictional world's sentences. */
export interface Reader {
  readonly name: string;
  /**
   * It reads by rules, at no cost. Then a question must be answered from what its proposer found alone, too, and not
   * only amid other documents, which may happen to tell what the proposer's do not.
   */
  readonly exact?: boolean;
  /**
   * `none` is a clause without its full stop, such as `the documents support two answers`.
   * @throws ParlorError where it cannot read now (a model that is silent); whatever else it throws is taken for a defect.
   */
  read(question: string, documents: readonly Document[], signal?: Signal): Reading | Promise<Reading>;
}

/** Says whether two answers to a question mean the same, where they are not the same words. */
export interface Judge {
  readonly name: string;
  same(question: string, given: string, wanted: string, signal?: Signal): boolean | Promise<boolean>;
}
