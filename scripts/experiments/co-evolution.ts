/**
 * Co-evolution on the closed game of search: a proposer and a solver that learn together, against either alone and
 * against questions of nature; then what a penalty for rejected questions does to a proposer without a baseline.
 * `npm run evidence:co-evolution`, about 15 minutes. Writes figures/co-evolution.jsonl and .svg, and
 * figures/format-penalty.jsonl and .svg.
 */
import { ortEngine } from '@parlor/agents';
import { saveFigure, saveRows } from '../support/figures.ts';
import { lineChart } from '../support/line-chart.ts';
import { Mean } from '../support/mean.ts';
import { table } from '../support/output.ts';
import { type ArmPoint, ARMS, ROUNDS, runArm } from './co-evolution/arms.ts';
import { type Base, makeBase } from './co-evolution/base.ts';
import { COMPARED, PENALTIES, type PenaltyPoint, RATES, runPenalty } from './co-evolution/penalty.ts';
import { armPanels, penaltyPanels } from './co-evolution/panels.ts';
import { EPISODES, graphGame, PROPOSER_TRAINING, SEEDS, SOLVER_TRAINING } from './co-evolution/setting.ts';

const engine = await ortEngine();
const began = performance.now();
const runs = SEEDS.length * (1 + ARMS.length + COMPARED.length * RATES.length * PENALTIES.length);
let done = 0;

function tell(what: string): void {
  done++;
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(`${done} of ${runs} runs, ${seconds} s: ${what}\n`);
}

const bases = new Map<number, Base>();
const arms: ArmPoint[] = [];
const penalties: PenaltyPoint[] = [];
for (const seed of SEEDS) {
  const base = await makeBase(engine, seed);
  bases.set(seed, base);
  tell(`base of seed ${seed}, ${base.rounds.proposer} and ${base.rounds.solver} rounds`);
  for (const arm of ARMS) {
    const points = await runArm(engine, arm, seed, base);
    arms.push(...points);
    tell(`${arm}, seed ${seed}: held-out success ${percent(points.at(-1)?.success)} %`);
  }
  for (const compared of COMPARED) {
    for (const rate of RATES) {
      for (const penalty of PENALTIES) {
        const points = await runPenalty(engine, { penalty, compared, rate, seed }, base);
        penalties.push(...points);
        const validity = percent(points.at(-1)?.validity);
        tell(`penalty ${penalty}, ${compared}, rate ${rate}, seed ${seed}: validity ${validity} %`);
      }
    }
  }
}

const COMMAND = 'npm run evidence:co-evolution';
const setting = {
  type: 'setting',
  spec: graphGame().spec,
  seeds: SEEDS,
  episodes: EPISODES,
  rounds: ROUNDS,
  proposer: PROPOSER_TRAINING,
  solver: SOLVER_TRAINING,
};
saveRows('co-evolution.jsonl', COMMAND, [
  setting,
  ...SEEDS.map((seed) => ({ type: 'base', seed, rounds: bases.get(seed)?.rounds })),
  ...arms.map(rounded),
]);
saveRows('format-penalty.jsonl', COMMAND, [setting, ...penalties.map(rounded)]);
saveFigure(
  'co-evolution.svg',
  lineChart({
    title: 'Search self-play: proposer and solver learn together, or one of them alone',
    note: `Means over ${SEEDS.length} seeds from the same bases, shaded from least to greatest. Per cent, but for hops.`,
    x: `rounds of ${EPISODES} episodes`,
    panels: armPanels(arms),
  }),
);
saveFigure(
  'format-penalty.svg',
  lineChart({
    title: 'A penalty for rejected questions, and a proposer that learns by REINFORCE',
    note: `Means over ${SEEDS.length} seeds, shaded from least to greatest. Lines: what a rejected question pays. Validity in per cent, entropy in nats.`,
    x: `rounds of ${EPISODES} episodes`,
    panels: penaltyPanels(penalties),
  }),
);

const last = arms.filter(({ round }) => round === ROUNDS);
process.stdout.write(
  `${table(
    [
      'arm',
      'held-out success %',
      'least … greatest',
      '1 hop',
      '2 hops',
      '3 hops',
      'hops asked',
      '1 − success %',
      'valid %',
    ],
    ARMS.map((arm) => {
      const points = last.filter((point) => point.arm === arm);
      const success = points.map((point) => point.success);
      return [
        arm,
        percent(mean(success)),
        `${percent(Math.min(...success))} … ${percent(Math.max(...success))}`,
        ...[0, 1, 2].map((at) => percent(mean(points.map(({ byHops }) => byHops[at] ?? NaN)))),
        mean(points.map(({ hops }) => hops)).toFixed(2),
        percent(mean(points.map(({ difficulty }) => difficulty))),
        percent(mean(points.map(({ validity }) => validity))),
      ];
    }),
  )}\n\n${table(
    [
      'return compared with',
      'rate',
      'penalty',
      'validity % at first',
      'at last',
      'least … greatest',
      'entropy at first',
      'at last',
      'solvers right %',
    ],
    COMPARED.flatMap((compared) =>
      RATES.flatMap((rate) =>
        PENALTIES.map((penalty) => {
          const course = SEEDS.map((seed) =>
            penalties.filter(
              (point) =>
                point.compared === compared &&
                point.rate === rate &&
                point.penalty === penalty &&
                point.seed === seed,
            ),
          );
          const [first, end] = [
            course.flatMap((points) => points[0] ?? []),
            course.flatMap((points) => points.at(-1) ?? []),
          ];
          const validity = end.map((point) => point.validity ?? NaN);
          return [
            compared === 'raw' ? 'nothing' : 'baseline',
            rate,
            penalty,
            percent(mean(first.map((point) => point.validity))),
            percent(mean(validity)),
            `${percent(Math.min(...validity))} … ${percent(Math.max(...validity))}`,
            mean(first.map((point) => point.entropy)).toFixed(2),
            mean(end.map((point) => point.entropy)).toFixed(2),
            percent(mean(end.map((point) => point.solverSkill))),
          ];
        }),
      ),
    ),
  )}\n`,
);

/** The mean of what is known. */
function mean(values: readonly (number | null)[]): number {
  const sum = new Mean();
  for (const value of values) if (value !== null) sum.add(value);
  return sum.summary().mean;
}

function percent(share: number | null | undefined): string {
  return typeof share === 'number' ? (100 * share).toFixed(1) : '?';
}

/** A row with four digits after the point, which is finer than what a round's episodes can tell. */
function rounded(row: object): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value,
  );
}
