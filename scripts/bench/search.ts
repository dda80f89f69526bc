import { corpusOf, type Document, loadMiniSearchEngine, miniSearchEngine, stream } from '@parlor/envs';
import type { Figure } from './measure.ts';

const DOCUMENTS = 10_000;
const QUERIES = 1000;
/** Runs of which the fastest counts. */
const RUNS = 3;

/** A corpus of 10,000 documents of about 100 words: written, indexed, loaded from its saved form, and searched. */
export function benchSearch(): Promise<Figure[]> {
  const figure = (name: string, value: number, unit: string): Figure => ({
    suite: 'search',
    name,
    value,
    unit,
    baseline: null,
  });
  const corpus = corpusOf({ seed: 1, documents: DOCUMENTS });
  let documents: Document[] = [];
  const written = fastest(() => (documents = [...corpus.documents()]));
  const indexed = fastest(() => miniSearchEngine(documents));
  const engine = miniSearchEngine(documents);
  const saved = engine.save();
  const loaded = fastest(() => loadMiniSearchEngine(saved));

  const random = stream(1, 'test');
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[random.below(values.length)];
  const names = corpus.world.entities.map(({ name }) => name);
  const words = documents.slice(0, 200).flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  const queries = Array.from(
    { length: QUERIES },
    () => `${pick(names)} ${Array.from({ length: 1 + random.below(4) }, () => pick(words)).join(' ')}`,
  );
  for (const query of queries.slice(0, 100)) engine.search(query, 3);
  const times = queries.map((query) => time(() => engine.search(query, 3))).sort((a, b) => a - b);
  return Promise.resolve([
    figure('documents written', DOCUMENTS / written, 'documents/s'),
    figure(`${DOCUMENTS.toLocaleString('en')} documents indexed`, indexed, 's'),
    figure('saved index loaded', loaded, 's'),
    figure('a name and 1 to 4 words, median', 1000 * (times[QUERIES / 2] ?? NaN), 'ms'),
    figure('a name and 1 to 4 words, 95th percentile', 1000 * (times[0.95 * QUERIES] ?? NaN), 'ms'),
  ]);
}

const fastest = (work: () => unknown): number => Math.min(...Array.from({ length: RUNS }, () => time(work)));

/** Unit: seconds. */
function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
