import { after, attempt, type Awaitable, together } from '../../core/awaitable.ts';
import { OptionError, ParlorError } from '../../core/errors.ts';
import { TERMINAL } from '../../core/game.ts';
import { memberOf } from '../../core/optional-module.ts';
import type { HiddenPart } from '../../core/language-game.ts';
import type { Message } from '../../core/message.ts';
import { type Random, shuffle } from '../../core/random.ts';
import type { Signal } from '../../core/signal.ts';
import type { SimulatedGame, Transition } from '../../core/simulated-game.ts';
import { sameAnswer } from '../../search/answers.ts';
import type { Document } from '../../search/document.ts';
import type { Reading } from '../../search/reader.ts';
import { SearchError } from '../../search/search-engine.ts';
import { brokenFilter, type FilterName } from './filters.ts';
import * as say from './language-text.ts';
import { PROPOSER, type SearchOptions, SOLVER } from './options.ts';
import { payoffRange, proposerReward, solverReward } from './payoffs.ts';
import { randomReply } from './random-reply.ts';
import type { SearchSources } from './sources.ts';
import { readTags, SEARCH } from './tags.ts';

/** Why a question is not accepted: a rule that it breaks, or what the reader makes of it. */
export type Rejection = FilterName | 'unsupported' | 'other-answer' | 'reader-failed';

export type SolverState = {
  /** Titles of the documents that it was shown, for random play. */
  readonly titles: readonly string[];
  /** The empty text until it answers. */
  readonly answer: string;
  readonly right: boolean;
  /** Answers in its last reply. */
  readonly answers: number;
};

/** A {@link Document}, as JSON. */
type Found = { readonly id: string; readonly title: string; readonly text: string };

export type SearchState = {
  readonly stage: 'propose' | 'solve' | 'over';
  /** The answer that the proposer was given. */
  readonly answer: string;
  /** The empty text until it is asked. */
  readonly question: string;
  readonly verdict: 'none' | 'accepted' | Rejection;
  /** Searches of the proposer, and the distinct documents that they found, in order. */
  readonly queries: readonly string[];
  readonly documents: readonly Found[];
  /** Replies of the seat that is to move. */
  readonly turns: number;
  /** How many solvers are done. */
  readonly done: number;
  /** [solvers] */
  readonly solvers: readonly SolverState[];
};

export type SearchAction =
  | { readonly search: string }
  | { readonly question: string; readonly characters: number }
  | { readonly answer: string; readonly answers: number };

export interface SearchGame extends Omit<SimulatedGame<SearchState, SearchAction>, 'id' | 'spec' | 'view'> {
  hidden(state: SearchState): readonly HiddenPart[];
  forfeit(state: SearchState): Transition<SearchState>;
}

/** The longest search and the longest answer that count; of a longer one the end. Unit: UTF-16 code units. */
const QUERY_LIMIT = 300;
const ANSWER_LIMIT = 500;
/** Draws of another answer, whose documents are noise; and how often more are searched for. */
const OTHERS = 20;
const NOISE_TRIES = 5;

/** Why a question is rejected, and the same as a clause. */
type Fault = readonly [why: Rejection, clause: string];

const FRESH: SolverState = { titles: [], answer: '', right: false, answers: 0 };

/**
 * Search Self-play (arXiv 2510.18821): a proposer is given an answer, searches, and asks a question whose only answer it
 * is; the question must pass rules and be answered by a reader from the documents that the proposer found, amid others.
 * Then each solver searches on its own and answers. Seats: the proposer, then the solvers.
 */
