/**
 * Small networks learn two closed negotiations in self-play with a share of episodes against the uniform and the
 * scripted policy, and are measured against both, seat by seat: `npm run evidence:negotiation`. Some minutes.
 * Writes figures/negotiation.jsonl and, for each game, figures/negotiation-<game>.svg.
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
import { saveFigure, saveRows } from '../support/figures.ts';
import { lineChart, type Panel } from '../support/line-chart.ts';
import { Mean } from '../support/mean.ts';
import { table } from '../support/output.ts';

const SPECS = ['trading(result=gain)', 'multi_issue_negotiation'];
const SEEDS = [1, 2, 3];
const STEPS = 4_000_000;
const POINTS = 20;
const EPISODES = 4000;

/** Plain proximal policy optimisation: best responses are wanted more than an equilibrium. Tried on seed 1. */
const TRAINING = {
  space: 'probability',
  epochs: 3,
  minibatch: 1024,
  learningRate: { kind: 'exponential', from: 3e-3, to: 1e-4 },
  entropy: { kind: 'exponential', from: 0.02, to: 0.001 },
} as const;

/** What a policy earns in one role against an opponent. */
interface Measured {
  readonly type: 'measured';
  readonly spec: string;
  readonly seed: number;
  readonly steps: number;
  readonly policy: string;
  readonly opponent: string;
  readonly role: string;
  /** Mean return, with its 95 % interval. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** How much more it earns than its opponent does in the same episodes. */
  readonly lead: number;
  readonly leadLow: number;
  readonly leadHigh: number;
}

const opponentsOf = (game: Game): Policy[] => {
  const script = scriptedPolicies[game.id]?.(game);
  if (!script) throw new Error(`${game.id} has no scripted policy`);
  return [new UniformPolicy(), { name: 'script', act: (batch, out) => script.act(batch, out) }];
};

/** What a policy earns in each seat against another, on the same deals for everybody. */
async function measure(
  game: Game,
  policy: Policy,
  opponent: Policy,
  seed: number,
  steps: number,
): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const [seat, role] of game.roles.entries()) {
    const seated = seat === 0 ? [policy, opponent] : [opponent, policy];
    const { returns } = await rollout(game, seated, { seed: `evidence ${seed}`, episodes: EPISODES });
    const [own, lead] = [new Mean(), new Mean()];
    for (let at = 0; at < returns.length; at += 2) {
      const earned = returns[at + seat] ?? NaN;
      own.add(earned);
      lead.add(earned - (returns[at + 1 - seat] ?? NaN));
    }
    const { mean: ahead, low: leadLow, high: leadHigh } = lead.summary();
    const names = { policy: policy.name, opponent: opponent.name, role };
    rows.push({
      type: 'measured',
      spec: game.spec,
      seed,
      steps,
      ...names,
      ...rounded({ ...own.summary(), lead: ahead, leadLow, leadHigh }),
    });
  }
  return rows;
}

/** Four digits after the point: more than the intervals know. */
function rounded<Name extends string>(numbers: Readonly<Record<Name, number>>): Record<Name, number> {
  const entries = Object.entries<number>(numbers).map(([name, value]) => [name, Number(value.toFixed(4))]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** Trains one network; every so many decisions its averaged weights are kept as a policy file. */
async function train(spec: string, seed: number): Promise<{ steps: number; file: Uint8Array }[]> {
  const config = parseConfig({
    game: spec,
    seed,
    steps: STEPS,
    fixed: ['uniform', 'script'],
    roles: {
      main: {
        opponents: [
          { rule: 'self-play' },
          { rule: 'fixed', name: 'uniform' },
          { rule: 'fixed', name: 'script' },
        ],
        admission: { rule: 'steps', every: STEPS },
      },
    },
    training: TRAINING,
    evaluation: { points: 1, deals: 100, referenceIterations: 0, maxHistories: 0 },
  });
  const league = await League.create(config, { engine: await ortEngine() });
  const files = [{ steps: 0, file: league.policyFile() }];
  league.events.subscribe((event) => {
    if (event.type !== 'round' || event.steps < (files.length * STEPS) / POINTS) return;
    files.push({ steps: event.steps, file: league.policyFile() });
    process.stderr.write(`${spec}, seed ${seed}: ${event.steps.toLocaleString('en')} decisions\n`);
  });
  await league.run();
  await league.release();
  return files;
}

async function evidence(spec: string): Promise<Measured[]> {
  const game = loadGame(spec);
  const opponents = opponentsOf(game);
  const engine = await ortEngine();
  const rows: Measured[] = [];
  for (const seed of SEEDS) {
    for (const opponent of opponents) {
      for (const policy of opponents) rows.push(...(await measure(game, policy, opponent, seed, 0)));
    }
    for (const { steps, file } of await train(spec, seed)) {
      const loaded = await loadPolicy(engine, file);
      const network = new OnnxPolicy('network', loaded);
      for (const opponent of opponents) rows.push(...(await measure(game, network, opponent, seed, steps)));
      await loaded.release();
    }
  }
  return rows;
}

/** A chart for each role and opponent: the seeds' curves, and what the fixed policies earn in the network's place. */
function picture(spec: string, rows: readonly Measured[]): string {
  const game = loadGame(spec);
  const opponents = ['uniform', 'script'];
  const panels = opponents.flatMap((opponent) =>
    game.roles.map((role): Panel => {
      const here = rows.filter((row) => row.opponent === opponent && row.role === role);
      const level = (policy: string): number => {
        const means = here.filter((row) => row.policy === policy).map(({ mean }) => mean);
        return means.reduce((sum, mean) => sum + mean, 0) / means.length;
      };
      return {
        title: `as ${role}, against ${opponent}`,
        lines: SEEDS.map((seed) => ({
          label: `seed ${seed}`,
          points: here
            .filter((row) => row.policy === 'network' && row.seed === seed)
            .map(({ steps, mean }) => [steps, mean] as const),
        })),
        levels: opponents.map((policy) => ({ label: policy, value: level(policy) })),
      };
    }),
  );
  return lineChart({
    title: `Small networks learn ${spec}`,
    note: 'Mean return of the averaged network; dashed: what the uniform and the scripted policy earn in its place.',
    x: 'decisions learned from',
    panels,
  });
}

const all: Measured[] = [];
for (const spec of SPECS) {
  const rows = await evidence(spec);
  all.push(...rows);
  saveFigure(`negotiation-${loadGame(spec).id}.svg`, picture(spec, rows));
}
saveRows('negotiation.jsonl', 'npm run evidence:negotiation', [
  { type: 'setting', specs: SPECS, seeds: SEEDS, steps: STEPS, episodes: EPISODES },
  ...all,
]);
const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`;
process.stdout.write(
  `${table(
    ['game', 'seed', 'role', 'against', 'return', 'lead', '95 %', 'script there'],
    all
      .filter(({ steps }) => steps >= STEPS)
      .map(({ spec, seed, role, opponent, mean, lead, leadLow, leadHigh }) => {
        const script = all.find(
          (row) =>
            row.spec === spec &&
            row.seed === seed &&
            row.role === role &&
            row.opponent === opponent &&
            row.policy === 'script',
        );
        return [
          spec.replace(/\(.*/, ''),
          seed,
          role,
          opponent,
          signed(mean),
          signed(lead),
          `${signed(leadLow)} … ${signed(leadHigh)}`,
          signed(script?.mean ?? NaN),
        ];
      }),
  )}\n`,
);
