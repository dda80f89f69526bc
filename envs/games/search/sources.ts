import type { Random } from '../../core/random.ts';
import type { Document } from '../../search/document.ts';
import type { Judge, Reader } from '../../search/reader.ts';
import type { SearchEngine } from '../../search/search-engine.ts';

/** A question with its answer, that is asked in place of a proposer's. */
export interface GivenQuestion {
  readonly question: string;
  readonly answer: string;
}

/** What a game of search self-play is played with: where documents come from, and who checks questions and answers. */
export interface SearchSources {
  readonly engine: SearchEngine;
  /** Reads the proposer's documents, and others for noise, to see whether they answer its question. */
  readonly reader: Reader;
  /** Says whether answers that are not the same words mean the same; left out, the words decide. */
  readonly judge?: Judge;
  /** Examples of good questions, for proposers to see. */
  readonly examples: readonly string[];
  /** What else proposers must know about questions: a sentence or two, such as what words the reader understands. */
  readonly guide?: string;
  /** Draws an answer that proposers may be given. */
  answer(random: Random): string;
  /** Where the game itself asks: draws a question. */
  ask?(random: Random): GivenQuestion;
  /** A question that may well be accepted, from what was found, for random play; undefined where there is none. */
  compose?(answer: string, documents: readonly Document[], random: Random): string | undefined;
}
