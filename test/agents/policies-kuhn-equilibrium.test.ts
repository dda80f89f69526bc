import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadGame, OptionError } from '@parlor/envs';
import { KuhnEquilibriumPolicy, PolicyError } from '../../agents/policies/index.ts';
import { buildTree, expectedValue, nashConv, tabulate } from '../../agents/solvers/index.ts';

test('the scripted Kuhn policy is an equilibrium for every alpha, of value −1/18', async () => {
  const tree = buildTree(loadGame('kuhn_poker'));
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1 / 3, noNaN: true }), async (alpha) => {
      const policy = await tabulate(tree, new KuhnEquilibriumPolicy(alpha));
      assert.ok(Math.abs(nashConv(tree, policy)) < 1e-12);
      assert.ok(Math.abs(expectedValue(tree, policy)[0] + 1 / 18) < 1e-12);
    }),
    { numRuns: 200, seed: 6 },
  );
});

test('alpha tells how often the first player bets the jack, and a third of how often the king', async () => {
  const tree = buildTree(loadGame('kuhn_poker'));
  const policy = await tabulate(tree, new KuhnEquilibriumPolicy(0.2));
  const bets = (seat: number, card: number): number => {
    for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
      const tokens = tree.tokens(infoset);
      if (tree.infosetSeats[infoset] === seat && tokens.length === 1 && tokens[0] === 3 + card) {
        return policy[tree.sequenceOffsets[infoset] + 1];
      }
    }
    throw new Error('no such information state');
  };
  assert.equal(bets(0, 0), 0.2);
  assert.equal(bets(0, 1), 0);
  assert.ok(Math.abs(bets(0, 2) - 0.6) < 1e-15);
});

test('an alpha out of range and another game are refused', async () => {
  for (const alpha of [-0.01, 0.34, NaN, Infinity]) {
    assert.throws(() => new KuhnEquilibriumPolicy(alpha), OptionError);
  }
  for (const spec of ['kuhn_poker(players=3)', 'leduc_poker'] as const) {
    await assert.rejects(tabulate(buildTree(loadGame(spec)), new KuhnEquilibriumPolicy()), PolicyError);
  }
});
