import assert from 'node:assert/strict';
import test from 'node:test';
import { loadGame } from '@parlor/envs';
import { buildTree, Cfr, nashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';
import { matrixGame } from './solvers-support.ts';

for (const plus of [false, true]) {
  const algorithm = plus ? 'CFR+' : 'CFR';

  test(`${algorithm} starts from the uniform policy`, () => {
    const tree = buildTree(loadGame('leduc_poker'));
    const solver = new Cfr(tree, { plus });
    assert.equal(solver.iterations, 0);
    assert.deepEqual(solver.averagePolicy(), uniformTreePolicy(tree));
    assert.deepEqual(solver.currentPolicy(), uniformTreePolicy(tree));
  });

  test(`${algorithm} gives the same bits however its iterations are split up`, () => {
    const tree = buildTree(loadGame('leduc_poker'));
    const whole = new Cfr(tree, { plus }).run(60);
    const parts = new Cfr(tree, { plus }).run(1).run(0).run(39);
    parts.averagePolicy(); // looking at it changes nothing
    parts.run(20);
    assert.equal(parts.iterations, 60);
    assert.deepEqual(parts.averagePolicy(), whole.averagePolicy());
    assert.deepEqual(parts.currentPolicy(), whole.currentPolicy());
  });

  test(`${algorithm} keeps two solvers of one tree apart, and the tree as it was`, () => {
    const tree = buildTree(loadGame('kuhn_poker'));
    const alone = new Cfr(buildTree(loadGame('kuhn_poker')), { plus }).run(50).averagePolicy();
    const one = new Cfr(tree, { plus });
    const other = new Cfr(tree, { plus: !plus });
    for (let round = 0; round < 50; round++) {
      one.run(1);
      other.run(1);
    }
    assert.deepEqual(one.averagePolicy(), alone);
  });

  test(`${algorithm} solves rock-paper-scissors when rock pays double`, () => {
    // Seat 0's payoffs; equilibrium of the matrix: rock 1/4, paper 1/2, scissors 1/4.
    const win = [
      [0, -1, 2],
      [1, 0, -1],
      [-2, 1, 0],
    ];
    const tree = buildTree(matrixGame([win, win.map((row) => row.map((payoff) => -payoff))]));
    const policy = new Cfr(tree, { plus }).run(20_000).averagePolicy();
    assert.ok(nashConv(tree, policy) < 0.01);
    [1 / 4, 1 / 2, 1 / 4].forEach((share, action) => assert.ok(Math.abs(policy[action] - share) < 0.01));
  });
}
