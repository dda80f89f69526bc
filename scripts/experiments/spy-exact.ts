/**
 * Small instances of Who Is the Spy, solved exactly and by self-play: `npm run evidence:spy-exact`. Some minutes.
 * Writes figures/spy-exact.jsonl and figures/spy-exact.svg.
 */
import { buildTree, Cfr, NashConv, ortEngine } from '@parlor/agents';
import { loadGame } from '@parlor/envs';
import { League, parseConfig } from '@parlor/league';
import { saveFigure, saveRows } from '../support/figures.ts';
import { lineChart } from '../support/line-chart.ts';
import { table } from '../support/output.ts';

const SPECS = [
  'who_is_the_spy(players=3,objects=1,values=2)',
  'who_is_the_spy(players=3,objects=1,values=2,repeats=true)',
];
const SEEDS = [1, 2, 3, 4, 5];
const STEPS = 5_000_000;
const ITERATIONS = [1, 10, 100, 1000];

/** CFR+ on the whole tree: the NashConv and the values of its average after so many iterations. */
interface Solved {
  readonly type: 'solved';
  readonly spec: string;
  readonly histories: number;
  readonly iterations: number;
  readonly nashConv: number;
  /** Of each seat. */
  readonly values: readonly number[];
}

/** The averaged network of a league of one learner in self-play, with its exact NashConv. */
interface Learned {
  readonly type: 'learned';
  readonly spec: string;
  readonly seed: number;
  /** Decisions learned from. */
  readonly steps: number;
  readonly nashConv: number;
}

function solve(spec: string): Solved[] {
  const tree = buildTree(loadGame(spec));
  const measure = new NashConv(tree);
  const solver = new Cfr(tree, { plus: true });
  let done = 0;
  return ITERATIONS.map((iterations) => {
    solver.run(iterations - done);
    done = iterations;
    const nashConv = measure.evaluate(solver.averagePolicy());
    const values = Array.from(measure.values);
    return { type: 'solved', spec, histories: tree.nodeCount, iterations, nashConv, values };
  });
}

async function learn(spec: string, seed: number): Promise<Learned[]> {
  const config = parseConfig({
    game: spec,
    seed,
    steps: STEPS,
    evaluation: { points: 20, deals: 100, referenceIterations: 0 },
  });
  const league = await League.create(config, { engine: await ortEngine() });
  const rows: Learned[] = [];
  league.events.subscribe((event) => {
    if (event.type !== 'evaluated' || event.averageNashConv === null) return;
    rows.push({ type: 'learned', spec, seed, steps: event.steps, nashConv: event.averageNashConv });
  });
  await league.run();
  await league.release();
  process.stderr.write(`${spec}, seed ${seed}: NashConv ${rows[rows.length - 1]?.nashConv.toFixed(4)}\n`);
  return rows;
}

const solved = SPECS.flatMap(solve);
const learned: Learned[] = [];
for (const spec of SPECS) for (const seed of SEEDS) learned.push(...(await learn(spec, seed)));

saveRows('spy-exact.jsonl', 'npm run evidence:spy-exact', [
  { type: 'setting', specs: SPECS, seeds: SEEDS, steps: STEPS },
  ...solved,
  ...learned,
]);
saveFigure(
  'spy-exact.svg',
  lineChart({
    title: 'NashConv of self-play falls on small instances of Who Is the Spy',
    note: `Averaged network, exact NashConv over the whole tree. ${ITERATIONS.at(-1)} iterations of CFR+ come to ${Math.max(
      ...solved.filter(({ iterations }) => iterations === ITERATIONS.at(-1)).map(({ nashConv }) => nashConv),
    ).toExponential(1)} at most.`,
    x: 'decisions learned from',
    panels: SPECS.map((spec) => ({
      title: spec.replace('who_is_the_spy', ''),
      lines: SEEDS.map((seed) => ({
        label: `seed ${seed}`,
        points: learned
          .filter((row) => row.spec === spec && row.seed === seed)
          .map(({ steps, nashConv }) => [steps, nashConv] as const),
      })),
      levels: [],
    })),
  }),
);
process.stdout.write(
  `${table(
    ['game', 'CFR+ iterations', 'NashConv', 'values'],
    solved.map(({ spec, iterations, nashConv, values }) => [
      spec.replace('who_is_the_spy', ''),
      iterations,
      nashConv.toExponential(2),
      values.map((value) => value.toFixed(6)).join(' '),
    ]),
  )}\n\n${table(
    ['game', 'seed', 'NashConv at first', 'at the end'],
    SPECS.flatMap((spec) =>
      SEEDS.map((seed) => {
        const rows = learned.filter((row) => row.spec === spec && row.seed === seed);
        return [
          spec.replace('who_is_the_spy', ''),
          seed,
          (rows[0]?.nashConv ?? NaN).toFixed(4),
          (rows[rows.length - 1]?.nashConv ?? NaN).toFixed(4),
        ];
      }),
    ),
  )}\n`,
);
