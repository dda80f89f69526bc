import { after, attempt, type Awaitable } from '../../core/awaitable.ts';
import { ParlorError } from '../../core/errors.ts';
import { TERMINAL } from '../../core/game.ts';
import type { HiddenPart } from '../../core/language-game.ts';
import type { Message } from '../../core/message.ts';
import { type Random, shuffle } from '../../core/random.ts';
import type { Signal } from '../../core/signal.ts';
import type { SimulatedGame, Transition } from '../../core/simulated-game.ts';
import { sameAnswer } from '../../search/answers.ts';
import type { Document } from '../../search/document.ts';
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
const ANSWER_LIMIT = 200;

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

  /** Documents of other searches, such as episodes of the same batch make them: up to `noise` that are not there yet. */
  function noiseDocuments(
    known: readonly Document[],
    random: Random,
    signal?: Signal,
  ): Awaitable<Document[]> {
    const ids = new Set(known.map((document) => document.id));
    const found: Document[] = [];
    const more = (searches: number): Awaitable<Document[]> => {
      if (found.length >= noise || searches === 0) return found;
      return after(engine.search(sources.answer(random), results, signal), (documents) => {
        for (const { id: found_, title, text } of documents) {
          if (ids.has(found_) || found.length === noise) continue;
          ids.add(found_);
          found.push({ id: found_, title, text });
        }
        return more(searches - 1);
      });
    };
    return more(2 * noise);
  }

  /** Whether the reader finds the answer. */
  function verified(state: SearchState, random: Random, signal?: Signal): Awaitable<Transition<SearchState>> {
    const { question, answer, documents } = state;
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
    return after(noiseDocuments(documents, random, signal), (others) => {
      const material = [...documents, ...others];
      const order = Int32Array.from(material.keys());
      shuffle(order, order.length, random);
      const shuffled = Array.from(order, (index) => material[index]);
      return attempt(
        () =>
          after(reader.read(question, shuffled, signal), (reading) =>
            'none' in reading
              ? { reading, right: false }
              : after(same(question, reading.answer, answer, signal), (right) => ({ reading, right })),
          ),
        ({ reading, right }) => {
          if (right) return accept(state, told);
          return 'none' in reading
            ? reject(state, 'unsupported', say.clause(reading.none))
            : reject(state, 'other-answer', say.otherAnswer(reading.answer));
        },
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
    const told = state.solvers.map((other, index) => (index === done ? { ...other, ...solver } : other));
    const after_: SearchState = { ...state, solvers: told, done: done + 1, turns: 0 };
    if (after_.done < solvers) return { state: after_, messages: [] };
    const over: SearchState = { ...after_, stage: 'over' };
    return { state: over, messages: [say.tell(all, say.ending(over))] };
  }

  /** What a search leads to: documents, or the end of the seat's turns. */
  function search(state: SearchState, query: string, signal?: Signal): Awaitable<Transition<SearchState>> {
    const seat = mover(state);
    const proposing = seat === 0;
    const used: SearchState = { ...state, turns: state.turns + 1 };
    return after(engine.search(query, results, signal), (found) => {
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
    const documents = fresh.map(({ id: name, title, text }) => ({ id: name, title, text }));
    return {
      ...state,
      queries: [...state.queries, query],
      documents: [...state.documents, ...documents],
    };
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

    rules: (role) => say.rules(role, options, sources.examples),

    start(random) {
      const given = sources.ask?.(random);
      const state: SearchState = {
        stage: 'propose',
        answer: given ? given.answer : sources.answer(random),
        question: given ? given.question : '',
        verdict: 'none',
        queries: [],
        documents: [],
        turns: 0,
        done: 0,
        solvers: Array.from({ length: solvers }, () => FRESH),
      };
      if (given) return accept(state, [say.tell(all, given.question)]);
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
      if (state.verdict !== 'accepted') return [penalty, ...paid];
      const success = paid.reduce((sum, value) => sum + value, 0);
      return [proposerReward(rewards, success, solvers), ...paid];
    },
  };
}
