import assert from 'node:assert/strict';
import test from 'node:test';
import { CHANCE, loadGame, TERMINAL } from '@parlor/envs';
import { buildTree, expectedValue, NashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';

const tree = buildTree(loadGame('tiny_hanabi'));

function near(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9, `${what} is ${actual}, not ${expected}`);
}

/** All deterministic policies of one seat, as the sequences that they choose, one for each information state. */
function choicesOf(seat: number): number[][] {
  let policies: number[][] = [[]];
  for (let infoset = tree.seatInfosets[seat]; infoset < tree.seatInfosets[seat + 1]; infoset++) {
    const sequences = Array.from(
      { length: tree.sequenceOffsets[infoset + 1] - tree.sequenceOffsets[infoset] },
      (_, action) => tree.sequenceOffsets[infoset] + action,
    );
    policies = policies.flatMap((policy) => sequences.map((sequence) => [...policy, sequence]));
  }
  return policies;
}

// Reference values: OpenSpiel's default table; 134/36, 16/3, 6 and 35/9.
test('the uniform policy of tiny Hanabi has the published values', () => {
  const kinds = [0, 0, 0];
  for (const mover of tree.movers) kinds[mover === CHANCE ? 0 : mover === TERMINAL ? 2 : 1]++;
  assert.deepEqual(kinds, [3, 16, 36]);
  assert.deepEqual(Array.from(tree.seatInfosets), [0, 2, 8]);

  const evaluator = new NashConv(tree);
  near(evaluator.evaluate(uniformTreePolicy(tree)), 3.8888888888889, 'NashConv');
  near(evaluator.values[0], 3.7222222222222, 'value of player 1');
  near(evaluator.values[1], 3.7222222222222, 'value of player 2');
  near(evaluator.bestResponses[0], 5.3333333333333, 'best response of player 1');
  near(evaluator.bestResponses[1], 6, 'best response of player 2');
});

test('the best of all 9 × 729 joint deterministic policies of tiny Hanabi is worth 10, and nobody can gain', () => {
  const [first, second] = [choicesOf(0), choicesOf(1)];
  assert.deepEqual([first.length, second.length], [9, 729]);
  const policy = new Float64Array(tree.sequenceCount);
  let best = -Infinity;
  let optimum = policy.slice();
  for (const own of first) {
    for (const other of second) {
      policy.fill(0);
      for (const sequence of own) policy[sequence] = 1;
      for (const sequence of other) policy[sequence] = 1;
      const value = expectedValue(tree, policy)[0];
      if (value > best) [best, optimum] = [value, policy.slice()];
    }
  }
  near(best, 10, 'optimum');
  near(new NashConv(tree).evaluate(optimum), 0, 'NashConv of the optimum');
});

test('keeping to the safe choice is an equilibrium of tiny Hanabi that is worth 8 only', () => {
  const policy = new Float64Array(tree.sequenceCount);
  for (let infoset = 0; infoset < tree.infosetCount; infoset++) policy[tree.sequenceOffsets[infoset] + 1] = 1;
  near(expectedValue(tree, policy)[0], 8, 'value');
  near(new NashConv(tree).evaluate(policy), 0, 'NashConv');
});
