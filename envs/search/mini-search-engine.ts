import { OptionError } from '../core/errors.ts';
import { cancellable, type Signal } from '../core/signal.ts';
import type { Document, ScoredDocument } from './document.ts';
import { type IndexOptions, indexOptions, type MiniSearchOptions } from './index-options.ts';
import { miniSearch, type Ranked, type TextIndex } from './mini-search.ts';
import { damaged, decodeIndex, encodeIndex, SearchIndexError } from './saved-index.ts';
import type { SearchEngine } from './search-engine.ts';
import { termsOf } from './terms.ts';

/** A search engine in this process, which answers at once. */
export interface MiniSearchEngine extends SearchEngine {
  /** In the order in which they were indexed. */
  readonly documents: readonly Document[];
  /**
   * The documents that hold words of the query, the best first, by BM25+ as MiniSearch has it. Equally good ones are in
   * the order of their ids. Of a query, the first 32 different words count.
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
  const indexed = new Indexed(options);
  for (const document of documents) indexed.add(document);
  return engine(indexed);
}

/**
 * Indexes documents as they come, from a long file or a network, a chunk at a time.
 * @throws as {@link miniSearchEngine} does; the signal's reason as soon as it aborts; what the documents' source throws
 */
export async function indexDocuments(
  documents: AsyncIterable<Document> | Iterable<Document>,
  { signal, progress, pause, ...options }: IndexingOptions = {},
): Promise<MiniSearchEngine> {
  const indexed = new Indexed(options);
  for await (const document of until(documents, signal)) {
    indexed.add(document);
    if (indexed.documents.length % INDEXING_CHUNK !== 0) continue;
    progress?.(indexed.documents.length);
    if (pause) await cancellable(pause, signal);
  }
  if (indexed.documents.length % INDEXING_CHUNK !== 0) progress?.(indexed.documents.length);
  return engine(indexed);
}

/**
 * The search engine that `save` has made a text of; it answers as it did then.
 * @throws SearchIndexError where the text is no such index, or is damaged; SearchError where `minisearch` is missing.
 */
export function loadMiniSearchEngine(saved: string): MiniSearchEngine {
  const { documents, options, index: json } = decodeIndex(saved);
  const { restore } = miniSearch();
  let index: TextIndex;
  try {
    index = restore(json, options);
  } catch (cause) {
    throw damaged('MiniSearch cannot read it', { cause });
  }
  if (index.size() !== documents.length) throw damaged('its counts are wrong');
  return engine({ documents, options, index });
}

/** Documents on their way into the index. */
class Indexed {
  readonly options: IndexOptions;
  readonly documents: Document[] = [];
  readonly index: TextIndex;
  private readonly ids = new Set<string>();

  constructor(options: MiniSearchOptions) {
    this.options = indexOptions(options);
    this.index = miniSearch().create(this.options);
  }

  add(document: Document): void {
    const { id, title, text } = document;
    const number = this.documents.length + 1;
    for (const [name, value] of Object.entries({ id, title, text })) {
      if (typeof value === 'string') continue;
      throw new SearchIndexError(`Document ${number} has no ${name}; give it one that is a text.`);
    }
    if (id === '') throw new SearchIndexError(`The id of document ${number} is empty; give it one.`);
    if (this.ids.has(id)) {
      throw new SearchIndexError(
        `The id ${JSON.stringify(id)} comes twice; give document ${number} another.`,
      );
    }
    this.ids.add(id);
    this.documents.push({ id, title, text });
    this.index.add(title, text);
  }
}

interface Content {
  readonly options: IndexOptions;
  readonly documents: readonly Document[];
  readonly index: TextIndex;
}

function engine({ options, documents, index }: Content): MiniSearchEngine {
  const before = (one: Ranked, other: Ranked): number =>
    other.score - one.score || (documents[one.document].id < documents[other.document].id ? -1 : 1);
  return {
    name: 'minisearch',
    documents,
    search(query, k, signal) {
      if (signal?.aborted) throw signal.reason;
      if (!Number.isSafeInteger(k) || k < 0) {
        throw new OptionError(`minisearch: k must be a whole number from 0 on, not ${k}.`);
      }
      const words = [...new Set(termsOf(query, options.stopWords))].slice(0, QUERY_LIMIT);
      if (words.length === 0 || k === 0) return [];
      return index
        .search(words, k)
        .sort(before)
        .slice(0, k)
        .map(({ document, score }) => ({ ...documents[document], score }));
    },
    save: () => encodeIndex({ options, documents, index: index.toJSON() }),
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
