import { OptionError } from '../../core/errors.ts';
import type { OptionSchema, OptionsOf, OptionValue } from '../../core/options.ts';
import { PAYOFF_OPTIONS } from './payoffs.ts';

type Known = Readonly<Record<string, OptionValue>>;

/**
 * The options of every language game of search self-play. Defaults are those of the paper; `released` plays as the
 * released code does: a question is accepted where the reader fails, and the last of many answers counts a quarter.
 * Source: Search Self-play, arXiv 2510.18821, and its code.
 */
export const SEARCH_OPTIONS = {
  preset: {
    kind: 'choice',
    default: 'none',
    values: ['none', 'released'],
    doc: 'play as the released code of Search Self-play does',
  },
  ...PAYOFF_OPTIONS,
  searches: { kind: 'integer', default: 3, min: 2, max: 20, doc: 'searches that a proposer is asked for' },
  turns: { kind: 'integer', default: 10, min: 3, max: 50, doc: 'replies that a seat has at most' },
  results: { kind: 'integer', default: 3, min: 1, max: 20, doc: 'documents that a search shows at most' },
  verify: {
    kind: 'boolean',
    default: true,
    doc: 'whether a reader must find the answer in what the proposer found',
  },
  noise: { kind: 'integer', default: 4, min: 0, max: 50, doc: 'other documents that the reader sees too' },
  reader_failure: {
    kind: 'choice',
    default: ({ preset }: Known) => (preset === 'released' ? 'accept' : 'reject'),
    values: ['reject', 'accept'],
    doc: 'what becomes of a question where the reader fails',
  },
  answer_in_query: {
    kind: 'boolean',
    default: true,
    doc: 'whether a search of the proposer may hold the answer',
  },
  many_answers: {
    kind: 'choice',
    default: ({ preset }: Known) => (preset === 'released' ? 'quarter' : 'last'),
    values: ['last', 'quarter'],
    doc: 'what the last of more than 10 answers in a reply counts: like any other, or a quarter',
  },
} as const satisfies OptionSchema;

export type SearchOptions = OptionsOf<typeof SEARCH_OPTIONS>;

export const PROPOSER = 0;
export const SOLVER = 1;

/** @throws OptionError where options contradict each other. */
export function checkSearchOptions(id: string, { searches, turns }: SearchOptions): void {
  if (searches < turns) return;
  throw new OptionError(
    `${id}: ${searches} searches and a question do not fit into ${turns} replies; lower searches or raise turns.`,
  );
}
