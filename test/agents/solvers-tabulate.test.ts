import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadGame } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../agents/policy.ts';
import { FirstLegalPolicy, PolicyError, TabularPolicy, UniformPolicy } from '../../agents/policies/index.ts';
import { buildTree, tabulate, uniformTreePolicy } from '../../agents/solvers/index.ts';
import { treePolicies } from './solvers-support.ts';

test('tabulating the uniform policy gives the uniform policy of the tree', async () => {
  const tree = buildTree(loadGame('leduc_poker'));
  assert.deepEqual(await tabulate(tree, new UniformPolicy()), uniformTreePolicy(tree));
});

test('a table of a policy on a tree is tabulated to the same bits', async () => {
  for (const spec of ['kuhn_poker(players=3)', 'leduc_poker'] as const) {
    const tree = buildTree(loadGame(spec));
    await fc.assert(
      fc.asyncProperty(treePolicies(tree), async (policy) => {
        assert.deepEqual(await tabulate(tree, TabularPolicy.fromTree(tree, policy)), policy);
      }),
      { numRuns: 5, seed: 4 },
    );
  }
});

test('tabulating asks about every information state once, in parts, with what its seat knows', async () => {
  const tree = buildTree(loadGame('tic_tac_toe'));
  let asked = 0;
  let calls = 0;
  const first = new FirstLegalPolicy();
  const observer: Policy = {
    name: 'observer',
    act(batch, probabilities) {
      for (let row = 0; row < batch.count; row += 997) {
        const infoset = asked + row;
        const size = tree.game.observationSize;
        assert.equal(batch.seats[row], tree.infosetSeats[infoset]);
        assert.deepEqual(batch.tokens(row), tree.tokens(infoset));
        assert.deepEqual(
          batch.observations.subarray(row * size, (row + 1) * size),
          tree.observations.subarray(infoset * size, (infoset + 1) * size),
        );
        assert.deepEqual(
          batch.legalActions.subarray(batch.legalOffsets[row], batch.legalOffsets[row + 1]),
          tree.sequenceActions.subarray(tree.sequenceOffsets[infoset], tree.sequenceOffsets[infoset + 1]),
        );
      }
      asked += batch.count;
      calls++;
      first.act(batch, probabilities);
    },
  };
  const policy = await tabulate(tree, observer);
  assert.equal(asked, tree.infosetCount);
  assert.ok(calls > 1);
  for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
    const from = tree.sequenceOffsets[infoset];
    assert.equal(policy[from], 1);
    for (let at = from + 1; at < tree.sequenceOffsets[infoset + 1]; at++) assert.equal(policy[at], 0);
  }
});

test('a policy that answers with no distribution is refused by name', async () => {
  const tree = buildTree(loadGame('kuhn_poker'));
  const answers: readonly (readonly [string, (batch: DecisionBatch, probabilities: Float64Array) => void])[] =
    [
      ['nothing', () => undefined],
      ['too-much', (_, probabilities) => void probabilities.fill(0.6)],
      ['not-a-number', (_, probabilities) => void probabilities.fill(NaN)],
      [
        'negative',
        (_, probabilities) =>
          probabilities.forEach((_value, at) => (probabilities[at] = at % 2 ? 1.5 : -0.5)),
      ],
    ];
  for (const [name, act] of answers) {
    await assert.rejects(
      tabulate(tree, { name, act }),
      (error) =>
        error instanceof PolicyError && error.message.startsWith(name) && /kuhn_poker/.test(error.message),
    );
  }
});
