import type { State } from '../../core/game.ts';
import { type GraphJudge, Verdict } from './graph-question.ts';
import { GraphPhase, type GraphTable, PROPOSER } from './graph-table.ts';

/**
 * What seats see in the closed game of search. The proposer sees its answer, its look-ups and what they find, its
 * question and what it comes to; solvers see the question once it is accepted, or that there is none, and then their own
 * look-ups and what these show; the last answer tells everybody the right one and who gave it. Nobody sees chance at
 * work: a look-up's last outcome stands for all that is shown.
 */
export function graphWitness(table: GraphTable, { judge }: GraphJudge) {
  const { at, actionCount, all, ask, blurred, directions, going, naming, options } = table;
  const { distractors, entities, hops, solvers } = options;

  /** The question as a number from 0 on, after a last step that the state does not hold yet (−1: none). */
  function code(state: State, last: number): number {
    let path = 0;
    for (let hop = 0; hop < state[at.length]; hop++)
      path = path * (directions + 1) + 1 + state[at.path + hop];
    if (last >= 0) path = path * (directions + 1) + 1 + last;
    return path * entities + state[at.start] - 1;
  }

  function witnessRelation(state: State, action: number, seat: number): number {
    const last = action === ask ? -1 : action - going;
    if (last >= 0 && state[at.length] + 1 < hops) return seat === PROPOSER ? 1 + action : 0;
    const verdict = judge(state, last);
    if (seat === PROPOSER) return 1 + verdict * actionCount + action;
    return verdict === Verdict.accepted ? 2 + code(state, last) : 1;
  }

  /** No token of a look-up or of another answer is greater. */
  const tokens = actionCount * (all + 1);
  /** What the last answer tells: the right one, who gave it, and to its own seat what it is. */
  function witnessLast(state: State, action: number, seat: number): number {
    let token = seat === state[at.turn] ? 1 + action - naming : 0;
    for (let solver = 0; solver < solvers; solver++) {
      const named = solver === solvers - 1 ? 1 + action - naming : state[at.named + solver];
      token = 2 * token + (named === state[at.answer] ? 1 : 0);
    }
    return tokens + token * entities + state[at.answer];
  }

  return (state: State, action: number, seat: number): number => {
    switch (state[at.phase]) {
      case GraphPhase.given:
        return seat === PROPOSER ? 1 + action : 0;
      case GraphPhase.path:
        return state[at.length] + 1 === state[at.wanted] ? 2 + code(state, action) : 0;
      case GraphPhase.noise:
      case GraphPhase.distractor: {
        const noisy = state[at.phase] === GraphPhase.noise;
        const over = noisy ? distractors === 0 : state[at.cell] + 1 === distractors;
        if (!over || seat !== state[at.turn]) return 0;
        if (!noisy) return 1 + (state[at.shown] | (1 << action));
        return 1 + (action === 0 ? state[at.shown] : 1 << (action - 1));
      }
      case GraphPhase.looking:
        if (seat !== PROPOSER) return 0;
        return 1 + action * (all + 1) + (action < naming ? state[at.facts + action] : 0);
      case GraphPhase.composing:
        return witnessRelation(state, action, seat);
      case GraphPhase.solving: {
        if (action >= naming && state[at.turn] === solvers) return witnessLast(state, action, seat);
        if (seat !== state[at.turn]) return 0;
        return 1 + action * (all + 1) + (action < naming && !blurred ? state[at.facts + action] : 0);
      }
      default:
        return 0;
    }
  };
}
