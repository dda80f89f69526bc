import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { buildTree, Cfr, expectedValue, NashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';

function near(actual: number, expected: number, what: string, tolerance = 1e-10): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} is ${actual}, not ${expected}`);
}

/** Values of one item of each of two types, worth 2 together, and the pairs of them that may be dealt, by hand. */
const VALUES = [
  [0, 2],
  [1, 1],
  [2, 0],
];
const PAIRS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, 2],
  [2, 1],
];
const DIVISIONS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const small = (turns: number, more = ''): string =>
  `deal_or_no_deal(types=2,max_items=2,total=2,turns=${turns}${more})`;

/**
 * What a seat with these values can expect of a uniform opponent, whose choices tell nothing of its own: by looking at
 * everything that can happen.
 */
function against(
  seat: number,
  own: readonly number[],
  turns: number,
  best: boolean,
  made = 0,
  last?: readonly number[],
): number {
  if (made === turns) return 0;
  const options = DIVISIONS.map((division) => against(seat, own, turns, best, made + 1, division));
  if (last) {
    const proposer = (made + 1) % 2;
    const items = proposer === seat ? last : last.map((count) => 1 - count);
    options.push(items[0] * own[0] + items[1] * own[1]);
  }
  if (best && made % 2 === seat) return Math.max(...options);
  return options.reduce((sum, value) => sum + value, 0) / options.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('uniform play of the smallest deal or no deal', () => {
  for (const turns of [1, 2, 3, 4]) {
    test(`is as far from an equilibrium as everything that can happen in ${turns} turns shows`, () => {
      const tree = buildTree(loadGame(small(turns)));
      const evaluator = new NashConv(tree);
      const gap = evaluator.evaluate(uniformTreePolicy(tree));
      let expected = 0;
      for (const seat of [0, 1]) {
        const [best, uniform] = [true, false].map((way) =>
          mean(PAIRS.map((pair) => against(seat, VALUES[pair[seat]], turns, way))),
        );
        near(evaluator.bestResponses[seat], best, `best response of seat ${seat}`);
        near(evaluator.values[seat], uniform, `value of seat ${seat}`);
        // By hand: each turn from the second on agrees in 1 of 5 cases, to half of what there is on average.
        near(uniform, 1 - 0.8 ** (turns - 1), 'uniform value');
        expected += best - uniform;
      }
      near(gap, expected, 'NashConv');
    });
  }

  test('of one turn is an equilibrium, for nobody can agree', () => {
    const tree = buildTree(loadGame(small(1)));
    near(new NashConv(tree).evaluate(uniformTreePolicy(tree)), 0, 'NashConv');
    assert.deepEqual(Array.from(expectedValue(tree, uniformTreePolicy(tree))), [0, 0]);
  });
});

test('CFR+ finds that each takes what only it values, where that is all there is to divide', () => {
  const tree = buildTree(loadGame(small(2, ',contested=false,instances=1/1/2/0/0/2')));
  const policy = new Cfr(tree, { plus: true }).run(200).averagePolicy();
  const evaluator = new NashConv(tree);
  assert.ok(evaluator.evaluate(policy) < 1e-3, `NashConv is ${evaluator.evaluate(policy)}`);
  near(evaluator.values[0], 2, 'value of seat 0', 1e-2);
});

for (const [more, turns] of [
  ['', 2],
  ['', 3],
  [',discount=0.5', 3],
  [',prob_end=0.5', 3],
] as const) {
  test(`CFR+ comes close to an equilibrium of ${small(turns, more)}`, () => {
    const tree = buildTree(loadGame(small(turns, more)));
    const evaluator = new NashConv(tree);
    const before = evaluator.evaluate(uniformTreePolicy(tree));
    const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(500).averagePolicy());
    assert.ok(gap < 0.02 * before, `NashConv is ${gap}, ${before} of uniform play`);
  });
}
