import assert from 'node:assert/strict';
import test from 'node:test';
import { CHANCE, loadGame, TERMINAL } from '@parlor/envs';
import { buildTree, Cfr, NashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';

function near(actual: number, expected: number, what: string, tolerance = 1e-8): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} is ${actual}, not ${expected} within ${tolerance}`,
  );
}

// Exact values, computed by independent programs (OpenSpiel's C++ core, a linear program), of three cards with hidden
// bids and descending prizes; how seats are asked makes no difference.
for (const turns of ['turn-based', 'simultaneous'] as const) {
  const spec = `goofspiel(cards=3,prizes=descending,information=imperfect,turns=${turns})` as const;
  test(`${spec} has the published tree, uniform policy values and value`, () => {
    const tree = buildTree(loadGame(spec));
    const kinds = [0, 0, 0];
    for (const mover of tree.movers) kinds[mover === CHANCE ? 0 : mover === TERMINAL ? 2 : 1]++;
    assert.deepEqual(kinds, [0, 31, 36]);
    assert.deepEqual(Array.from(tree.seatInfosets), [0, 8, 16]);
    const evaluator = new NashConv(tree);
    near(evaluator.evaluate(uniformTreePolicy(tree)), 4 / 3, 'NashConv');
    near(evaluator.values[0], 0, 'value of the uniform policy');
    near(evaluator.bestResponses[0], 2 / 3, 'best response of seat 0');
    near(evaluator.bestResponses[1], 2 / 3, 'best response of seat 1');
    const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(300).averagePolicy());
    assert.ok(gap < 1e-3, `NashConv is ${gap}`);
    near(evaluator.values[0], 0, 'value', 1e-3);
  });
}

// Everybody holds the same cards and nobody goes first: the game is symmetric, and worth nothing to two.
for (const spec of [
  'goofspiel(cards=4,prizes=ascending,information=imperfect,ties=carry)',
  'goofspiel(cards=3,result=difference)',
] as const) {
  test(`${spec} is worth nothing, by symmetry`, () => {
    const tree = buildTree(loadGame(spec));
    const evaluator = new NashConv(tree);
    const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(300).averagePolicy());
    assert.ok(gap < 0.02, `NashConv is ${gap}`);
    near(evaluator.values[0], 0, 'value', gap);
  });
}
