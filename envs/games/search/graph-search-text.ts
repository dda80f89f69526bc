import type { State } from '../../core/game.ts';
import { parseName, type TextFace } from '../../core/text.ts';
import {
  GRAPH_ENTITIES,
  GRAPH_RELATIONS,
  listed,
  sayEntities,
  sayGoing,
  sayLookUp,
  sayQuestion,
} from './graph-names.ts';
import { Verdict } from './graph-question.ts';
import { graphSearchRules } from './graph-search-rules.ts';
import { GraphPhase, type GraphTable, PROPOSER } from './graph-table.ts';

/** Why a question is rejected, by its {@link Verdict}. */
const REASONS: readonly string[] = [
  '',
  '',
  'it has no answer',
  'it has several answers',
  'its answer is another',
  'it begins with its answer',
  'not every fact in it was looked up',
];

/** The closed game of search in words: `[look up the teacher of Ana]`, `[begin with Ana]`, `[answer Ana]`. */
export function graphSearchText(
  table: GraphTable,
  rules: {
    legal(state: State, actions: Int32Array): number;
    judge(state: State, last: number): number;
  },
): TextFace {
  const { options, at, seats, directions, blurred, byChance, naming, going, ask, foundOf } = table;
  const { entities, relations, hops, look_ups, solver_look_ups, least_look_ups } = options;
  const { distractors, given, solvers } = options;

  const times = (count: number, what: string): string => `${count} ${count === 1 ? what : `${what}s`}`;
  const pathOf = (state: State): number[] => Array.from(state.subarray(at.path, at.path + state[at.length]));
  const question = (state: State, ...last: number[]): string =>
    sayQuestion(state[at.start] - 1, [...pathOf(state), ...last], relations);
  const answerOf = (state: State): string => GRAPH_ENTITIES[state[at.answer] - 1];
  const found = (set: number): string => `You find ${sayEntities(set)}.`;

  /** Everybody's answers, and the right one. */
  function ending(state: State): string {
    const right = Array.from({ length: solvers }, (_, solver) => solver)
      .filter((solver) => state[at.named + solver] === state[at.answer])
      .map((solver) => `player ${solver + 2}`);
    const who = right.length === 0 ? '; nobody gave it' : `, given by ${listed(right)}`;
    return `The answer was ${answerOf(state)}${who}.`;
  }

  const rejected = (verdict: number, seat: number): string =>
    seat === PROPOSER ? `The question is rejected: ${REASONS[verdict]}.` : 'The question is rejected.';

  function nameOf(state: State, action: number): string {
    if (action < naming) return sayLookUp(action, relations);
    const begins = state[at.phase] === GraphPhase.looking;
    if (action < going) return `${begins ? 'begin with' : 'answer'} ${GRAPH_ENTITIES[action - naming]}`;
    return action === ask ? 'ask' : sayGoing(action - going, relations);
  }

  function legalOf(state: State): number[] {
    const actions = new Int32Array(table.lookUps + entities);
    return Array.from(actions.subarray(0, rules.legal(state, actions)));
  }

  /** What the proposer composes comes to when it goes on like this; null where it is not asked yet. */
  function asked(state: State, action: number): { verdict: number; words: string } | null {
    const last = action === ask ? -1 : action - going;
    if (last >= 0 && state[at.length] + 1 < hops) return null;
    return {
      verdict: rules.judge(state, last),
      words: last < 0 ? question(state) : question(state, last),
    };
  }

  return {
    rules: graphSearchRules(table),

    view(state, seat) {
      const phase = state[at.phase];
      const proposing = seat === PROPOSER && !byChance;
      const accepted = state[at.verdict] === Verdict.accepted;
      const lines = [`You are player ${seat + 1}, ${seat === PROPOSER ? 'the proposer' : 'a solver'}.`];
      if (proposing && given && state[at.answer] > 0) lines.push(`The given answer is ${answerOf(state)}.`);
      if (accepted && seat !== PROPOSER) lines.push(`The question: ${question(state)}`);
      const made = state[at.made + seat];
      for (let slot = 0; slot < made; slot++) {
        const entry = state[foundOf(seat) + slot];
        const pending = blurred && seat === state[at.turn] && slot === made - 1 && phase < GraphPhase.looking;
        lines.push(
          `You ${sayLookUp((entry >> 16) - 1, relations)}${pending ? '.' : `: ${sayEntities(entry & 0xffff)}.`}`,
        );
      }
      if (seat === PROPOSER) {
        if (accepted) lines.push(`The question is asked: ${question(state)}`);
        else if (proposing && state[at.length] > 0) lines.push(`Your question so far: ${question(state)}`);
        else if (proposing && state[at.start] > 0)
          lines.push(`Your question begins with ${GRAPH_ENTITIES[state[at.start] - 1]}.`);
      } else if (state[at.named + seat - 1] > 0)
        lines.push(`You answer ${GRAPH_ENTITIES[state[at.named + seat - 1] - 1]}.`);
      if (phase === GraphPhase.over) lines.push(accepted ? ending(state) : rejected(state[at.verdict], seat));
      else if (seat === mover(state)) lines.push(prompt(state, seat));
      return lines.join('\n');
    },

    event(state, action, seat) {
      const phase = state[at.phase];
      const own = seat === state[at.turn];
      switch (phase) {
        case GraphPhase.given:
          return seat === PROPOSER ? `The given answer is ${GRAPH_ENTITIES[action]}.` : null;
        case GraphPhase.path:
          return state[at.length] + 1 === state[at.wanted]
            ? `The question: ${question(state, action)}`
            : null;
        case GraphPhase.noise:
        case GraphPhase.distractor: {
          const noisy = phase === GraphPhase.noise;
          const last = noisy ? distractors === 0 : state[at.cell] + 1 === distractors;
          if (!last || !own) return null;
          if (!noisy) return found(state[at.shown] | (1 << action));
          return found(action === 0 ? state[at.shown] : 1 << (action - 1));
        }
        case GraphPhase.looking:
          if (seat !== PROPOSER) return null;
          return action < naming
            ? `You ${nameOf(state, action)}. ${found(state[at.facts + action])}`
            : `You ${nameOf(state, action)}.`;
        case GraphPhase.composing: {
          const end = asked(state, action);
          if (seat === PROPOSER) {
            const said = `You ${nameOf(state, action)}.`;
            if (end === null) return said;
            return end.verdict === Verdict.accepted
              ? `${said} The question is asked: ${end.words}`
              : `${said} ${rejected(end.verdict, seat)}`;
          }
          if (end === null) return null;
          return end.verdict === Verdict.accepted
            ? `The question: ${end.words}`
            : rejected(end.verdict, seat);
        }
        case GraphPhase.solving: {
          if (action < naming) {
            if (!own) return null;
            return `You ${nameOf(state, action)}.${blurred ? '' : ` ${found(state[at.facts + action])}`}`;
          }
          const said = own ? `You ${nameOf(state, action)}.` : '';
          if (state[at.turn] < seats - 1) return own ? said : null;
          const after = state.slice();
          after[at.named + solvers - 1] = 1 + action - naming;
          return own ? `${said} ${ending(after)}` : ending(after);
        }
        default:
          return null;
      }
    },

    actionName(state, action) {
      switch (state[at.phase]) {
        case GraphPhase.facts: {
          const entity = Math.floor(state[at.cell] / relations);
          const direction = state[at.cell] - entity * relations;
          return `the ${GRAPH_RELATIONS[direction]} of ${GRAPH_ENTITIES[entity]} is ${GRAPH_ENTITIES[action]}`;
        }
        case GraphPhase.given:
          return `give the answer ${GRAPH_ENTITIES[action]}`;
        case GraphPhase.length:
          return times(action + 1, 'step');
        case GraphPhase.start:
          return `begin with ${GRAPH_ENTITIES[action]}`;
        case GraphPhase.path:
          return sayGoing(action, relations);
        case GraphPhase.noise:
          return action === 0 ? 'the truth is found' : `${GRAPH_ENTITIES[action - 1]} in place of the truth`;
        case GraphPhase.distractor:
          return `also ${GRAPH_ENTITIES[action]}`;
        default:
          return nameOf(state, action);
      }
    },

    parse(state, reply) {
      const legal = legalOf(state);
      const names = legal.map((action) => nameOf(state, action));
      const read = parseName(reply, names);
      if (typeof read === 'number') return legal[read];
      return { reason: read.reason, format: `Answer with an action in brackets, such as [${names[0]}].` };
    },
  };

  function mover(state: State): number {
    const phase = state[at.phase];
    if (phase === GraphPhase.looking || phase === GraphPhase.composing) return PROPOSER;
    return phase === GraphPhase.solving ? state[at.turn] : -1;
  }

  function prompt(state: State, seat: number): string {
    switch (state[at.phase]) {
      case GraphPhase.looking: {
        const actions = legalOf(state);
        const begin = actions[actions.length - 1] >= naming;
        const made = state[at.made + PROPOSER];
        const heard = sayEntities(state[at.heard + PROPOSER]);
        const left = `${times(look_ups - made, 'look-up')} left.`;
        if (actions[0] >= naming) return `${left} Begin a question with one of: ${heard}.`;
        return `${left} Look up about ${heard}${begin ? ', or begin a question with one of them.' : `; after ${least_look_ups - made} more you may begin a question.`}`;
      }
      case GraphPhase.composing:
        return `Go on: ${Array.from({ length: directions }, (_, direction) => `[${sayGoing(direction, relations)}]`).join(' ')}${state[at.length] > 0 ? ', or [ask]' : ''}.`;
      default: {
        const left = solver_look_ups - state[at.made + seat];
        return `${times(left, 'look-up')} left. ${
          left > 0 ? `Look up about ${sayEntities(state[at.heard + seat])}, or answer` : 'Answer'
        }, such as [answer ${GRAPH_ENTITIES[0]}].`;
      }
    }
  }
}
