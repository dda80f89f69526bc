import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LeagueConfigInput } from '@parlor/league';
import { playLeague } from './support.ts';

type Training = NonNullable<LeagueConfigInput['training']>;

/** Exact NashConv of what self-play on Kuhn poker publishes, and the uniform policy's. */
async function learn(seed: number, steps: number, training: Training): Promise<[number, number]> {
  const { result } = await playLeague({
    game: 'kuhn_poker',
    seed,
    steps,
    episodes: 256,
    training: { hidden: [32, 32], entropy: { kind: 'linear', from: 0.5, to: 0.05 }, ...training },
    roles: { main: { opponents: [{ rule: 'self-play' }], admission: { rule: 'steps', every: steps } } },
    evaluation: { points: 1, deals: 10, referenceIterations: 0 },
  });
  return [result.nashConv ?? NaN, result.uniformNashConv ?? NaN];
}

describe('self-play on Kuhn poker', { concurrency: 1 }, () => {
  for (const algorithm of ['reinforce', 'ppo'] as const) {
    for (const space of ['logit', 'probability'] as const) {
      for (const seed of [1, 2]) {
        test(`by ${algorithm} in ${space} space gets nearer than half way to an equilibrium (seed ${seed})`, async () => {
          const [nashConv, uniform] = await learn(seed, 150_000, { algorithm, space });
          assert.ok(nashConv < uniform / 2, `${nashConv} of ${uniform}`);
        });
      }
    }
  }

  test('by ppo in logit space comes near an equilibrium', async () => {
    for (const seed of [1, 2]) {
      const [nashConv] = await learn(seed, 500_000, {});
      assert.ok(nashConv < 0.12, `seed ${seed}: ${nashConv}`);
    }
  });
});
