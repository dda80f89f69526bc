/**
 * One baseline for spies and one for civilians, against one that both share, in self-play on Who Is the Spy: what is
 * learned, and how much the gradients vary. Then votes that may be n/a, by advantages within the group of an episode or
 * less a baseline of the role. `npm run evidence:spy-baselines`, some minutes.
 * Writes figures/spy-baselines.jsonl and figures/spy-baselines.svg.
 *
 * In zero-sum self-play the mean return over all seats is 0, so the shared baseline stays at 0: it is no baseline.
 */
import {
  DecisionStore,
  Learner,
  loadPolicy,
  Network,
  NetworkPolicy,
  type NetworkShape,
  OnnxPolicy,
  ortEngine,
  SelfPlay,
} from '@parlor/agents';
import { loadGame, stream } from '@parlor/envs';
import { League, parseConfig } from '@parlor/league';
import { saveFigure, saveRows } from '../support/figures.ts';
import { lineChart, type Panel } from '../support/line-chart.ts';
import { Mean } from '../support/mean.ts';
import { table } from '../support/output.ts';
import { byRules, outcome, partyOf } from './spy-table.ts';

const SPEC = 'who_is_the_spy(objects=2,abstain=false)';
const SEEDS = [1, 2, 3, 4, 5];
const STEPS = 1_500_000;
const POINTS = 6;
const EPISODES = 6000;
/** Batches whose gradients are compared at one point, and episodes of each. */
const BATCHES = 64;
const BATCH_EPISODES = 256;
const BASELINES = ['role', 'game'] as const;
type Baseline = (typeof BASELINES)[number];

/** REINFORCE, as role-conditioned advantages were published with. */
const TRAINING = {
  algorithm: 'reinforce',
  space: 'probability',
  stages: { rule: 'together' },
  hidden: [128, 128],
  minibatch: 1024,
  learningRate: { kind: 'exponential', from: 3e-3, to: 1e-4 },
  entropy: { kind: 'exponential', from: 0.05, to: 0.002 },
} as const;

interface Point {
  readonly steps: number;
  readonly file: Uint8Array;
}

interface Learned {
  readonly type: 'learned';
  readonly by: Baseline;
  readonly seed: number;
  readonly steps: number;
  /** Share of episodes in which the network as a spy is voted out by players by rules. */
  readonly caughtAsSpy: number;
  /** The same with the network's clues for civilians. */
  readonly exposedByCivilians: number;
  /** Share of the network's votes that meet spies by rules. */
  readonly accuracy: number;
  /** Share of episodes of self-play in which the spy is voted out. */
  readonly caughtInSelfPlay: number;
}

/** How much gradients of the clues' loss vary between batches at the same weights. */
interface Variance {
  readonly type: 'variance';
  readonly seed: number;
  readonly steps: number;
  readonly by: Baseline;
  /** Mean squared distance of a batch's gradient from the mean gradient. */
  readonly variance: number;
  /** Squared length of the mean gradient, less what its own noise adds. */
  readonly signal: number;
  /** Mean return of a civilian and of a spy, in the units that the network learns by. */
  readonly baselines: readonly number[];
}

/** What voters come to who may say n/a, by what their votes are compared with. */
interface Abstained {
  readonly type: 'abstained';
  readonly signals: 'group' | 'role';
  readonly seed: number;
  readonly steps: number;
  /** Shares of the votes of a round of self-play. */
  readonly accuracy: number;
  readonly abstention: number;
}
const ABSTAIN_SPEC = 'who_is_the_spy(objects=2)';
const ABSTAIN_STEPS = 400_000;

const game = loadGame(SPEC);
const party = partyOf(SPEC);
const rules = byRules(party);
const engine = await ortEngine();
const shape: NetworkShape = {
  inputs: game.observationSize,
  hidden: TRAINING.hidden,
  actions: game.actionCount,
};
const scale = 1 / Math.max(...game.payoffRange.map(Math.abs));

function selfPlay(spec: string, seed: number, steps: number, training: object): Promise<League> {
  const config = parseConfig({
    game: spec,
    seed,
    steps,
    episodes: 1024,
    training: { ...TRAINING, ...training },
    roles: { main: { opponents: [{ rule: 'self-play' }], admission: { rule: 'steps', every: steps } } },
    evaluation: { points: 1, deals: 2, referenceIterations: 0, maxHistories: 0 },
  });
  return League.create(config, { engine });
}

async function train(by: Baseline, seed: number): Promise<Point[]> {
  const league = await selfPlay(SPEC, seed, STEPS, { baseline: { by } });
  const points = [{ steps: 0, file: league.policyFile() }];
  league.events.subscribe((event) => {
    if (event.type !== 'round' || event.steps < (points.length * STEPS) / POINTS) return;
    points.push({ steps: event.steps, file: league.policyFile() });
  });
  await league.run();
  await league.release();
  process.stderr.write(`baseline by ${by}, seed ${seed}: trained\n`);
  return points;
}

