import { type LoadModule, memberOf, moduleLoader } from '../core/optional-module.ts';
import type { Document } from './document.ts';
import { SearchError } from './search-engine.ts';

/** Fields in which words are looked for, by their number in the index. */
export const FIELDS = ['title', 'text'] as const;

/** How words are looked for. */
export interface Matching {
  /** What a word in the title counts, where one in the text counts 1. */
  readonly titleBoost: number;
  /** Whether the beginning of a word finds it. */
  readonly prefix: boolean;
  /** Letters of a word that may be wrong, as a share of them. */
  readonly fuzzy: number;
}

/** What MiniSearch is made with; documents are known to it by their place in `documents`. */
export interface IndexMaking extends Matching {
  readonly documents: readonly Document[];
  /** The words of a document. */
  readonly terms: (text: string) => readonly string[];
  /** The words of a query. */
  readonly queryTerms: (query: string) => readonly string[];
}

/** A document by its place, and its score. */
export interface Hit {
  readonly document: number;
  readonly score: number;
}

/** An index of MiniSearch. */
export interface Index {
  /** Different words. */
  readonly terms: number;
  /** Takes in the document at a place, which it has not taken yet; places in their order, from 0. */
  add(document: number): void;
  /** The best that any word of the query finds, the best first: k, and whatever is as good as the last of those. */
  search(query: string, k: number): readonly Hit[];
  /** As MiniSearch saves it, in JSON. */
  save(): string;
}

/** MiniSearch, as far as it is used here. */
export interface MiniSearchModule {
  create(making: IndexMaking): Index;
  /** @param saved what {@link Index.save} gave, parsed and checked */
  load(saved: object, making: IndexMaking): Index;
}

let loaded: MiniSearchModule | undefined;

/**
 * The `minisearch` package, an optional peer that is loaded with the first call.
 * @throws SearchError where it is missing, or something else
 */
export function miniSearch(): MiniSearchModule {
  loaded ??= loadMiniSearch(nodeLoader());
  return loaded;
}

/**
 * MiniSearch out of whatever `load` answers for its name.
 * @throws SearchError where that is not it.
 */
export function loadMiniSearch(load: LoadModule): MiniSearchModule {
  let found: unknown;
  try {
    found = load('minisearch');
  } catch (cause) {
    throw new SearchError(
      'missing',
      'Searching in memory needs the minisearch package, which can not be loaded; run npm install minisearch.',
      { cause },
    );
  }
  const MiniSearch = typeof found === 'function' ? found : memberOf(found, 'default');
  const loadJS = memberOf(MiniSearch, 'loadJS');
  if (typeof MiniSearch !== 'function' || typeof loadJS !== 'function') throw unfit();
  return {
    create: (making) => indexOf(Reflect.construct(MiniSearch, [optionsOf(making)]), making.documents),
    load: (saved, making) =>
      indexOf(Reflect.apply(loadJS, MiniSearch, [saved, optionsOf(making)]), making.documents),
  };
}

/** BM25 with MiniSearch's own defaults, stated so that no later version moves them. */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };

function optionsOf({ documents, terms, queryTerms, titleBoost, prefix, fuzzy }: IndexMaking): object {
  return {
    fields: FIELDS,
    // Documents are kept outside of it: all it is given, and gives back, are places.
    extractField: (place: number, field: 'id' | (typeof FIELDS)[number]) =>
      field === 'id' ? place : documents[place][field],
    stringifyField: (value: string) => value,
    tokenize: terms,
    processTerm: (term: string) => term,
    autoVacuum: false,
    searchOptions: { bm25: BM25, boost: { title: titleBoost }, prefix, fuzzy, tokenize: queryTerms },
  };
}

function indexOf(index: unknown, documents: readonly Document[]): Index {
  const [add, search] = [memberOf(index, 'add'), memberOf(index, 'search')];
  if (typeof add !== 'function' || typeof search !== 'function') throw unfit();
  return {
    get terms() {
      const terms = memberOf(index, 'termCount');
      if (typeof terms !== 'number') throw unfit();
      return terms;
    },
    add: (document) => void Reflect.apply(add, index, [document]),
    search(query, k) {
      const results: unknown = Reflect.apply(search, index, [query]);
      if (!Array.isArray(results)) throw unfit();
      const best: Hit[] = [];
      for (const result of results) {
        const hit = hitOf(result, documents.length);
        if (best.length >= k && hit.score !== best.at(-1)?.score) break;
        best.push(hit);
      }
      return best;
    },
    save: () => JSON.stringify(index),
  };
}

function hitOf(result: unknown, documents: number): Hit {
  const [document, score] = [memberOf(result, 'id'), memberOf(result, 'score')];
  if (typeof document !== 'number' || typeof score !== 'number') throw unfit();
  if (!(document >= 0 && document < documents && score > 0)) throw unfit();
  return { document, score };
}

const unfit = (): SearchError =>
  new SearchError(
    'missing',
    'The minisearch package found here has another interface than version 7; run npm install minisearch@7.',
  );

function nodeLoader(): LoadModule {
  const load = moduleLoader();
  if (load) return load;
  throw new SearchError('missing', 'Searching in memory needs Node 20.16 or newer; install it.');
}
