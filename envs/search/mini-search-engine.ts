import { OptionError } from '../core/errors.ts';
import { cancellable, type Signal } from '../core/signal.ts';
import type { Document, ScoredDocument } from './document.ts';
import { type IndexOptions, indexOptions, type MiniSearchOptions } from './index-options.ts';
import { miniSearch, type Scorer } from './mini-search.ts';
import { Postings, termStatistics } from './postings.ts';
import { Ranking } from './ranking.ts';
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
  const module = miniSearch();
  const indexed = new Indexed(options);
  for (const document of documents) indexed.add(document);
  return engine(indexed, module.open(indexed.postings, indexed.options));
}

/**
 * Indexes documents as they come, from a long file or a network, a chunk at a time.
 * @throws as {@link miniSearchEngine} does; the signal's reason as soon as it aborts; what the documents' source throws
 */
export async function indexDocuments(
  documents: AsyncIterable<Document> | Iterable<Document>,
  { signal, progress, pause, ...options }: IndexingOptions = {},
): Promise<MiniSearchEngine> {
  const module = miniSearch();
  const indexed = new Indexed(options);
  for await (const document of until(documents, signal)) {
    indexed.add(document);
    if (indexed.documents.length % INDEXING_CHUNK !== 0) continue;
    progress?.(indexed.documents.length);
    if (pause) await cancellable(pause, signal);
  }
  if (indexed.documents.length % INDEXING_CHUNK !== 0) progress?.(indexed.documents.length);
  const { postings, options: checked } = indexed;
  return engine(indexed, await cancellable(() => module.openSlowly(postings, checked), signal));
}

/**
 * The search engine that `save` has made a text of; it answers as it did then.
 * @throws SearchIndexError where the text is no such index, or is damaged; SearchError where `minisearch` is missing.
 */
export function loadMiniSearchEngine(saved: string): MiniSearchEngine {
  const content = decodeIndex(saved);
  return engine(content, miniSearch().open(content.postings, content.options));
}

/** Documents on their way into the index. */
class Indexed {
  readonly options: IndexOptions;
  readonly documents: Document[] = [];
  readonly postings = new Postings();
  private readonly ids = new Set<string>();

  constructor(options: MiniSearchOptions) {
    this.options = indexOptions(options);
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
    const { stopWords } = this.options;
    this.postings.add(termsOf(title, stopWords), termsOf(text, stopWords));
  }
}

function engine(
  {
    options,
    documents,
    postings,
  }: Pick<Indexed, 'options' | 'postings'> & { documents: readonly Document[] },
  scorer: Scorer,
): MiniSearchEngine {
  const { titleBoost, prefix, fuzzy, stopWords } = options;
  const statistics = termStatistics(postings, [titleBoost, 1]);
  const ids = documents.map(({ id }) => id);
  const ranking = new Ranking(scorer, statistics, ids, !prefix && fuzzy === 0);
  return {
    name: 'minisearch',
    documents,
    search(query, k, signal) {
      if (signal?.aborted) throw signal.reason;
      if (!Number.isSafeInteger(k) || k < 0) {
        throw new OptionError(`minisearch: k must be a whole number from 0 on, not ${k}.`);
      }
      const terms = [...new Set(termsOf(query, stopWords))].slice(0, QUERY_LIMIT);
      return ranking.best(terms, k).map(({ document, score }) => ({ ...documents[document], score }));
    },
    // The index is made once more: to keep it in this form too would take a third of the memory again.
    save: () => encodeIndex({ options, documents, postings: indexedAgain(documents, stopWords) }),
  };
}

function indexedAgain(documents: readonly Document[], stopWords: ReadonlySet<string>): Postings {
  const postings = new Postings();
  for (const { title, text } of documents) postings.add(termsOf(title, stopWords), termsOf(text, stopWords));
  return postings;
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
