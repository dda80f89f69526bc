import { type LoadModule, memberOf, moduleLoader } from '../core/optional-module.ts';
import { BM25, FIELDS, type Postings } from './postings.ts';
import { SearchError } from './search-engine.ts';

/** How words are looked for. */
export interface Matching {
  /** What a word in the title counts, where one in the text counts 1. */
  readonly titleBoost: number;
  /** Whether the beginning of a word finds it. */
  readonly prefix: boolean;
  /** Letters of a word that may be wrong, as a share of them. */
  readonly fuzzy: number;
}

/** Scores documents by one word. */
export interface Scorer {
  /**
   * Tells every document that a word finds, and what it adds there (BM25), in no particular order.
   * @param only where it is given, the documents that are not 0 in it and no others
   */
  score(term: string, only: Uint8Array | undefined, found: (document: number, score: number) => void): void;
}

/** MiniSearch, as far as it is used here. */
export interface MiniSearchModule {
  open(postings: Postings, matching: Matching): Scorer;
  /** The same, letting others run now and then. */
  openSlowly(postings: Postings, matching: Matching): Promise<Scorer>;
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
  const [loadJS, loadJSAsync] = [memberOf(MiniSearch, 'loadJS'), memberOf(MiniSearch, 'loadJSAsync')];
  if (typeof loadJS !== 'function' || typeof loadJSAsync !== 'function') throw unfit();
  const asked = (postings: Postings): readonly unknown[] => [plain(postings), OPTIONS];
  return {
    open: (postings, matching) =>
      scorer(Reflect.apply(loadJS, MiniSearch, asked(postings)), postings, matching),
    openSlowly: async (postings, matching) => {
      const index: unknown = await Reflect.apply(loadJSAsync, MiniSearch, asked(postings));
      return scorer(index, postings, matching);
    },
  };
}

/** Words are folded before they come here, one at a time. */
const OPTIONS = {
  fields: FIELDS,
  tokenize: (term: string) => [term],
  processTerm: (term: string) => term,
  autoVacuum: false,
};

/**
 * An index in the form that MiniSearch saves (version 2). Its own way to add documents takes twice as long. The words are
 * made one by one as they are read, since all of them together take more memory than the index itself.
 */
function plain(postings: Postings): object {
  const { documents, terms, lists, lengths, meanLengths } = postings;
  const numbers: Record<number, number> = {};
  const stored: Record<number, object> = {};
  for (let document = 0; document < documents; document++) numbers[document] = document;
  return {
    documentCount: documents,
    nextId: documents,
    documentIds: numbers,
    fieldIds: Object.fromEntries(FIELDS.map((field, number) => [field, number])),
    fieldLength: lengths,
    averageFieldLength: meanLengths,
    storedFields: stored,
    dirtCount: 0,
    index: {
      *[Symbol.iterator](): Generator<[string, object]> {
        for (const [term, number] of terms) yield [term, fields(lists[number])];
      },
    },
    serializationVersion: 2,
  };
}

function fields(lists: readonly (readonly number[])[]): object {
  const data: Record<number, Record<number, number>> = {};
  for (const [field, list] of lists.entries()) {
    if (list.length === 0) continue;
    const often: Record<number, number> = {};
    for (let at = 0; at < list.length; at += 2) often[list[at]] = list[at + 1];
    data[field] = often;
  }
  return data;
}

function scorer(index: unknown, postings: Postings, { titleBoost, prefix, fuzzy }: Matching): Scorer {
  const search = memberOf(index, 'search');
  const counted = [memberOf(index, 'documentCount'), memberOf(index, 'termCount')];
  if (typeof search !== 'function') throw unfit();
  if (counted[0] !== postings.documents || counted[1] !== postings.terms.size) throw unfit();
  const options = { bm25: BM25, boost: { title: titleBoost }, prefix, fuzzy };
  return {
    score(term, only, found) {
      // The filter sees every result before they are sorted, which would cost more than finding them.
      const filter = (result: unknown): boolean => {
        if (!isResult(result)) throw unfit();
        found(result.id, result.score);
        return false;
      };
      const chosen = only && {
        boostDocument: (document: unknown) => (isNumber(document) ? only[document] : 0),
      };
      Reflect.apply(search, index, [term, { ...options, ...chosen, filter }]);
    },
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

function isResult(value: unknown): value is { readonly id: number; readonly score: number } {
  if (typeof value !== 'object' || value === null || !('id' in value && 'score' in value)) return false;
  return isNumber(value.id) && isNumber(value.score);
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