export function searchGame(sources: SearchSources, options: SearchOptions): SearchGame {
  const { solvers, rewards, penalty, turns, results, verify, noise, many_answers: many } = options;
  const { engine, reader, judge } = sources;
  const seats = 1 + solvers;
  const all = Array.from({ length: seats }, (_, seat) => seat);

  const mover = ({ stage, done }: SearchState): number =>
    stage === 'propose' ? 0 : stage === 'solve' ? 1 + done : TERMINAL;
  const left = ({ turns: used }: SearchState): number => turns - used;

  function same(question: string, given: string, wanted: string, signal?: Signal): Awaitable<boolean> {
    if (sameAnswer(given, wanted)) return true;
    return judge && given !== '' ? judge.same(question, given, wanted, signal) : false;
  }

  /** A question is rejected, and the episode is over. */
  function reject(state: SearchState, why: Rejection, clause: string): Transition<SearchState> {
    const over: SearchState = { ...state, stage: 'over', verdict: why, turns: 0 };
    return { state: over, messages: [say.tell(all, say.rejected(clause, state.answer))] };
  }

  /** The solvers' turn begins. */
  function accept(state: SearchState, told: readonly Message[]): Transition<SearchState> {
    const asked: SearchState = { ...state, stage: 'solve', verdict: 'accepted', turns: 0 };
    return { state: asked, messages: [...told, say.tell(all.slice(1), say.turnsLeft(turns, SOLVER))] };
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

  /** Whether the reader finds the answer. */
  function verified(state: SearchState, random: Random, signal?: Signal): Awaitable<Transition<SearchState>> {
    const { question, documents } = state;
    const told: Message[] = [
      say.tell([0], say.ACCEPTED),
      { author: 0, audience: all.slice(1), text: question },
    ];
    if (!verify) return accept(state, told);
    const failed = (error: unknown): Transition<SearchState> => {
      // A defect is no failure of the reader, and neither is the caller's own wish.
      if (!(error instanceof ParlorError) || signal?.aborted === true) throw error;
      return options.reader_failure === 'accept'
        ? accept(state, told)
        : reject(state, 'reader-failed', 'the reader failed');
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
        (found) => (found ? reject(state, ...found) : accept(state, told)),
        failed,
      );
    });
  }

  function ask(
    state: SearchState,
    { question, characters }: { readonly question: string; readonly characters: number },
    random: Random,
    signal?: Signal,
  ): Awaitable<Transition<SearchState>> {
    const asked: SearchState = { ...state, question };
    const { answer, queries, documents } = state;
    const proposal = { question, characters, answer, queries, documents: documents.length };
    const broken = brokenFilter(proposal, options);
    return broken ? reject(asked, broken.name, broken.clause) : verified(asked, random, signal);
  }

  /** The solver that is to move is done. */
  function finish(state: SearchState, solver: Omit<SolverState, 'titles'>): Transition<SearchState> {
    const { done } = state;
    const others = state.solvers.map((other, index) => (index === done ? { ...other, ...solver } : other));
    const next: SearchState = { ...state, solvers: others, done: done + 1, turns: 0 };
    if (next.done < solvers) return { state: next, messages: [] };
    const over: SearchState = { ...next, stage: 'over' };
    return { state: over, messages: [say.tell(all, say.ending(over))] };
  }

  /** What a search leads to: documents, or the end of the seat's turns. */
  function search(state: SearchState, query: string, signal?: Signal): Awaitable<Transition<SearchState>> {
    const seat = mover(state);
    const proposing = seat === 0;
    const used: SearchState = { ...state, turns: state.turns + 1 };
    return after(look(query, signal), (found) => {
      const shown = say.tell([seat], say.results(found, left(used), proposing ? PROPOSER : SOLVER));
      const searched = proposing ? remember(used, query, found) : see(used, found);
      if (left(used) > 0) return { state: searched, messages: [shown] };
      const end = proposing
        ? reject(searched, 'no-question', 'there is no question')
        : finish(searched, { answer: '', right: false, answers: 0 });
      return { state: end.state, messages: [shown, ...end.messages] };
    });
  }

  function remember(state: SearchState, query: string, found: readonly Document[]): SearchState {
    const known = new Set(state.documents.map((document) => document.id));
    const fresh = found.filter((document) => !known.has(document.id) && known.add(document.id));
    return { ...state, queries: [...state.queries, query], documents: [...state.documents, ...fresh] };
  }

  function see(state: SearchState, found: readonly Document[]): SearchState {
    const titles = found.map(({ title }) => title);
    return {
      ...state,
      solvers: state.solvers.map((solver, index) =>
        index === state.done ? { ...solver, titles: [...new Set([...solver.titles, ...titles])] } : solver,
      ),
    };
  }

  const solverReturn = ({ right, answers }: SolverState): number =>
    solverReward(right, many === 'quarter' ? answers : 1);

  return {
    version: 1,
    seats,
    roles: ['proposer', 'solver'],
    maxTurns: turns * seats,
    payoff: 'general-sum',
    payoffRange: payoffRange(penalty),
    information: 'imperfect',

    rules: (role) => say.rules(role, options, sources),

    start(random) {
      const given = sources.ask?.(random);
      const state: SearchState = {
        stage: 'propose',
        answer: say.oneLine(given ? given.answer : sources.answer(random), ANSWER_LIMIT),
        question: given ? say.oneLine(given.question, Infinity) : '',
        verdict: 'none',
        queries: [],
        documents: [],
        turns: 0,
        done: 0,
        solvers: Array.from({ length: solvers }, () => FRESH),
      };
      if (state.answer === '')
        throw new OptionError(
          'search self-play: the sources gave an answer without words; give one that can be told.',
        );
      if (given) return accept(state, [say.tell(all, state.question)]);
      return { state, messages: [say.tell([0], say.task(state.answer, options))] };
    },

    mover,
    role: (_state, seat) => (seat === 0 ? PROPOSER : SOLVER),

    hidden(state) {
      const { stage, queries, documents, solvers: others } = state;
      if (stage === 'over') return [];
      const part = (knownTo: readonly number[], ...path: HiddenPart['path']): HiddenPart => ({
        path,
        knownTo,
      });
      const asker = sources.ask ? [] : [0];
      return [
        part(asker, 'answer'),
        ...queries.map((_, index) => part([0], 'queries', index)),
        ...documents.flatMap((_, index) =>
          (['id', 'title', 'text'] as const).map((name) => part([0], 'documents', index, name)),
        ),
        ...others.flatMap(({ titles, answer }, index) => [
          ...titles.map((_, at) => part([1 + index], 'solvers', index, 'titles', at)),
          ...(answer === '' ? [] : [part([1 + index], 'solvers', index, 'answer')]),
        ]),
      ];
    },

    parse(_state, seat, reply) {
      const proposing = seat === 0;
      const format = proposing ? say.PROPOSER_FORMAT : say.SOLVER_FORMAT;
      const last = proposing ? 'question' : 'answer';
      const found = readTags(reply, [SEARCH, last]);
      if (found === undefined) return { reason: `The reply holds neither <search> nor <${last}>.`, format };
      const limit = found.tag === SEARCH ? QUERY_LIMIT : found.tag === 'answer' ? ANSWER_LIMIT : Infinity;
      const words = say.oneLine(found.content, limit);
      if (words === '') return { reason: `There is nothing in <${found.tag}>.`, format };
      if (found.tag === SEARCH) return { action: { search: words } };
      return proposing
        ? { action: { question: words, characters: found.content.length } }
        : { action: { answer: words, answers: found.count } };
    },

    apply(state, action, random, signal) {
      if ('search' in action) return search(state, action.search, signal);
      if ('question' in action) return ask(state, action, random, signal);
      const { answer, answers } = action;
      return after(same(state.question, answer, state.answer, signal), (right) =>
        finish(state, { answer, right, answers }),
      );
    },

    forfeit(state) {
      return mover(state) === 0
        ? reject(state, 'no-question', 'there is no question')
        : finish(state, { answer: '', right: false, answers: 0 });
    },

    sample: (state, seat, random) => randomReply(state, seat, random, sources, options),

    returns(state) {
      const paid = state.solvers.map(solverReturn);
      if (state.stage !== 'over') return all.map(() => 0);
      if (sources.ask) return [0, ...paid]; // nobody has proposed
      if (state.verdict !== 'accepted') return [penalty, ...paid];
      const success = paid.reduce((sum, value) => sum + value, 0);
      return [proposerReward(rewards, success, solvers), ...paid];
    },
  };
}

function isDocument(value: unknown): value is Document {
  return ['id', 'title', 'text'].every((name) => typeof memberOf(value, name) === 'string');
}

function isReading(value: unknown): value is Reading {
  return typeof memberOf(value, 'answer') === 'string' || typeof memberOf(value, 'none') === 'string';
}
