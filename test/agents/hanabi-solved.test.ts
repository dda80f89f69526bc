import assert from 'node:assert/strict';
import test from 'node:test';
import { loadGame } from '@parlor/envs';
import { buildTree, expectedValue, NashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';
import type { NaiveHanabiOptions } from '../../scripts/bench/naive/hanabi.ts';
import { match, slowAfter, slowChoices } from '../envs/hanabi-slow.ts';

function near(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9, `${what} is ${actual}, not ${expected}`);
}

/** Expected score of uniform play, by the slow game. */
function uniformValue(rules: NaiveHanabiOptions, history: readonly number[] = []): number {
  const game = slowAfter(rules, history);
  if (game.currentPlayer() === -2) return game.returns()[0] ?? Number.NaN;
  const choices = [...slowChoices(game)];
  const sum = choices.reduce((total, [, weight]) => total + weight, 0);
  return choices.reduce(
    (value, [action, weight]) => value + (weight / sum) * uniformValue(rules, [...history, action]),
    0,
  );
}

for (const { spec, slow } of [
  match({ colours: 1, ranks: 2, hand: 1, tokens: 1 }),
  match({ colours: 1, ranks: 2, hand: 1, tokens: 1, lives: 1, zeroWhenLost: false }),
  match({ colours: 1, ranks: 3, hand: 3, tokens: 1, lives: 1 }),
  match({ players: 3, colours: 1, ranks: 2, hand: 1, tokens: 1 }),
]) {
  test(`the solvers find the value of uniform play that the slow game has, for every seat of ${spec}`, () => {
    const tree = buildTree(loadGame(spec));
    const value = uniformValue(slow);
    for (const seat of expectedValue(tree, uniformTreePolicy(tree)).keys())
      near(expectedValue(tree, uniformTreePolicy(tree))[seat], value, `value of seat ${seat}`);
  });
}

// Three ones and a two, hands of two, a turn each. By hand: where the second player has the two (half of the deals), the
// first lays one of its ones, and by which of them tells the place of the two: 2 points. Where the first has it, 1 point
// is all there can be: if it lays the one, that is it, and if it lays the two in vain, the second lays a one.
test('the best convention of the smallest Hanabi is worth 3/2', () => {
  const tree = buildTree(loadGame('hanabi(colours=1,ranks=2,hand=2)'));
  const evaluator = new NashConv(tree);
  const infosets = Array.from({ length: tree.seatInfosets[1] }, (_, infoset) => infoset);
  let policies = [uniformTreePolicy(tree)];
  for (const infoset of infosets) {
    const [from, to] = [tree.sequenceOffsets[infoset], tree.sequenceOffsets[infoset + 1]];
    policies = policies.flatMap((policy) =>
      Array.from({ length: to - from }, (_, action) =>
        policy
          .slice()
          .fill(0, from, to)
          .fill(1, from + action, from + action + 1),
      ),
    );
  }
  assert.equal(policies.length, 4 * 5 * 5); // by the hands that player 1 sees: 1 1, 1 2, 2 1
  const values = policies.map((policy) => {
    evaluator.evaluate(policy);
    return evaluator.bestResponses[1];
  });
  near(Math.max(...values), 1.5, 'value of the best convention');
});
