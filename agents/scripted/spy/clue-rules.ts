import { type ClueRule, type ClueView, isTrue } from './clue-view.ts';
import { SceneBelief } from './scene-belief.ts';
import type { SpyFacts } from './spy-facts.ts';

/** Probabilities this close are equal: sums of the same numbers in another order. */
const EQUAL = 1e-9;

/** True clues of one's own scene that were not said before; where there are none, true ones, then new ones, then any. */
function preferred(facts: SpyFacts, view: ClueView, clue: number, truthful: boolean): number {
  return (truthful && isTrue(facts, view, clue) ? 2 : 0) + (view.said[clue] === 0 ? 1 : 0);
}

/** Marks the clues of the first kind that there is with 1, the rest with 0; returns how many. */
function mark(
  facts: SpyFacts,
  view: ClueView,
  legal: Int32Array,
  count: number,
  truthful: boolean,
  out: Float64Array,
): number {
  let best = -1;
  let marked = 0;
  for (let index = 0; index < count; index++) {
    const liking = preferred(facts, view, legal[index], truthful);
    out[index] = liking;
    if (liking > best) [best, marked] = [liking, 0];
    if (liking === best) marked++;
  }
  for (let index = 0; index < count; index++) out[index] = out[index] === best ? 1 : 0;
  return marked;
}

/** Shares the probability evenly among the marked clues of the highest score. */
function pick(legal: Int32Array, count: number, score: Float64Array, sign: 1 | -1, out: Float64Array): void {
  let best = -Infinity;
  for (let index = 0; index < count; index++)
    if (out[index] === 1) best = Math.max(best, sign * score[legal[index]]);
  let equals = 0;
  for (let index = 0; index < count; index++) {
    if (out[index] === 1 && sign * score[legal[index]] >= best - EQUAL) equals++;
    else out[index] = 0;
  }
  for (let index = 0; index < count; index++) out[index] /= equals;
}

/**
 * Any clue that is true of its own scene and new; who sees nothing says anything new. For civilians this is
 * `consistent`; a spy that plays so is `reckless`.
 */
export function consistentClues(facts: SpyFacts, name = 'consistent'): ClueRule {
  return {
    name,
    weigh(view, legal, count, out) {
      const marked = mark(facts, view, legal, count, true, out);
      for (let index = 0; index < count; index++) out[index] /= marked;
    },
  };
}

/**
 * Of what is true of its own scene and new, the clue that tells least to somebody who sees nothing and has heard the
 * clues before: the fewest bits, −log₂ of the part of all scenes still possible of which it is true. `most-telling` is
 * the opposite.
 */
function measuredClues(facts: SpyFacts, name: string, sign: 1 | -1): ClueRule {
  const belief = new SceneBelief(facts);
  let moment = -1;
  let heard: ClueView | undefined;
  return {
    name,
    weigh(view, legal, count, out) {
      if (view !== heard || view.moment !== moment) {
        belief.listen(view);
        heard = view;
        moment = view.moment;
      }
      mark(facts, view, legal, count, true, out);
      pick(legal, count, belief.truth, sign, out);
    },
  };
}

/** A spy that blends in: of what is new, the clue that is most likely to be true of the civilians' scene. */
export function blendingClues(facts: SpyFacts): ClueRule {
  const belief = new SceneBelief(facts);
  return {
    name: 'blending',
    weigh(view, legal, count, out) {
      belief.guess(view);
      mark(facts, view, legal, count, false, out);
      pick(legal, count, belief.truth, 1, out);
    },
  };
}

/**
 * A spy that talks as civilians do: what is new, at random, each clue by the third power of the probability that it is
 * true of the civilians' scene. The first power is what a consistent civilian says as far as the spy knows; higher ones
 * are safer, and give away more by their choice.
 */
export function imitatingClues(facts: SpyFacts): ClueRule {
  const belief = new SceneBelief(facts);
  return {
    name: 'imitating',
    weigh(view, legal, count, out) {
      belief.guess(view);
      const marked = mark(facts, view, legal, count, false, out);
      let sum = 0;
      for (let index = 0; index < count; index++) {
        out[index] *= belief.truth[legal[index]] ** 3;
        sum += out[index];
      }
      if (sum > 0) for (let index = 0; index < count; index++) out[index] /= sum;
      else {
        mark(facts, view, legal, count, false, out);
        for (let index = 0; index < count; index++) out[index] /= marked;
      }
    },
  };
}

/** The rules for clues, by name. */
export const CLUE_RULES = {
  consistent: (facts: SpyFacts) => consistentClues(facts),
  'least-revealing': (facts: SpyFacts) => measuredClues(facts, 'least-revealing', 1),
  'most-telling': (facts: SpyFacts) => measuredClues(facts, 'most-telling', -1),
  reckless: (facts: SpyFacts) => consistentClues(facts, 'reckless'),
  blending: blendingClues,
  imitating: imitatingClues,
} as const satisfies Readonly<Record<string, (facts: SpyFacts) => ClueRule>>;
export type ClueRuleName = keyof typeof CLUE_RULES;

/** One rule with a probability, another with the rest, anew for each clue: for a voter that is not sure. */
export function mixedClues(one: ClueRule, weight: number, other: ClueRule): ClueRule {
  let room = new Float64Array(64);
  return {
    name: `${one.name}|${other.name}`,
    weigh(view, legal, count, out) {
      if (room.length < count) room = new Float64Array(count);
      one.weigh(view, legal, count, out);
      other.weigh(view, legal, count, room);
      for (let index = 0; index < count; index++)
        out[index] = weight * out[index] + (1 - weight) * room[index];
    },
  };
}
