import { ortEngine } from '@parlor/agents';
import { League, parseConfig } from '@parlor/league';
import type { Figure } from './measure.ts';

const STEPS = 3_000_000;

/** Self-play with learning on Leduc, environment to updated 64-64 network, one thread: decisions a second. */
export async function benchLearning(): Promise<Figure[]> {
  const config = parseConfig({
    steps: STEPS,
    evaluation: { points: 1, deals: 2, referenceIterations: 0, maxHistories: 0 },
  });
  const league = await League.create(config, { engine: await ortEngine() });
  const start = performance.now();
  const { steps } = await league.run();
  const seconds = (performance.now() - start) / 1000;
  return [
    {
      suite: 'learning',
      name: 'leduc_poker, 64-64',
      value: steps / seconds,
      unit: 'decisions/s',
      baseline: null,
    },
  ];
}
