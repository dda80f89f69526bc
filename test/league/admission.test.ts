import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { UniformPolicy } from '@parlor/agents';
import { ADMISSION_RULES, applyRule, PayoffTable, type Snapshot } from '@parlor/league';

const steps = fc.integer({ min: 1, max: 20 });

function snapshotOf(name: string): Snapshot {
  return { name, learner: 'ann', steps: 0, weights: new Float32Array(0), policy: new UniformPolicy() };
}

describe('admission', () => {
  test('by steps is when so many have been learned since the last one', () => {
    fc.assert(
      fc.property(steps, fc.nat(20), (every, stepsSince) => {
        const context = { learner: 'ann', stepsSince, snapshots: [], payoffs: new PayoffTable() };
        assert.equal(applyRule(ADMISSION_RULES, { rule: 'steps', every }, context), stepsSince >= every);
      }),
    );
  });

  test('by score is when every snapshot met is beaten by enough in enough episodes, between its bounds of steps', () => {
    const results = fc.array(
      fc.record({ episodes: fc.integer({ min: 0, max: 6 }), payoff: fc.integer({ min: -2, max: 2 }) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        results,
        steps,
        steps,
        fc.nat(25),
        fc.integer({ min: 1, max: 4 }),
        (list, a, b, stepsSince, games) => {
          const payoffs = new PayoffTable();
          const snapshots = list.map((_, index) => snapshotOf(`ann:${index}`));
          list.forEach(({ episodes, payoff }, index) => {
            for (let episode = 0; episode < episodes; episode++) {
              const lineup = ['ann', `ann:${index}`];
              if (episode % 2 === 0) payoffs.add(lineup, [payoff, -payoff]);
              else payoffs.add(lineup.reverse(), [-payoff, payoff]);
            }
          });
          const [atLeast, atMost] = [Math.min(a, b), Math.max(a, b)];
          const met = list.filter(({ episodes }) => episodes > 0);
          const good =
            met.length > 0 && met.every(({ episodes, payoff }) => episodes >= games && payoff >= 1);
          assert.equal(
            applyRule(
              ADMISSION_RULES,
              { rule: 'score', above: 1, games, atLeast, atMost },
              { learner: 'ann', stepsSince, snapshots, payoffs },
            ),
            stepsSince >= atMost || (stepsSince >= atLeast && good),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('by score is not held up by a snapshot that is never met, and not granted for having met nobody', () => {
    const snapshots = [snapshotOf('ann:0'), snapshotOf('bob:0')];
    const rule = { rule: 'score', above: 0, games: 2, atLeast: 1, atMost: 10 } as const;
    const payoffs = new PayoffTable();
    const context = { learner: 'ann', stepsSince: 5, snapshots, payoffs };
    assert.equal(applyRule(ADMISSION_RULES, rule, context), false);
    payoffs.add(['ann', 'ann:0'], [1, -1]);
    payoffs.add(['ann:0', 'ann'], [-1, 1]);
    assert.equal(applyRule(ADMISSION_RULES, rule, context), true);
    payoffs.add(['ann', 'bob:0'], [1, -1]);
    assert.equal(
      applyRule(ADMISSION_RULES, rule, context),
      false,
      'bob:0 has been met, but not often enough',
    );
  });
});
