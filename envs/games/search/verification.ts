import { after, attempt, type Awaitable, together } from '../../core/awaitable.ts';
import { ParlorError } from '../../core/errors.ts';
import { memberOf } from '../../core/optional-module.ts';
import { type Random, shuffle } from '../../core/random.ts';
import type { Signal } from '../../core/signal.ts';
import { sameAnswer } from '../../search/answers.ts';
import type { Document } from '../../search/document.ts';
import type { Reading } from '../../search/reader.ts';
import { SearchError } from '../../search/search-engine.ts';
import * as say from './language-text.ts';
import type { SearchOptions } from './options.ts';
import type { Rejection, SearchState } from './search-state.ts';
import type { SearchSources } from './sources.ts';

/** Draws of another answer, whose documents are noise; and how often more are searched for. */
const OTHERS = 20;
const NOISE_TRIES = 5;

/** Why a question is rejected, and the same as a clause. */
export type Fault = readonly [why: Rejection, clause: string];

/** What is asked of the engine, the reader and the judge, whose answers are checked here and nowhere else. */
export function verification(sources: SearchSources, options: SearchOptions) {
  const { noise, results } = options;
  const { engine, reader, judge } = sources;

  function same(question: string, given: string, wanted: string, signal?: Signal): Awaitable<boolean> {
    if (sameAnswer(given, wanted)) return true;
    return judge && given !== '' ? judge.same(question, given, wanted, signal) : false;
  }

  /** An answer that is not the one in question; undefined where the sources seem to have no other. */
  function otherAnswer(answer: string, random: Random): string | undefined {
    for (let draws = 0; draws < OTHERS; draws++) {
      const other = sources.answer(random);
      if (!sameAnswer(other, answer)) return other;
    }
    return undefined;
  }

  /** Documents of searches for other answers, such as other episodes make them: up to `noise` that are not there yet. */
  function noiseDocuments(
    { answer, documents: known }: SearchState,
    random: Random,
    signal?: Signal,
  ): Awaitable<Document[]> {
    const ids = new Set(known.map((document) => document.id));
    const found: Document[] = [];
    const more = (tries: number): Awaitable<Document[]> => {
      const wanted = tries > 0 ? Math.ceil((noise - found.length) / results) : 0;
      const others = Array.from({ length: wanted }, () => otherAnswer(answer, random));
      const asked = others.flatMap((other) => other ?? []);
      if (asked.length === 0) return found;
      // Side by side, since an engine may be far away.
      return after(together(asked.map((other) => look(other, signal))), (lists) => {
        for (const document of lists.flat()) {
          if (ids.has(document.id) || found.length === noise) continue;
          ids.add(document.id);
          found.push(document);
        }
        return more(tries - 1);
      });
    };
    return more(NOISE_TRIES);
  }

  /** What the engine finds, no more of it than was asked for. An engine is not ours: whatever it does is a SearchError. */
  function look(query: string, signal?: Signal): Awaitable<Document[]> {
    const failed = (error: unknown): never => {
      if (error instanceof ParlorError || signal?.aborted === true) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new SearchError(
        'unavailable',
        `The search engine ${engine.name} failed (${why}); mend it or try again.`,
        {
          cause: error,
        },
      );
    };
    const taken = (found: unknown): Document[] => {
      if (Array.isArray(found) && found.every(isDocument))
        return found.slice(0, results).map(({ id, title, text }) => ({ id, title, text }));
      throw new SearchError(
        'malformed',
        `The search engine ${engine.name} gave no list of documents; each has an id, a title and a text.`,
      );
    };
    return attempt(() => engine.search(query, results, signal), taken, failed);
  }

  /** Why the reader does not come to the answer by these documents; undefined where it does. */
  function fault(
    { question, answer }: SearchState,
    documents: readonly Document[],
    signal?: Signal,
  ): Awaitable<Fault | undefined> {
    return after(reader.read(question, documents, signal), (reading): Awaitable<Fault | undefined> => {
      if (!isReading(reading))
        throw new ParlorError(`The reader ${reader.name} must give an answer, or say why there is none.`);
      if ('none' in reading) return ['unsupported', say.clause(reading.none)];
      return after(same(question, reading.answer, answer, signal), (right): Fault | undefined =>
        right ? undefined : ['other-answer', say.otherAnswer(reading.answer)],
      );
    });
  }

  /**
   * Whether the reader comes to the answer by what the proposer found, amid other documents in any order; one that reads
   * by rules, by what the proposer found alone too.
   * @returns undefined where it does
   */
  function verify(state: SearchState, random: Random, signal?: Signal): Awaitable<Fault | undefined> {
    if (!options.verify) return undefined;
    const { documents } = state;
    const failed = (error: unknown): Fault | undefined => {
      // A defect is no failure of the reader, and neither is the caller's own wish.
      if (!(error instanceof ParlorError) || signal?.aborted === true) throw error;
      return options.reader_failure === 'accept' ? undefined : ['reader-failed', 'the reader failed'];
    };
    return after(noiseDocuments(state, random, signal), (others) => {
      const material = [...documents, ...others];
      const order = Int32Array.from(material.keys());
      shuffle(order, order.length, random);
      const shuffled = Array.from(order, (index) => material[index]);
      return attempt(
        () =>
          after(
            reader.exact === true ? fault(state, documents, signal) : undefined,
            (alone) => alone ?? fault(state, shuffled, signal),
          ),
        (found) => found,
        failed,
      );
    });
  }

  return { look, same, verify };
}

function isDocument(value: unknown): value is Document {
  return ['id', 'title', 'text'].every((name) => typeof memberOf(value, name) === 'string');
}

function isReading(value: unknown): value is Reading {
  return typeof memberOf(value, 'answer') === 'string' || typeof memberOf(value, 'none') === 'string';
}
