import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadGame } from '@parlor/envs';
import {
  BestResponse,
  buildTree,
  ExpectedValue,
  expectedValue,
  NashConv,
  nashConv,
  type Tree,
  type TreePolicy,
} from '../../agents/solvers/index.ts';
import { matrixGame, treePolicies } from './solvers-support.ts';

/** Every way in which a seat can choose one action in each of its information states, the rest as in `policy`. */
function* pureStrategies(tree: Tree, policy: TreePolicy, seat: number): Generator<TreePolicy> {
  const [first, last] = [tree.seatInfosets[seat], tree.seatInfosets[seat + 1]];
  const choices = new Int32Array(last - first);
  const pure = policy.slice();
  for (;;) {
    for (let infoset = first; infoset < last; infoset++) {
      const from = tree.sequenceOffsets[infoset];
      pure.fill(0, from, tree.sequenceOffsets[infoset + 1]);
      pure[from + choices[infoset - first]] = 1;
    }
    yield pure;
    let digit = 0;
    for (; digit < choices.length; digit++) {
      const count = tree.sequenceOffsets[first + digit + 1] - tree.sequenceOffsets[first + digit];
      if (++choices[digit] < count) break;
      choices[digit] = 0;
    }
    if (digit === choices.length) return;
  }
}

function bestByEnumeration(tree: Tree, policy: TreePolicy, seat: number): number {
  const evaluator = new ExpectedValue(tree);
  const out = new Float64Array(tree.seats);
  let best = -Infinity;
  for (const pure of pureStrategies(tree, policy, seat))
    best = Math.max(best, evaluator.evaluate(pure, out)[seat]);
  return best;
}

for (const [spec, runs] of [
  ['kuhn_poker', 100],
  ['rock_paper_scissors', 100],
  ['kuhn_poker(players=3)', 1], // 65 536 pure strategies a seat
] as const) {
  test(`a best response in ${spec} earns as much as the best of all pure strategies`, () => {
    const tree = buildTree(loadGame(spec));
    const responder = new BestResponse(tree);
    fc.assert(
      fc.property(treePolicies(tree), fc.nat(tree.seats - 1), (policy, seat) => {
        const value = responder.value(policy, seat);
        assert.ok(Math.abs(value - bestByEnumeration(tree, policy, seat)) < 1e-12);
        const response = responder.policy(policy, seat);
        assert.ok(Math.abs(expectedValue(tree, response)[seat] - value) < 1e-12);
      }),
      { numRuns: runs, seed: 1 },
    );
  });
}

for (const spec of ['kuhn_poker', 'kuhn_poker(players=3)', 'leduc_poker', 'rock_paper_scissors'] as const) {
  test(`NashConv of ${spec} is never negative, and nobody gains by deviating to anything else`, () => {
    const tree = buildTree(loadGame(spec));
    const evaluator = new NashConv(tree);
    const responder = new BestResponse(tree);
    fc.assert(
      fc.property(treePolicies(tree), treePolicies(tree), fc.nat(tree.seats - 1), (policy, other, seat) => {
        const gap = evaluator.evaluate(policy);
        assert.ok(gap >= -1e-12);
        assert.ok(Math.abs(evaluator.values.reduce((sum, value) => sum + value, 0)) < 1e-12, 'zero-sum');
        assert.ok(Math.abs(responder.value(policy, seat) - evaluator.bestResponses[seat]) < 1e-12);
        const deviation = policy.slice();
        const from = tree.sequenceOffsets[tree.seatInfosets[seat]];
        const to = tree.sequenceOffsets[tree.seatInfosets[seat + 1]];
        deviation.set(other.subarray(from, to), from);
        assert.ok(expectedValue(tree, deviation)[seat] <= evaluator.bestResponses[seat] + 1e-12);
      }),
      { numRuns: spec === 'leduc_poker' ? 10 : 50, seed: 2 },
    );
  });
}

test('NashConv and values of general-sum and common-payoff games are those of their matrices', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const matrix = fc.array(fc.array(number, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const plain = buildTree(loadGame('rock_paper_scissors'));
  fc.assert(
    fc.property(matrix, matrix, fc.boolean(), treePolicies(plain), (own, other, common, policy) => {
      const payoffs = [own, common ? own : other];
      const tree = buildTree(matrixGame(payoffs));
      const value = (seat: number, rows: Float64Array, columns: Float64Array): number =>
        payoffs[seat].reduce(
          (sum, row, i) => sum + row.reduce((part, payoff, j) => part + payoff * columns[j], 0) * rows[i],
          0,
        );
      const [rows, columns] = [policy.subarray(0, 3), policy.subarray(3)];
      const pure = [0, 1, 2].map((index) => Float64Array.from({ length: 3 }, (_, k) => Number(k === index)));
      const best = [
        Math.max(...pure.map((choice) => value(0, choice, columns))),
        Math.max(...pure.map((choice) => value(1, rows, choice))),
      ];
      const values = [value(0, rows, columns), value(1, rows, columns)];
      const expected = expectedValue(tree, policy);
      values.forEach((each, seat) => assert.ok(Math.abs(expected[seat] - each) < 1e-12));
      const gap = best[0] - values[0] + best[1] - values[1];
      assert.ok(Math.abs(nashConv(tree, policy) - gap) < 1e-12);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('two who meet by chance in a common-payoff game would both rather move', () => {
  const together = [0, 1, 2].map((row) => [0, 1, 2].map((column) => Number(row === column)));
  const tree = buildTree(matrixGame([together, together]));
  const apart = Float64Array.of(1, 0, 0, 0, 1, 0);
  assert.equal(nashConv(tree, apart), 2);
  assert.equal(nashConv(tree, Float64Array.of(0, 1, 0, 0, 1, 0)), 0);
});
