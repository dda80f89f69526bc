import { OptionError } from '../core/errors.ts';
import { resolveOptions } from '../core/options.ts';
import { key, type Seed, Stream } from '../core/random.ts';
import type { CorpusDocument } from './corpus-document.ts';
import { CorpusPlan } from './corpus-plan.ts';
import { CorpusWriter } from './corpus-writer.ts';
import { createWorld } from './create-world.ts';
import type { World } from './world.ts';

export interface CorpusOptions {
  readonly seed: Seed;
  /** 100 … 100 000 */
  readonly documents: number;
  /** A quarter of the documents by default; at least 20, and no more than there are articles. */
  readonly entities?: number;
  /** How long a document is on average, 80 … 400 words, 100 by default; each has 0.6 to 1.5 times as many. */
  readonly words?: number;
  /** Shares of the documents: 0.15 distractors, 0.1 near-duplicates and 0.1 rumours by default. The rest are articles. */
  readonly distractors?: number;
  readonly nearDuplicates?: number;
  readonly rumours?: number;
}

/** Documents about a fictional world. Nothing is held but the world and a few bytes a document. */
export interface Corpus {
  readonly world: World;
  /** How many documents there are. */
  readonly size: number;
  /** The document at a place in the order, 0 … size − 1: the same each time. @throws OptionError beyond that */
  document(index: number): CorpusDocument;
  /** All of them, written one at a time as they are taken. */
  documents(): Generator<CorpusDocument, void, undefined>;
}

const SCHEMA = {
  documents: { kind: 'integer', default: 1000, min: 100, max: 100_000, doc: 'how many documents there are' },
  entities: {
    kind: 'integer',
    default: ({ documents }: Readonly<Record<string, unknown>>) => Math.floor(Number(documents) / 4),
    min: 20,
    max: 40_000,
    doc: 'how many entities the world has',
  },
  words: {
    kind: 'integer',
    default: 100,
    min: 80,
    max: 400,
    doc: 'how many words a document has on average',
  },
  distractors: { kind: 'real', default: 0.15, min: 0, max: 0.5, doc: 'the share of distractors' },
  nearDuplicates: { kind: 'real', default: 0.1, min: 0, max: 0.5, doc: 'the share of near-duplicates' },
  rumours: { kind: 'real', default: 0.1, min: 0, max: 0.5, doc: 'the share of rumours' },
} as const;

/**
 * A corpus, drawn by its seed: the same options give the same bytes. Its world is that of {@link createWorld} for the same
 * seed and number of entities, and every fact of it is stated by an article.
 * @throws OptionError
 */
export function corpusOf({ seed, ...given }: CorpusOptions): Corpus {
  const options = resolveOptions('A corpus', SCHEMA, { ...given });
  const { documents, entities, words } = options;
  const counts = {
    distractor: Math.round(documents * options.distractors),
    'near-duplicate': Math.round(documents * options.nearDuplicates),
    rumour: Math.round(documents * options.rumours),
  };
  const article = documents - counts.distractor - counts['near-duplicate'] - counts.rumour;
  if (article < entities) {
    throw new OptionError(
      `A corpus needs an article about each of its ${entities} entities, but has ${Math.max(article, 0)}; ask for ` +
        `fewer entities or for smaller shares of other documents.`,
    );
  }
  const world = createWorld({ seed, entities });
  const streams = key(seed, 'world');
  const plan = new CorpusPlan({ article, ...counts }, entities, new Stream().seek(streams, 1, 0));
  const writer = new CorpusWriter({ world, plan, streams, words });
  return {
    world,
    size: documents,
    document(index) {
      if (!(Number.isInteger(index) && index >= 0 && index < documents))
        throw new OptionError(`The corpus has documents 0 to ${documents - 1}, not ${index}.`);
      return writer.document(index);
    },
    *documents() {
      for (let index = 0; index < documents; index++) yield writer.document(index);
    },
  };
}
