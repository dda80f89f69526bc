import fc from 'fast-check';
import { type Game, normalForm } from '@parlor/envs';
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
export function matrixGame([first, second]: readonly (readonly (readonly number[])[])[]): Game {
  const cells = first.map((row, i) => row.map((payoff, j) => [payoff, second[i][j]]));
  return normalForm({ id: 'matrix', payoffs: cells })();
}
