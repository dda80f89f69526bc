import { after, type Awaitable } from '../../core/awaitable.ts';
import { OptionError } from '../../core/errors.ts';
import { TERMINAL } from '../../core/game.ts';
import type { HiddenPart } from '../../core/language-game.ts';
import type { Message } from '../../core/message.ts';
import type { Random } from '../../core/random.ts';
import type { Signal } from '../../core/signal.ts';
import type { SimulatedGame, Transition } from '../../core/simulated-game.ts';
import type { Document } from '../../search/document.ts';
import { brokenFilter } from './filters.ts';
import * as say from './language-text.ts';
import { PROPOSER, type SearchOptions, SOLVER } from './options.ts';
import { payoffRange, proposerReward, solverReward } from './payoffs.ts';
import { randomReply } from './random-reply.ts';
import type { Rejection, SearchAction, SearchState, SolverState } from './search-state.ts';
import type { SearchSources } from './sources.ts';
import { readTags, SEARCH } from './tags.ts';
import { verification } from './verification.ts';

export interface SearchGame extends Omit<SimulatedGame<SearchState, SearchAction>, 'id' | 'spec' | 'view'> {
  hidden(state: SearchState): readonly HiddenPart[];
  forfeit(state: SearchState): Transition<SearchState>;
}

/** The longest search and the longest answer that count; of a longer one the end. Unit: UTF-16 code units. */
const QUERY_LIMIT = 300;
const ANSWER_LIMIT = 500;

const FRESH: SolverState = { titles: [], answer: '', right: false, answers: 0 };

/**
 * Search Self-play (arXiv 2510.18821): a proposer is given an answer, searches, and asks a question whose only answer it
 * is; the question must pass rules and be answered by a reader from the documents that the proposer found, amid others.
 * Then each solver searches on its own and answers. Seats: the proposer, then the solvers.
 */
export function searchGame(sources: SearchSources, options: SearchOptions): SearchGame {
  const { solvers, rewards, penalty, turns, many_answers: many } = options;
  const { look, same, verify } = verification(sources, options);
  const seats = 1 + solvers;
  const all = Array.from({ length: seats }, (_, seat) => seat);

  const mover = ({ stage, done }: SearchState): number =>
    stage === 'propose' ? 0 : stage === 'solve' ? 1 + done : TERMINAL;
  const left = ({ turns: used }: SearchState): number => turns - used;

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

  /** The question passes the rules: the reader is asked. */
  function submit(state: SearchState, random: Random, signal?: Signal): Awaitable<Transition<SearchState>> {
    return after(verify(state, random, signal), (fault) =>
      fault
        ? reject(state, ...fault)
        : accept(state, [
            say.tell([0], say.ACCEPTED),
            { author: 0, audience: all.slice(1), text: state.question },
          ]),
    );
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
    return broken ? reject(asked, broken.name, broken.clause) : submit(asked, random, signal);
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
