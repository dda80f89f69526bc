import type { Document } from './document.ts';
import type { Fact } from './relations.ts';

/**
 * `article`: states facts about its subject; `distractor`: is about something of a similar name or the same kind, and
 * tells nothing that matters; `near-duplicate`: repeats another document with small changes; `rumour`: contradicts the
 * world, behind a phrase of HEARSAY.
 */
export const CORPUS_KINDS = ['article', 'distractor', 'near-duplicate', 'rumour'] as const;
export type CorpusKind = (typeof CORPUS_KINDS)[number];

export const CORPUS_STYLES = ['encyclopaedia', 'news', 'letter', 'directory', 'chronicle'] as const;
export type CorpusStyle = (typeof CORPUS_STYLES)[number];

/** A document about a fictional world, and marks that say what is in it. A search engine is given a Document of it. */
export interface CorpusDocument extends Document {
  readonly kind: CorpusKind;
  readonly style: CorpusStyle;
  /** The entities that it is about, its subject first. */
  readonly about: readonly string[];
  /** What it states, all of it true, in the order of its sentences; without a year where the sentence tells none. */
  readonly states: readonly Fact[];
  /** What it tells as hearsay, all of it false. */
  readonly rumours: readonly Fact[];
  /** The id of the document that a near-duplicate repeats. */
  readonly copyOf?: string;
}
