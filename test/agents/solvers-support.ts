import fc from 'fast-check';
import { type Game, loadGame } from '@parlor/envs';
import type { Tree, TreePolicy } from '../../agents/solvers/index.ts';

/** Policies of a tree, pure choices and zero probabilities among them. */
export function treePolicies(tree: Tree): fc.Arbitrary<TreePolicy> {
  const weight = fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1, noNaN: true }));
  return fc.array(weight, { minLength: tree.sequenceCount, maxLength: tree.sequenceCount }).map((weights) => {
    const policy = Float64Array.from(weights);
    for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
      const part = policy.subarray(tree.sequenceOffsets[infoset], tree.sequenceOffsets[infoset + 1]);
      const sum = part.reduce((total, value) => total + value, 0);
      if (sum === 0) part[0] = 1;
      else part.forEach((value, at) => (part[at] = value / sum));
    }
    return policy;
  });
}

/** A game of one simultaneous choice between two seats: `payoffs[seat][own row][column]`, row of seat 0. */
export function matrixGame(payoffs: readonly (readonly (readonly number[])[])[]): Game {
  const rps = loadGame('rock_paper_scissors');
  const [first, second] = [0, 1].map((seat) => (state: Int32Array) => payoffs[seat][state[1]][state[2]]);
  return {
    ...rps,
    id: 'matrix',
    spec: 'matrix',
    payoff: 'general-sum',
    returns(state, out) {
      const over = rps.mover(state) < 0;
      out[0] = over ? first(state) : 0;
      out[1] = over ? second(state) : 0;
    },
  };
}
