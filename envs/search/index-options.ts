import { OptionError } from '../core/errors.ts';
import { type OptionSchema, resolveOptions } from '../core/options.ts';
import { foldText, STOP_WORDS } from './terms.ts';

/** How documents are indexed and found; left out, the defaults. */
export interface MiniSearchOptions {
  /** What a word in the title counts, where one in the text counts 1; 2 by default. */
  readonly titleBoost?: number;
  /** Whether the beginning of a word finds it; no by default. */
  readonly prefix?: boolean;
  /** Letters of a word that may be wrong, as a share of them; 0 by default. */
  readonly fuzzy?: number;
  /** Words that are left out of documents and queries; the function words of English by default. */
  readonly stopWords?: readonly string[];
}

/** All of them, checked. */
export interface IndexOptions {
  readonly titleBoost: number;
  readonly prefix: boolean;
  readonly fuzzy: number;
  readonly stopWords: ReadonlySet<string>;
}

const SCHEMA = {
  titleBoost: { kind: 'real', default: 2, min: 0.01, max: 100, doc: 'what a word in the title counts' },
  prefix: { kind: 'boolean', default: false, doc: 'the beginning of a word finds it' },
  fuzzy: { kind: 'real', default: 0, min: 0, max: 0.5, doc: 'share of letters that may be wrong' },
} as const satisfies OptionSchema;

/** @throws OptionError naming the option and what would do */
export function indexOptions(given: MiniSearchOptions): IndexOptions {
  const { stopWords = STOP_WORDS, ...rest } = given;
  if (!Array.isArray(stopWords) || !stopWords.every((word) => typeof word === 'string')) {
    throw new OptionError('mini search engine: option stopWords must be an array of words.');
  }
  return {
    ...resolveOptions('mini search engine', SCHEMA, { ...rest }),
    stopWords: new Set(stopWords.map(foldText)),
  };
}
