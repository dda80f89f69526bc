/** What a proposer has done when it asks its question. */
export interface Proposal {
  /** The question as others would hear it. */
  readonly question: string;
  /** Characters of the question as it was written. Unit: UTF-16 code units. */
  readonly characters: number;
  readonly answer: string;
  /** Its searches, in order. */
  readonly queries: readonly string[];
  /** Distinct documents that they found. */
  readonly documents: number;
}

export interface FilterOptions {
  /** Whether a search may hold the answer; off by default in the released code too: it may. */
  readonly answer_in_query: boolean;
}

/** Shortest and longest question. Unit: UTF-16 code units. */
export const QUESTION_LENGTH = { least: 10, most: 1000 } as const;
/** Least words of a question, split at spaces. */
export const QUESTION_WORDS = 10;
/** Least searches of a proposer. */
export const LEAST_SEARCHES = 2;

interface Filter {
  readonly name: string;
  /** Why a question does not pass, as a clause. */
  readonly clause: string;
  passes(proposal: Proposal, options: FilterOptions): boolean;
}

/**
 * The rules that a question must pass, in the order of the released code of Search Self-play (arXiv 2510.18821), the
 * last one an option there too.
 */
const FILTERS = [
  { name: 'no-question', clause: 'there is no question', passes: ({ question }) => question !== '' },
  {
    name: 'length',
    clause: `a question has ${QUESTION_LENGTH.least} to ${QUESTION_LENGTH.most} characters`,
    passes: ({ characters }) => characters >= QUESTION_LENGTH.least && characters <= QUESTION_LENGTH.most,
  },
  {
    name: 'words',
    clause: `a question has at least ${QUESTION_WORDS} words`,
    passes: ({ question }) => question.split(/\s+/).filter((word) => word !== '').length >= QUESTION_WORDS,
  },
  {
    name: 'answer-in-question',
    clause: 'the question holds its answer',
    passes: ({ question, answer }) => !holds(question, answer),
  },
  {
    name: 'no-document',
    clause: 'the searches found no document',
    passes: ({ documents }) => documents > 0,
  },
  {
    name: 'one-search',
    clause: `at least ${LEAST_SEARCHES} searches are needed`,
    passes: ({ queries }) => queries.length >= LEAST_SEARCHES,
  },
  {
    name: 'repeated-search',
    clause: 'two searches are the same',
    passes: ({ queries }) => new Set(queries.map(plain)).size === queries.length,
  },
  {
    name: 'answer-in-search',
    clause: 'a search holds the answer',
    passes: ({ queries, answer }, options) =>
      options.answer_in_query || !queries.some((query) => holds(query, answer)),
  },
] as const satisfies readonly Filter[];

export type FilterName = (typeof FILTERS)[number]['name'];

/** The first rule that a question does not pass; undefined where it passes all. */
export function brokenFilter(
  proposal: Proposal,
  options: FilterOptions,
): { readonly name: FilterName; readonly clause: string } | undefined {
  return FILTERS.find((filter) => !filter.passes(proposal, options));
}

function holds(text: string, answer: string): boolean {
  return answer !== '' && text.toLowerCase().includes(answer.toLowerCase());
}

/** A search without regard to case and spaces. */
function plain(query: string): string {
  return query.trim().toLowerCase().replace(/\s+/g, ' ');
}