async function abstain(signals: Abstained['signals'], seed: number): Promise<Abstained[]> {
  const league = await selfPlay(ABSTAIN_SPEC, seed, ABSTAIN_STEPS, { stages: { rule: 'together', signals } });
  const rows: Abstained[] = [];
  league.events.subscribe((event) => {
    if (event.type !== 'round' || event.round % 5 !== 0) return;
    const { accuracy, abstention } = event.stages ?? {};
    if (typeof accuracy !== 'number' || typeof abstention !== 'number') return;
    rows.push({ type: 'abstained', signals, seed, steps: event.steps, accuracy, abstention });
  });
  await league.run();
  await league.release();
  return rows;
}

async function judge(by: Baseline, seed: number, { steps, file }: Point): Promise<Learned> {
  const loaded = await loadPolicy(engine, file);
  const network = new OnnxPolicy('network', loaded);
  const play = (part: object) =>
    outcome(party, { spy: rules, civilian: rules, voter: rules, ...part }, 'evidence', EPISODES);
  const row: Learned = {
    type: 'learned',
    by,
    seed,
    steps,
    caughtAsSpy: (await play({ spy: network })).caught,
    exposedByCivilians: (await play({ civilian: network })).caught,
    accuracy: (await play({ voter: network })).accuracy,
    caughtInSelfPlay: (await play({ spy: network, civilian: network, voter: network })).caught,
  };
  await loaded.release();
  return row;
}

/** Gradients of batches of self-play at the weights of a point, by both baselines at their limits. */
async function vary(seed: number, { steps, file }: Point): Promise<Variance[]> {
  const loaded = await loadPolicy(engine, file);
  const { weights } = loaded;
  await loaded.release();
  if (!weights) throw new Error('the policy file holds no weights');
  const learner = await Learner.create({
    engine,
    shape,
    loss: { algorithm: 'reinforce', space: 'probability' },
    learningRate: 0,
    entropy: 0,
    minibatch: 4096,
    normaliseAdvantages: false,
    initialise: stream(seed, 'learner'),
    shuffle: stream(seed, 'learner', { game: 1 }),
  });
  learner.weights.set(weights);
  const network = await Network.create(engine, shape);
  const policy = new NetworkPolicy('network', network.evaluator(learner.weights), shape);
  const store = new DecisionStore(game.observationSize, game.seats);
  const actor = { policy, learning: { store, values: () => policy.values } };
  const play = new SelfPlay(game, {
    seed: `variance ${seed}`,
    episodes: BATCH_EPISODES,
    batch: BATCH_EPISODES,
  });
  const lineup = new Int32Array(BATCH_EPISODES * game.seats);
  const clues = game.stages?.[0]?.end ?? 0;

  /** One batch of self-play: rows of clues, with the return and the role of who gave each. */
  const batch = async (round: number): Promise<{ rows: number[]; returns: number[]; roles: number[] }> => {
    store.clear();
    await play.play(round, 0, [actor], lineup);
    store.sort(BATCH_EPISODES);
    const rows: number[] = [];
    for (const row of store.order.subarray(0, store.count))
      if ((store.actions[row] ?? 0) < clues) rows.push(row);
    const place = (row: number): number => (store.episode[row] ?? 0) * game.seats + (store.seat[row] ?? 0);
    return {
      rows,
      returns: rows.map((row) => (play.returns[place(row)] ?? 0) * scale),
      roles: rows.map((row) => store.role[row] ?? 0),
    };
  };

  // Where the moving averages go: the mean return of each role, from batches of their own; of all seats, 0.
  const means = game.roles.map(() => new Mean());
  for (let round = 0; round < BATCHES; round++) {
    const { returns, roles } = await batch(round);
    returns.forEach((value, index) => means[roles[index] ?? 0]?.add(value));
  }
  const baselines = means.map((mean) => mean.summary().mean);
  const gradients: Record<Baseline, Float32Array[]> = { role: [], game: [] };
  for (let round = BATCHES; round < 2 * BATCHES; round++) {
    const { rows, returns, roles } = await batch(round);
    for (const by of BASELINES) {
      const advantages = new Float32Array(store.count);
      rows.forEach((row, index) => {
        advantages[row] = (returns[index] ?? 0) - (by === 'role' ? (baselines[roles[index] ?? 0] ?? 0) : 0);
      });
      const gradient = new Float32Array(weights.length);
      const { observations, legalOffsets, legalActions, actions, oldProbability } = store;
      await learner.gradient(
        {
          count: rows.length,
          observations,
          legalOffsets,
          legalActions,
          actions,
          oldProbability,
          advantages,
          order: Int32Array.from(rows),
        },
        gradient,
      );
      gradients[by].push(gradient);
    }
  }
  await learner.release();
  await network.release();
  return BASELINES.map((by): Variance => {
    const mean = new Float64Array(weights.length);
    for (const gradient of gradients[by])
      for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] ?? 0) + (gradient[at] ?? 0) / BATCHES;
    let [squares, length] = [0, 0];
    for (let at = 0; at < mean.length; at++) {
      length += (mean[at] ?? 0) ** 2;
      for (const gradient of gradients[by]) squares += ((gradient[at] ?? 0) - (mean[at] ?? 0)) ** 2;
    }
    const variance = squares / (BATCHES - 1);
    return { type: 'variance', seed, steps, by, variance, signal: length - variance / BATCHES, baselines };
  });
}

