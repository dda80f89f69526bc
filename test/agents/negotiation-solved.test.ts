import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { buildTree, Cfr, expectedValue, NashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';

function near(actual: number, expected: number, what: string, tolerance = 1e-10): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} is ${actual}, not ${expected}`);
}

/** One type of item, 0 or 1 of it, worth 1 to both: what there is to divide is certain, only the turn limit is not. */
const single = (least: number, most: number, more = ''): string =>
  `negotiation(types=1,max_items=1,max_value=1,min_turns=${least},max_turns=${most}${more})`;

/** P(limit) ∝ 7^n / n!, from the least to the most number of turns. */
function limits(least: number, most: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const weights = Array.from(
    { length: most - least + 1 },
    (_, at) => 7 ** (least + at) / factorial(least + at),
  );
  const sum = weights.reduce((total, weight) => total + weight);
  return weights.map((weight) => weight / sum);
}

/** What a seat can expect where the pool has one item, by looking at everything that can happen. */
function against(seat: number, turns: number, from: number, best: boolean, made = 0, keeps = 0): number {
  const chances = limits(from, turns);
  /** The probability that it goes on after so many proposals, where it has come so far. */
  const goesOn = (after: number): number => {
    const left = chances.slice(Math.max(after - from, 0)).reduce((sum, chance) => sum + chance, 0);
    return after < from ? 1 : 1 - chances[after - from] / left;
  };
  const rest = goesOn(made + 1);
  const options = [0, 1].map((kept) =>
    rest === 0 ? 0 : rest * against(seat, turns, from, best, made + 1, kept),
  );
  if (made > 0) options.push((made + 1) % 2 === seat ? keeps : 1 - keeps);
  if (best && made % 2 === seat) return Math.max(...options);
  return options.reduce((sum, value) => sum + value, 0) / options.length;
}

describe('uniform play', () => {
  for (const [least, most] of [
    [1, 1],
    [2, 2],
    [2, 3],
    [1, 4],
    [4, 5],
  ]) {
    test(`of one item for ${least} to ${most} turns is as far from an equilibrium as all that can happen shows`, () => {
      const tree = buildTree(loadGame(single(least, most, ',utterances=false')));
      const evaluator = new NashConv(tree);
      const gap = evaluator.evaluate(uniformTreePolicy(tree));
      let expected = 0;
      for (const seat of [0, 1]) {
        // In every second pool there is nothing, which pays 0.
        const [best, uniform] = [true, false].map((way) => against(seat, most, least, way) / 2);
        near(evaluator.bestResponses[seat], best, `best response of seat ${seat}`);
        near(evaluator.values[seat], uniform, `value of seat ${seat}`);
        expected += best - uniform;
      }
      near(gap, expected, 'NashConv');
    });
  }

  test('is worth the same with an utterance that nobody listens to', () => {
    const [silent, spoken] = [',utterances=false', ',symbols=3,utterance_length=1'].map((more) => {
      const tree = buildTree(loadGame(single(2, 3, more)));
      return expectedValue(tree, uniformTreePolicy(tree));
    });
    near(spoken[0], silent[0], 'value of seat 0');
    near(spoken[1], silent[1], 'value of seat 1');
  });
});

describe('CFR+', () => {
  for (const spec of [
    single(2, 3, ',symbols=2,utterance_length=1'),
    single(2, 2, ',proposals=hidden,symbols=2,utterance_length=1'),
    'negotiation(types=2,max_items=1,max_value=1,min_turns=2,max_turns=2,utterances=false)',
    'negotiation(types=2,max_items=1,max_value=1,min_turns=2,max_turns=3,utterances=false,rewards=shared)',
  ]) {
    test(`comes close to an equilibrium of ${spec}`, () => {
      const tree = buildTree(loadGame(spec));
      const evaluator = new NashConv(tree);
      const before = evaluator.evaluate(uniformTreePolicy(tree));
      const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(300).averagePolicy());
      assert.ok(gap < 0.03 * before, `NashConv is ${gap}, ${before} of uniform play`);
    });
  }

  test('accepts whatever there is where both are paid for both', () => {
    // In two turns every accepted division of one item pays 1; in every second pool there is one.
    const tree = buildTree(loadGame(single(2, 2, ',rewards=shared,utterances=false')));
    const values = expectedValue(tree, new Cfr(tree, { plus: true }).run(200).averagePolicy());
    near(values[0], 0.5, 'value', 1e-3);
    assert.equal(values[0], values[1]);
  });
});
