import { SimulationError } from '../../core/errors.ts';
import { type Random, stream } from '../../core/random.ts';
import { type Corpus, corpusOf } from '../../search/corpus.ts';
import type { Document } from '../../search/document.ts';
import { drawQuestion } from '../../search/draw-question.ts';
import { factIndex } from '../../search/fact-index.ts';
import { miniSearchEngine } from '../../search/mini-search-engine.ts';
import { phraseQuestion } from '../../search/question.ts';
import { RELATIONS } from '../../search/relations.ts';
import type { SearchEngine } from '../../search/search-engine.ts';
import { statementsIn } from '../../search/statements.ts';
import type { World } from '../../search/world.ts';
import { worldReader } from '../../search/world-reader.ts';
import type { GivenQuestion, SearchSources } from './sources.ts';

/** A generated world and an index of its documents, made when they are first asked for. */
export interface SearchLibrary {
  world(): World;
  readonly engine: SearchEngine;
  /** What a game is played with. @param hops facts that questions of the game itself chain; 0: it does not ask */
  sources(hops: number): SearchSources;
}

/** Worlds that were used last, so that games of the same world share one. */
const shelf = new Map<string, SearchLibrary>();
const MOST = 4;

/** The library of a world. @param seed of the world @param documents how many there are about it */
export function searchLibrary(seed: number, documents: number): SearchLibrary {
  const key = `${seed}:${documents}`;
  const library = shelf.get(key) ?? openLibrary(seed, documents);
  shelf.delete(key); // and comes last again
  shelf.set(key, library);
  for (const oldest of shelf.keys()) {
    if (shelf.size <= MOST) break;
    shelf.delete(oldest);
  }
  return library;
}

/** Draws of a question before a world is given up. */
const TRIES = 200;
/** Hops of the examples that proposers see. */
const EXAMPLES = [1, 2, 3];
/** Most hops of questions in random play. */
const RANDOM_HOPS = 3;

/** What the reader of a world understands. */
const GUIDE = `The reader understands questions that are put together like the examples below, of names and of these phrases: ${RELATIONS.flatMap(
  ({ forward, backward }) => [`${forward} …`, `${backward} …`],
).join('; ')}. Each phrase must mean one of its kind and no other.`;

function openLibrary(seed: number, documents: number): SearchLibrary {
  let corpus: Corpus | undefined;
  let index: SearchEngine | undefined;
  const opened = (): Corpus => (corpus ??= corpusOf({ seed, documents }));
  const world = (): World => opened().world;
  const indexed = (): SearchEngine => (index ??= miniSearchEngine(opened().documents()));
  const engine: SearchEngine = {
    name: `documents about world ${seed}`,
    search: (query, k, signal) => indexed().search(query, k, signal),
  };

  /** A question of the world that has one answer. */
  function question(hops: number, random: Random): GivenQuestion {
    const { entities } = world();
    for (let tries = 0; tries < TRIES; tries++) {
      const { name: answer } = entities[random.below(entities.length)];
      const found = drawQuestion(world(), { answer, hops, random });
      if (found) return { question: phraseQuestion(found), answer };
    }
    throw new SimulationError(
      `World ${seed} of ${documents} documents has no question of ${hops} facts; lower hops or raise documents.`,
    );
  }

  const draws = stream(seed, 'world', { game: 4 });
  let examples: readonly string[] | undefined;
  function compose(answer: string, found: readonly Document[], random: Random): string | undefined {
    const stated = found.flatMap(({ text }) => statementsIn(text).filter(({ hearsay }) => !hearsay));
    const hops = 1 + random.below(RANDOM_HOPS);
    const composed = drawQuestion(factIndex(stated), { answer, hops, random });
    return composed && phraseQuestion(composed);
  }

  return {
    world,
    engine,
    sources: (hops) => ({
      engine,
      reader: worldReader(world),
      get examples() {
        return (examples ??= EXAMPLES.map((length) => question(length, draws).question));
      },
      answer(random) {
        indexed(); // at the start of an episode, where a missing package had better show
        return question(1, random).answer;
      },
      guide: GUIDE,
      compose,
      ...(hops > 0 && { ask: (random: Random) => question(hops, random) }),
    }),
  };
}
