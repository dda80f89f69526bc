import { type LoadModule, memberOf, moduleLoader } from '../core/optional-module.ts';
import type { IndexOptions } from './index-options.ts';
import { SearchError } from './search-engine.ts';
import { termsOf } from './terms.ts';

/** A document by its number, and its score. */
export interface Ranked {
  readonly document: number;
  readonly score: number;
}

/** An index of MiniSearch, as far as it is used here. */
export interface TextIndex {
  /** Adds the document of the next number, from 0. */
  add(title: string, text: string): void;
  /** The k best documents that hold any of the words, and all that are as good as the last of them; the best first. */
  search(words: readonly string[], k: number): Ranked[];
  /** How many documents there are. */
  size(): number;
  /** What `restore` takes: plain JSON. */
  toJSON(): unknown;
}

/** The `minisearch` package, checked. */
export interface MiniSearchPackage {
  create(options: IndexOptions): TextIndex;
  /** @throws whatever the package throws where the JSON is no index of its own */
  restore(json: unknown, options: IndexOptions): TextIndex;
}

let loaded: MiniSearchPackage | undefined;

/**
 * The `minisearch` package, an optional peer that is loaded with the first call.
 * @throws SearchError where it is missing, or something else
 */
export function miniSearch(): MiniSearchPackage {
  loaded ??= loadMiniSearch(nodeLoader());
  return loaded;
}

/**
 * MiniSearch out of whatever `load` answers for its name.
 * @throws SearchError where that is not it
 */
export function loadMiniSearch(load: LoadModule): MiniSearchPackage {
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
    create: (options) => textIndex(Reflect.construct(MiniSearch, [settings(options)]), options),
    restore: (json, options) =>
      textIndex(Reflect.apply(loadJS, MiniSearch, [json, settings(options)]), options),
  };
}

/** Terms are taken out of texts here, so that documents and queries are read alike. */
function settings({ stopWords }: IndexOptions): object {
  return {
    idField: 'document',
    fields: ['title', 'text'],
    storeFields: [],
    tokenize: (text: string) => termsOf(text, stopWords),
    processTerm: (term: string) => term,
  };
}

function textIndex(index: unknown, { titleBoost, prefix, fuzzy }: IndexOptions): TextIndex {
  const [add, search, toJSON] = ['add', 'search', 'toJSON'].map((name) => {
    const method = memberOf(index, name);
    if (typeof method !== 'function') throw unfit();
    return (...given: readonly unknown[]): unknown => Reflect.apply(method, index, given);
  });
  const options = { boost: { title: titleBoost }, prefix, fuzzy, combineWith: 'OR' };
  const counted = memberOf(index, 'documentCount');
  if (typeof counted !== 'number') throw unfit();
  let documents = counted;
  return {
    add: (title, text) => void add({ document: documents++, title, text }),
    search(words, k) {
      const found = search(words.join(' '), options);
      if (!Array.isArray(found)) throw unfit();
      const best: Ranked[] = [];
      for (const result of found as readonly unknown[]) {
        const [document, score] = [memberOf(result, 'id'), memberOf(result, 'score')];
        if (typeof document !== 'number' || typeof score !== 'number') throw unfit();
        if (best.length >= k && rounded(score) !== best[best.length - 1].score) break;
        best.push({ document, score: rounded(score) });
      }
      return best;
    },
    size: () => documents,
    toJSON: () => toJSON(),
  };
}

/** An index that was saved and read again adds the same numbers up in another order. */
const rounded = (score: number): number => Math.round(score * 2 ** 30) / 2 ** 30;

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
