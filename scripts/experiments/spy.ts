/**
 * Small networks learn Who Is the Spy as spies, as civilians and as voters among players by rules, by role-conditioned
 * advantages of the clues and group-relative ones of the votes: `npm run evidence:spy`. Some ten minutes.
 * Writes figures/spy.jsonl and figures/spy.svg.
 */
import { loadPolicy, OnnxPolicy, ortEngine, type Policy } from '@parlor/agents';
import { loadGame } from '@parlor/envs';
import { League, parseConfig } from '@parlor/league';
import { saveFigure, saveRows } from '../support/figures.ts';
import { lineChart, type Panel } from '../support/line-chart.ts';
import { table } from '../support/output.ts';
import { byRules, type Outcome, outcome, type Parts, partyOf, votersOf } from './spy-table.ts';

const SPEC = 'who_is_the_spy(objects=2,abstain=false)';
const SEEDS = [1, 2, 3, 4, 5];
const STEPS = 1_000_000;
const POINTS = 10;
const EPISODES = 6000;

/** The clipped steps of proximal policy optimisation, with Vision-Zero's advantages. Tried on seed 1. */
const TRAINING = {
  algorithm: 'ppo',
  advantage: 'role',
  space: 'probability',
  stages: { rule: 'together' },
  hidden: [128, 128],
  epochs: 3,
  minibatch: 1024,
  learningRate: { kind: 'exponential', from: 3e-3, to: 1e-4 },
  entropy: { kind: 'exponential', from: 0.05, to: 0.002 },
} as const;

type Part = keyof Parts;

/** How an episode ends where one part is played by the policy and the others by rules. */
interface Measured extends Outcome {
  readonly type: 'measured';
  readonly part: Part;
  readonly policy: string;
  /** null for players by rules. */
  readonly seed: number | null;
  readonly steps: number;
}

const party = partyOf(SPEC);
const rules = byRules(party);

async function measure(
  part: Part,
  policy: Policy,
  name: string,
  seed: number | null,
  steps: number,
): Promise<Measured> {
  const parts = { spy: rules, civilian: rules, voter: rules, [part]: policy };
  return {
    type: 'measured',
    part,
    policy: name,
    seed,
    steps,
    ...(await outcome(party, parts, 'evidence', EPISODES)),
  };
}

/** Trains one network; every so many decisions its averaged weights are kept as a policy file. */
async function train(seed: number): Promise<{ steps: number; file: Uint8Array }[]> {
  const config = parseConfig({
    game: SPEC,
    seed,
    steps: STEPS,
    episodes: 1024,
    fixed: ['rules'],
    roles: {
      main: {
        opponents: [{ rule: 'fixed', name: 'rules' }],
        admission: { rule: 'steps', every: STEPS },
      },
    },
    training: TRAINING,
    evaluation: { points: 1, deals: 2, referenceIterations: 0, maxHistories: 0 },
  });
  const league = await League.create(config, {
    engine: await ortEngine(),
    policies: { rules: byRules(loadGame(SPEC)) },
  });
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

const rows: Measured[] = [];
for (const spy of ['reckless', 'blending', 'imitating'] as const)
  rows.push(await measure('spy', byRules(party, spy), spy, null, 0));
for (const civilian of ['consistent', 'least-revealing', 'most-telling'] as const)
  rows.push(await measure('civilian', byRules(party, 'imitating', civilian), civilian, null, 0));
for (const [name, voter] of Object.entries(votersOf(party)))
  rows.push(await measure('voter', voter, name, null, 0));

const engine = await ortEngine();
for (const seed of SEEDS) {
  for (const { steps, file } of await train(seed)) {
    const loaded = await loadPolicy(engine, file);
    const network = new OnnxPolicy('network', loaded);
    for (const part of ['spy', 'civilian', 'voter'] as const)
      rows.push(await measure(part, network, 'network', seed, steps));
    await loaded.release();
  }
}

const percent = (share: number): number => Number((100 * share).toFixed(2));
const PANELS: readonly (readonly [Part, 'caught' | 'accuracy', string])[] = [
  ['spy', 'caught', 'as a spy: how often it is voted out'],
  ['civilian', 'caught', 'as civilians: how often their clues expose the spy'],
  ['voter', 'accuracy', 'as voters: how many votes meet the spy'],
];
saveFigure(
  'spy.svg',
  lineChart({
    title: 'Small networks learn Who Is the Spy, part by part',
    note: 'Per cent; the other two parts are played by rules. Dashed: players by rules in the same part.',
    x: 'decisions learned from',
    panels: PANELS.map(([part, what, title]): Panel => ({
      title,
      lines: SEEDS.map((seed) => ({
        label: `seed ${seed}`,
        points: rows
          .filter((row) => row.part === part && row.seed === seed)
          .map((row) => [row.steps, percent(row[what])] as const),
      })),
      levels: rows
        .filter((row) => row.part === part && row.seed === null)
        .map((row) => ({ label: row.policy, value: percent(row[what]) })),
    })),
  }),
);
saveRows('spy.jsonl', 'npm run evidence:spy', [
  { type: 'setting', spec: SPEC, seeds: SEEDS, steps: STEPS, episodes: EPISODES, training: TRAINING },
  ...rows,
]);
process.stdout.write(
  `${table(
    ['part', 'played by', 'seed', 'spy voted out %', '±', 'votes for the spy %'],
    rows
      .filter(({ seed, steps }) => seed === null || steps >= STEPS)
      .map(({ part, policy, seed, caught, reach, accuracy }) => [
        part,
        policy,
        seed ?? '',
        percent(caught).toFixed(1),
        percent(reach).toFixed(1),
        percent(accuracy).toFixed(1),
      ]),
  )}\n`,
);
