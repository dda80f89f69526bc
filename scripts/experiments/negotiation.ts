/**
 * Small networks learn the closed negotiation `trading` in self-play with a share of episodes against the uniform and
 * the scripted policy, and are measured against both, seat by seat: `npm run evidence:negotiation`. Some minutes.
 * Writes figures/negotiation.jsonl and figures/negotiation.svg.
 */
import {
  loadPolicy,
  OnnxPolicy,
  ortEngine,
  type Policy,
  rollout,
  scriptedPolicies,
  UniformPolicy,
} from '@parlor/agents';
import { type Game, loadGame } from '@parlor/envs';
import { League, parseConfig } from '@parlor/league';
import { lineChart, type Panel } from '../support/line-chart.ts';
import { Mean } from '../support/mean.ts';
import { saveFigure, saveRows } from '../support/figures.ts';

const SPEC = 'trading(values=random,turns=6,quantity=2)';
const SEEDS = [1, 2, 3];
const STEPS = 6_000_000;
const POINTS = 20;
const EPISODES = 4000;

interface Measured {
  readonly type: 'measured';
  readonly seed: number;
  readonly steps: number;
  readonly policy: string;
  readonly opponent: string;
  readonly role: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What a policy earns in each seat against another, on the same deals for everybody. */
async function measure(
  game: Game,
  policy: Policy,
  opponent: Policy,
  at: { seed: number; steps: number; policy: string },
): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const [seat, role] of game.roles.entries()) {
    const policies = game.roles.map((_, other) => (other === seat ? policy : opponent));
    const { returns } = await rollout(game, policies, { seed: `evidence ${at.seed}`, episodes: EPISODES });
    const mean = new Mean();
    for (let index = seat; index < returns.length; index += game.seats) mean.add(returns[index] ?? NaN);
    rows.push({ type: 'measured', ...at, opponent: opponent.name, role, ...mean.summary() });
  }
  return rows;
}

/** Trains one network; every so many decisions its averaged weights are kept as a policy file. */
async function train(seed: number): Promise<{ steps: number; file: Uint8Array }[]> {
  const config = parseConfig({
    game: SPEC,
    seed,
    steps: STEPS,
    fixed: ['uniform', 'script'],
    roles: {
      main: {
        opponents: [
          { rule: 'self-play', weight: 2 },
          { rule: 'fixed', name: 'uniform' },
          { rule: 'fixed', name: 'script' },
        ],
        admission: { rule: 'steps', every: STEPS },
      },
    },
    evaluation: { points: 1, deals: 100, referenceIterations: 0, maxHistories: 0 },
  });
  const league = await League.create(config, { engine: await ortEngine() });
  const files = [{ steps: 0, file: league.policyFile() }];
  league.events.subscribe((event) => {
    if (event.type !== 'round' || event.steps < (files.length * STEPS) / POINTS) return;
    files.push({ steps: event.steps, file: league.policyFile() });
    process.stderr.write(`seed ${seed}: ${event.steps.toLocaleString('en')} decisions\n`);
  });
  await league.run();
  await league.release();
  return files;
}

const game = loadGame(SPEC);
const script = scriptedPolicies[game.id]?.(game);
if (!script) throw new Error(`${game.id} has no scripted policy`);
const opponents = [new UniformPolicy(), script];
const engine = await ortEngine();
const rows: Measured[] = [];
for (const seed of SEEDS) {
  for (const opponent of opponents) {
    for (const policy of opponents) {
      rows.push(...(await measure(game, policy, opponent, { seed, steps: 0, policy: policy.name })));
    }
  }
  for (const { steps, file } of await train(seed)) {
    const loaded = await loadPolicy(engine, file);
    const policy = new OnnxPolicy('network', loaded);
    for (const opponent of opponents)
      rows.push(...(await measure(game, policy, opponent, { seed, steps, policy: 'network' })));
    await loaded.release();
  }
}

saveRows('negotiation.jsonl', 'npm run evidence:negotiation', [
  { type: 'setting', spec: game.spec, seeds: SEEDS, steps: STEPS, episodes: EPISODES },
  ...rows,
]);
const panels = opponents.flatMap((opponent) =>
  game.roles.map((role): Panel => {
    const here = rows.filter((row) => row.opponent === opponent.name && row.role === role);
    const average = (policy: string): number => {
      const means = here.filter((row) => row.policy === policy).map(({ mean }) => mean);
      return means.reduce((sum, mean) => sum + mean, 0) / means.length;
    };
    return {
      title: `as ${role}, against ${opponent.name}`,
      lines: SEEDS.map((seed) => ({
        label: `seed ${seed}`,
        points: here
          .filter((row) => row.policy === 'network' && row.seed === seed)
          .map(({ steps, mean }) => [steps, mean] as const),
      })),
      levels: opponents.map((policy) => ({ label: policy.name, value: average(policy.name) })),
    };
  }),
);
saveFigure(
  'negotiation.svg',
  lineChart({
    title: `Small networks learn ${game.spec}`,
    note: 'Mean return of the averaged network; dashed: what the uniform and the scripted policy earn in its place.',
    x: 'decisions learned from',
    range: [-1, 1],
    panels,
  }),
);
for (const { seed, opponent, role, mean, low, high } of rows.filter(({ steps }) => steps >= STEPS)) {
  process.stdout.write(
    `seed ${seed}, as ${role} against ${opponent}: ${mean.toFixed(3)} (${low.toFixed(3)} … ${high.toFixed(3)})\n`,
  );
}
