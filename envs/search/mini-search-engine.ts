import { OptionError } from '../core/errors.ts';
import { cancellable, type Signal } from '../core/signal.ts';
import type { Document, ScoredDocument } from './document.ts';
import { type IndexOptions, indexOptions, type MiniSearchOptions } from './index-options.ts';
import { type Hit, type Index, type IndexMaking, miniSearch } from './mini-search.ts';
import { decodeIndex, encodeIndex, SearchIndexError } from './saved-index.ts';
import type { SearchEngine } from './search-engine.ts';
import { termsOf } from './terms.ts';

/** A search engine in this process, which answers at once. */
export interface MiniSearchEngine extends SearchEngine {
  /** In the order in which they were indexed. */
  readonly documents: readonly Document[];
  /**
   * The documents that hold words of the query, the best first: by the sum of BM25 over the words that were found, times
   * how many those are. Equally good ones are in the order of their ids. Of a query, the first 32 words count.
   * @throws the signal's reason where it has aborted; OptionError where k is no whole number from 0 on
   */
  search(query: string, k: number, signal?: Signal): readonly ScoredDocument[];
  /**
   * The index and its documents as a text for {@link loadMiniSearchEngine}.
   * @throws SearchIndexError where it is longer than a text can be
   */
  save(): string;
}

export interface IndexingOptions extends MiniSearchOptions {
  readonly signal?: Signal;
  /** Told how many documents have been read, after every {@link INDEXING_CHUNK} and at the end. */
  readonly progress?: (documents: number) => void;
  /** Awaited after every {@link INDEXING_CHUNK} documents, so that others get on: `setImmediate` of `node:timers/promises`. */
  readonly pause?: () => Promise<unknown>;
}

/** Documents between two looks at the signal. */
export const INDEXING_CHUNK = 256;

/** Words of a query that count, so that no query takes long. */
const QUERY_LIMIT = 32;

/**
 * Indexes documents that are at hand, with the package `minisearch`, an optional peer.
 * @throws SearchError where `minisearch` is missing; OptionError where an option is out of its range; SearchIndexError
 * where an id is empty or comes twice, or a document is none.
 */
export function miniSearchEngine(
  documents: Iterable<Document>,
  options: MiniSearchOptions = {},
): MiniSearchEngine {
  const growing = new GrowingIndex(indexOptions(options));
  for (const document of documents) growing.add(document);
  return growing.engine();
}

/**
 * Indexes documents as they come, from a long file or a network, a chunk at a time.
 * @throws as {@link miniSearchEngine} does; the signal's reason as soon as it aborts; what the documents' source throws
 */
export async function indexDocuments(
  documents: AsyncIterable<Document> | Iterable<Document>,
  { signal, progress, pause, ...options }: IndexingOptions = {},
): Promise<MiniSearchEngine> {
  const growing = new GrowingIndex(indexOptions(options));
  for await (const document of until(documents, signal)) {
    growing.add(document);
    if (growing.size % INDEXING_CHUNK !== 0) continue;
    progress?.(growing.size);
    if (pause) await cancellable(pause, signal);
  }
  if (growing.size % INDEXING_CHUNK !== 0) progress?.(growing.size);
  return growing.engine();
}

/**
 * The search engine that `save` has made a text of; it answers as it did then.
 * @throws SearchIndexError where the text is no such index, or is damaged; SearchError where `minisearch` is missing.
 */
export function loadMiniSearchEngine(saved: string): MiniSearchEngine {
  const { options, documents, index } = decodeIndex(saved);
  return engineOf(options, documents, miniSearch().load(index, making(options, documents)));
}

/** An index that documents are added to. */
class GrowingIndex {
  private readonly options: IndexOptions;
  private readonly documents: Document[] = [];
  private readonly ids = new Set<string>();
  private readonly index: Index;

  constructor(options: IndexOptions) {
    this.options = options;
    this.index = miniSearch().create(making(options, this.documents));
  }

  get size(): number {
    return this.documents.length;
  }

  add({ id, title, text }: Document): void {
    const place = this.size;
    for (const [name, value] of Object.entries({ id, title, text })) {
      if (typeof value === 'string') continue;
      throw new SearchIndexError(`Document ${place + 1} has no ${name}; give it one that is a text.`);
    }
    if (id === '') throw new SearchIndexError(`The id of document ${place + 1} is empty; give it one.`);
    if (this.ids.has(id)) {
      throw new SearchIndexError(
        `The id ${JSON.stringify(id)} comes twice; give document ${place + 1} another.`,
      );
    }
    this.ids.add(id);
    this.documents.push({ id, title, text });
    this.index.add(place);
  }

  engine(): MiniSearchEngine {
    return engineOf(this.options, this.documents, this.index);
  }
}

function making({ stopWords, ...matching }: IndexOptions, documents: readonly Document[]): IndexMaking {
  return {
    ...matching,
    documents,
    terms: (text) => termsOf(text, stopWords),
    queryTerms: (query) => [...new Set(termsOf(query, stopWords))].slice(0, QUERY_LIMIT),
  };
}

function engineOf(options: IndexOptions, documents: readonly Document[], index: Index): MiniSearchEngine {
  const before = (a: Hit, b: Hit): number =>
    b.score - a.score || (documents[a.document].id < documents[b.document].id ? -1 : 1);
  return {
    name: 'minisearch',
    documents,
    search(query, k, signal) {
      if (signal?.aborted) throw signal.reason;
      if (!Number.isSafeInteger(k) || k < 0) {
        throw new OptionError(`minisearch: k must be a whole number from 0 on, not ${k}.`);
      }
      const best = [...index.search(query, k)].sort(before).slice(0, k);
      return best.map(({ document, score }) => ({ ...documents[document], score }));
    },
    save: () => encodeIndex(options, documents, () => index.save()),
  };
}

/**
 * The documents, one by one, until the signal aborts; it need not wait for a source that does not go on.
 * @throws the signal's reason
 */
async function* until(
  documents: AsyncIterable<Document> | Iterable<Document>,
  signal: Signal | undefined,
): AsyncGenerator<Document> {
  if (Symbol.iterator in documents) {
    for (const document of documents) {
      if (signal?.aborted) throw signal.reason;
      yield document;
    }
    return;
  }
  const source = documents[Symbol.asyncIterator]();
  let open = true;
  try {
    for (;;) {
      const next = await cancellable(() => source.next(), signal);
      if (next.done) open = false;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A source that hangs would never answer; what it still complains of is no news once something else was thrown.
    if (open) source.return?.().then(undefined, () => undefined);
  }
}