const learned: Learned[] = [];
const variances: Variance[] = [];
for (const seed of SEEDS) {
  for (const by of BASELINES) {
    const points = await train(by, seed);
    for (const point of points) learned.push(await judge(by, seed, point));
    // Both baselines are compared at the same weights: those that role-conditioned training passes.
    if (by === 'role') for (const point of points) variances.push(...(await vary(seed, point)));
  }
}

const abstained: Abstained[] = [];
for (const signals of ['group', 'role'] as const)
  for (const seed of SEEDS) abstained.push(...(await abstain(signals, seed)));

const MEASURES = [
  ['caughtAsSpy', 'spy voted out by rules (less is better)'],
  ['exposedByCivilians', 'spy by rules exposed by its clues'],
  ['accuracy', 'its votes that meet spies by rules'],
  ['caughtInSelfPlay', 'spy voted out in self-play'],
] as const;
const percent = (share: number): number => Number((100 * share).toFixed(2));
saveFigure(
  'spy-baselines.svg',
  lineChart({
    title: 'Who Is the Spy: one baseline for each role, or one for all',
    note: 'Per cent, mean over five seeds of REINFORCE in self-play. The shared baseline is 0 in a zero-sum game.',
    x: 'decisions learned from',
    panels: MEASURES.map(([measure, title]): Panel => ({
      title,
      lines: BASELINES.map((by) => ({
        label: by === 'role' ? 'by role' : 'shared',
        points: meansOf(by, measure),
      })),
      levels: [],
    })),
  }),
);

/** Means over seeds at each point. */
function meansOf(by: Baseline, measure: (typeof MEASURES)[number][0]): (readonly [number, number])[] {
  const runs = SEEDS.map((seed) => learned.filter((row) => row.by === by && row.seed === seed));
  return Array.from({ length: Math.min(...runs.map((run) => run.length)) }, (_, point) => {
    const [steps, value] = [new Mean(), new Mean()];
    for (const run of runs) {
      steps.add(run[point]?.steps ?? NaN);
      value.add(percent(run[point]?.[measure] ?? NaN));
    }
    return [steps.summary().mean, value.summary().mean] as const;
  });
}

saveRows('spy-baselines.jsonl', 'npm run evidence:spy-baselines', [
  {
    type: 'setting',
    spec: SPEC,
    seeds: SEEDS,
    steps: STEPS,
    episodes: EPISODES,
    batches: BATCHES,
    batchEpisodes: BATCH_EPISODES,
    training: TRAINING,
  },
  ...learned,
  ...variances,
  ...abstained,
]);
const last = (by: Baseline, seed: number): Learned | undefined =>
  learned.filter((row) => row.by === by && row.seed === seed).at(-1);
process.stdout.write(
  `${table(
    ['baseline', 'seed', ...MEASURES.map(([, title]) => title)],
    BASELINES.flatMap((by) =>
      SEEDS.map((seed) => [
        by,
        seed,
        ...MEASURES.map(([measure]) => percent(last(by, seed)?.[measure] ?? NaN).toFixed(1)),
      ]),
    ),
  )}\n\n${table(
    ['seed', 'decisions', 'variance by role', 'shared', 'ratio', 'civilian', 'spy'],
    variances
      .filter(({ by }) => by === 'role')
      .map(({ seed, steps, variance, baselines }) => {
        const shared = variances.find((row) => row.by === 'game' && row.seed === seed && row.steps === steps);
        return [
          seed,
          steps,
          variance.toExponential(2),
          (shared?.variance ?? NaN).toExponential(2),
          (variance / (shared?.variance ?? NaN)).toFixed(3),
          ...baselines.slice(0, 2).map((value) => value.toFixed(3)),
        ];
      }),
  )}\n\n${table(
    ['votes that may be n/a, compared', 'seed', 'right % at first', 'n/a %', 'right % at last', 'n/a %'],
    (['group', 'role'] as const).flatMap((signals) =>
      SEEDS.map((seed) => {
        const run = abstained.filter((row) => row.signals === signals && row.seed === seed);
        const cells = [run[0], run.at(-1)].flatMap((row) => [row?.accuracy ?? NaN, row?.abstention ?? NaN]);
        return [
          signals === 'group' ? 'within the episode' : 'with the baseline of the role',
          seed,
          ...cells.map((share) => percent(share).toFixed(1)),
        ];
      }),
    ),
  )}\n`,
);
