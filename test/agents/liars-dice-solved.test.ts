import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { CHANCE, loadGame, TERMINAL } from '@parlor/envs';
import { buildTree, Cfr, NashConv, type Tree, uniformTreePolicy } from '../../agents/solvers/index.ts';
import { ROOT } from '../support/folder.ts';

const EPSILON = 1e-8;

function near(actual: number, expected: number, what: string, tolerance = EPSILON): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} is ${actual}, not ${expected} within ${tolerance}`,
  );
}

// Exact values, computed by independent programs (OpenSpiel's C++ core, a linear program): histories are chance,
// decision and terminal nodes; iterations of CFR+ and how close they come are this suite's own.
const ROWS = [
  {
    spec: 'liars_dice(sides=2)',
    histories: [3, 64, 60],
    infosets: [16, 16],
    uniform: 0.125,
    responses: [0.75, 0.375],
    nashConv: 1.125,
    value: 1 / 2,
    iterations: 200,
    gap: 0.001,
    off: 0.0002,
  },
  {
    spec: 'liars_dice',
    histories: [7, 147_456, 147_420],
    infosets: [12_288, 12_288],
    uniform: -0.032407407,
    responses: [0.795491623, 0.765997024],
    nashConv: 1.561488646,
    value: -0.027131783,
    iterations: 100,
    gap: 0.01,
    off: 0.001,
  },
];

function histories(tree: Tree): number[] {
  const kinds = [0, 0, 0];
  for (const mover of tree.movers) kinds[mover === CHANCE ? 0 : mover === TERMINAL ? 2 : 1]++;
  return kinds;
}

for (const row of ROWS) {
  test(`${row.spec} has the published tree, uniform policy values and value`, () => {
    const tree = buildTree(loadGame(row.spec));
    assert.deepEqual(histories(tree), row.histories);
    const perSeat = row.infosets.map((_, seat) => tree.seatInfosets[seat + 1] - tree.seatInfosets[seat]);
    assert.deepEqual(perSeat, row.infosets);

    const evaluator = new NashConv(tree);
    near(evaluator.evaluate(uniformTreePolicy(tree)), row.nashConv, 'NashConv');
    near(evaluator.values[0], row.uniform, 'value of the uniform policy');
    row.responses.forEach((value, seat) =>
      near(evaluator.bestResponses[seat], value, `best response of seat ${seat}`),
    );

    // Whatever is played, the value lies between what the two best responses leave to the first seat.
    const average = new Cfr(tree, { plus: true }).run(row.iterations).averagePolicy();
    const gap = evaluator.evaluate(average);
    assert.ok(gap < row.gap, `NashConv is ${gap}`);
    assert.ok(row.value <= evaluator.bestResponses[0] + EPSILON, `at most ${evaluator.bestResponses[0]}`);
    assert.ok(row.value >= -evaluator.bestResponses[1] - EPSILON, `at least ${-evaluator.bestResponses[1]}`);
    near(evaluator.values[0], row.value, 'value', row.off);
  });
}

test('the page on the classic games tells the value that the solver finds', () => {
  const page = readFileSync(join(ROOT, 'docs/classic-games.md'), 'utf8');
  const told = /parlor solve liars_dice .*first player (\S+) in equilibrium/.exec(page)?.[1];
  assert.equal(told, ROWS[1].value.toFixed(4));
});
