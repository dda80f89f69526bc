import type { State } from '../../core/game.ts';
import type { GraphTable } from './graph-table.ts';

/** What a question came to. */
export const Verdict = {
  none: 0,
  accepted: 1,
  noAnswer: 2,
  several: 3,
  another: 4,
  inQuestion: 5,
  unsupported: 6,
} as const;

export type GraphJudge = ReturnType<typeof graphJudge>;

/**
 * Judges questions, exactly. A question is accepted where its path leads from its start to one entity and no other, this
 * is the given answer and not the start itself, and the proposer has looked up every fact on the way:
 *
 * - a step from x to its object y is supported by the look-up of x's object, or by the look-up of y's subjects, in which
 *   x was found;
 * - a step from x back to its subjects is supported by the look-up of these alone, since nothing else shows in one
 *   look-up that there are no others. (That somebody might conclude it from every entity's object does not count.)
 *
 * Where a path goes through several entities at once, each must be supported. Of several reasons to reject a question
 * the first in the order of {@link Verdict} counts.
 */
export function graphJudge({ at, byChance, directions, options }: GraphTable) {
  const { given, relations } = options;

  /** What is found by going on from every entity of a set. */
  function follow(state: State, from: number, direction: number): number {
    let to = 0;
    for (let rest = from; rest !== 0; rest &= rest - 1)
      to |= state[at.facts + (31 - Math.clz32(rest & -rest)) * directions + direction];
    return to;
  }

  function supported(state: State, from: number, direction: number): boolean {
    for (let rest = from; rest !== 0; rest &= rest - 1) {
      const entity = 31 - Math.clz32(rest & -rest);
      if ((state[at.looked + entity] >> direction) & 1) continue;
      if (direction >= relations) return false;
      const object = 31 - Math.clz32(state[at.facts + entity * directions + direction]);
      if (((state[at.looked + object] >> (direction + relations)) & 1) === 0) return false;
    }
    return true;
  }

  return {
    /** Where the question's path leads, as a set, after a last step that the state does not hold yet (−1: none). */
    leads(state: State, last: number): number {
      let set = 1 << (state[at.start] - 1);
      for (let hop = 0; hop < state[at.length]; hop++) set = follow(state, set, state[at.path + hop]);
      return last < 0 ? set : follow(state, set, last);
    },
    /** What the question comes to, after a last step that the state does not hold yet (−1: none). */
    judge(state: State, last: number): number {
      const start = 1 << (state[at.start] - 1);
      const length = state[at.length];
      let set = start;
      let known = true;
      for (let hop = 0; hop < length; hop++) {
        const direction = state[at.path + hop];
        known &&= supported(state, set, direction);
        set = follow(state, set, direction);
      }
      if (last >= 0) {
        known &&= supported(state, set, last);
        set = follow(state, set, last);
      }
      if (set === 0) return Verdict.noAnswer;
      if ((set & (set - 1)) !== 0) return Verdict.several;
      if (given && !byChance && set !== 1 << (state[at.answer] - 1)) return Verdict.another;
      if (set === start) return Verdict.inQuestion;
      return known ? Verdict.accepted : Verdict.unsupported;
    },
  };
}
