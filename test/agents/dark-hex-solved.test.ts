import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import {
  buildTree,
  Cfr,
  expectedValue,
  NashConv,
  type Tree,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';
import { hexWinner, SlowDark } from '../envs/slow-boards.ts';

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} within ${tolerance}`);
}

/** Histories, and what x gets where both try cells uniformly, by the second implementation. */
function slowly(slow: SlowDark): { nodes: number; value: number } {
  const { result, legal } = slow;
  if (result !== undefined) return { nodes: 1, value: result === 'x' ? 1 : -1 };
  const parts = legal.map((cell) => slowly(slow.step(cell)));
  return {
    nodes: parts.reduce((sum, { nodes }) => sum + nodes, 1),
    value: parts.reduce((sum, { value }) => sum + value, 0) / legal.length,
  };
}

/** Solved until best responses gain less than `gap` in all, so that the value is within it. */
function solve(tree: Tree, gap: number, most: number): NashConv {
  const solver = new Cfr(tree, { plus: true });
  const evaluator = new NashConv(tree);
  while (evaluator.evaluate(solver.run(50).averagePolicy()) >= gap) {
    assert.ok(solver.iterations < most, `NashConv is not below ${gap} after ${most} iterations`);
  }
  return evaluator;
}

const infosets = (tree: Tree): number[] =>
  [0, 1].map((seat) => tree.seatInfosets[seat + 1] - tree.seatInfosets[seat]);

describe('dark hex on two by two cells', () => {
  for (const version of ['classical', 'abrupt']) {
    test(`has the histories and the uniform value of a second implementation (${version})`, () => {
      const tree = buildTree(loadGame(`dark_hex(rows=2,version=${version})`));
      const { nodes, value } = slowly(new SlowDark(4, hexWinner(2, 2), version === 'abrupt'));
      assert.equal(tree.nodeCount, nodes);
      near(expectedValue(tree, uniformTreePolicy(tree))[0], value, 1e-12);
    });
  }

  test('is won by the first player in the classical version: b1, then a2 or b2, whichever is free', () => {
    const tree = buildTree(loadGame('dark_hex(rows=2)'));
    near(solve(tree, 1e-4, 1000).values[0], 1, 1e-4);
  });

  test('is worth a half to the first player in the abrupt version', () => {
    // Found by CFR+: best responses to its policies gain less than the tolerance.
    const tree = buildTree(loadGame('dark_hex(rows=2,version=abrupt)'));
    near(solve(tree, 3e-3, 3000).values[0], 0.5, 3e-3);
  });

  test('tells more where the other is counted in the classical version, and nothing more in the abrupt one', () => {
    const counts = (version: string, told: string): number[] =>
      infosets(buildTree(loadGame(`dark_hex(rows=2,version=${version},told=${told})`)));
    assert.deepEqual(counts('classical', 'nothing'), [17, 53]);
    assert.deepEqual(counts('classical', 'number'), [33, 101]);
    assert.deepEqual(counts('abrupt', 'nothing'), [59, 35]);
    assert.deepEqual(counts('abrupt', 'number'), [59, 35]);
  });
});

test('classical dark hex on three by two cells is won by o, who has the shorter way, though x begins', () => {
  const tree = buildTree(loadGame('dark_hex(rows=3,columns=2)'));
  near(solve(tree, 0.01, 200).values[0], -1, 0.01);
});
