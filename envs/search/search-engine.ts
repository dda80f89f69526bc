import { ParlorError } from '../core/errors.ts';
import type { Signal } from '../core/signal.ts';
import type { ScoredDocument } from './document.ts';

/** Finds documents. One that runs in the same process may answer at once; games await either. */
export interface SearchEngine {
  readonly name: string;
  /**
   * The documents that fit best, the best first: at most k, fewer where fewer fit. Equally good ones are in a fixed order.
   * @throws SearchError, or the signal's reason where it aborts
   */
  search(
    query: string,
    k: number,
    signal?: Signal,
  ): readonly ScoredDocument[] | Promise<readonly ScoredDocument[]>;
}

/**
 * `timeout`: it took too long; `unavailable`: it could not be reached, or failed; `rate-limit`: it asks for patience;
 * `refused`: it does not want such requests; `malformed`: its answer makes no sense; `missing`: a package is not
 * installed.
 */
export const SEARCH_FAILURES = [
  'timeout',
  'unavailable',
  'rate-limit',
  'refused',
  'malformed',
  'missing',
] as const;
export type SearchFailure = (typeof SEARCH_FAILURES)[number];

/** A search engine did not find anything out: what went wrong, and what to do about it. */
export class SearchError extends ParlorError {
  override readonly name = 'SearchError';
  readonly failure: SearchFailure;

  constructor(failure: SearchFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
