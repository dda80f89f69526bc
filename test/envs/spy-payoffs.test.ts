import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { clueRewards, decisionReward, releasedDecisionReward, votedOut } from '@parlor/envs';
import { close } from './close.ts';

describe('the rewards of clues', () => {
  const paper = { players: 5, spies: 1, beta: 0.1, lambda: 0.1 };

  test('are those of the worked example: 4 civilians, votes spy 3, first civilian 1', () => {
    const out = new Float64Array(5);
    clueRewards([3, 1, 0, 0, 0], [1, 0, 0, 0, 0], paper, out);
    close(out, [-0.275, -0.00625, 0.09375, 0.09375, 0.09375]);
  });

  const tables = fc
    .record({ spies: fc.integer({ min: 1, max: 4 }), more: fc.integer({ min: 1, max: 6 }) })
    .map(({ spies, more }) => ({ spies, players: 2 * spies + more }))
    .chain(({ spies, players }) =>
      fc.record({
        spies: fc.constant(spies),
        players: fc.constant(players),
        received: fc.array(fc.nat(30), { minLength: players, maxLength: players }),
        order: fc.shuffledSubarray(
          Array.from({ length: players }, (_, player) => player),
          { minLength: players, maxLength: players },
        ),
        beta: fc.double({ min: 0, max: 10, noNaN: true }),
        lambda: fc.double({ min: 0, max: 10, noNaN: true }),
      }),
    );

  test('add up to zero for any votes, any number of spies, and any weights', () => {
    fc.assert(
      fc.property(tables, ({ order, received, ...options }) => {
        const spy = order.map((place) => (place < options.spies ? 1 : 0));
        const out = new Float64Array(options.players);
        clueRewards(received, spy, options, out);
        assert.ok(Math.abs(out.reduce((sum, value) => sum + value, 0)) < 1e-9);
        // A spy that had no lead once got −0, which is another return than 0 in words and in JSON.
        assert.ok(out.every((value) => !Object.is(value, -0)));
      }),
      { numRuns: 500 },
    );
  });

  test('of nothing are 0 and not −0, which JSON does not know', () => {
    const out = new Float64Array(5);
    clueRewards([0, 0, 0, 0, 0], [1, 0, 0, 0, 0], paper, out);
    assert.deepEqual(Array.from(out), [0, 0, 0, 0, 0]);
  });

  test('of one spy are the formula of the paper', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 4, maxLength: 8 }), ([onSpy, ...others]) => {
        const mean = others.reduce((sum, count) => sum + count, 0) / others.length;
        const out = new Float64Array(others.length + 1);
        const options = { ...paper, players: out.length };
        clueRewards([onSpy, ...others], [1, ...others.map(() => 0)], options, out);
        close(
          out,
          [
            -0.1 * (onSpy - mean),
            ...others.map((count) => (0.1 / others.length) * (onSpy - mean) - 0.1 * (count - mean)),
          ],
          1e-12,
        );
      }),
    );
  });

  test('cost a spy more the more votes it has, and a civilian too', () => {
    const out = new Float64Array(5);
    clueRewards([2, 1, 0, 0, 0], [1, 0, 0, 0, 0], paper, out);
    const [spy, suspected] = out;
    clueRewards([3, 1, 0, 0, 0], [1, 0, 0, 0, 0], paper, out);
    assert.ok(out[0] < spy && out[1] > suspected);
  });
});

describe('votes', () => {
  test('send away whoever has more than each other player, and nobody where there is a tie or no vote', () => {
    assert.equal(votedOut([0, 2, 1], 3), 1);
    assert.equal(votedOut([2, 2, 1], 3), -1);
    assert.equal(votedOut([1, 2, 2, 3], 4), 3);
    assert.equal(votedOut([0, 0, 0], 3), -1);
  });

  test('are worth 1, −0.5 and −1 to training, and what the released code makes of it', () => {
    const isSpy = (player: number): boolean => player === 2;
    assert.deepEqual(
      [2, -1, 0].map((vote) => decisionReward(vote, isSpy)),
      [1, -0.5, -1],
    );
    close(
      [1, -0.5, -1].map((accuracy) => releasedDecisionReward(accuracy)),
      [0.3 + 1.2 + 0.99, 0.3 - 0.6, 0.3 - 1.2],
    );
    close([releasedDecisionReward(-1, false)], [-0.3 - 1.2]);
  });
});
