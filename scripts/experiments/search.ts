/**
 * Search self-play between players by rules, and whether its memory stays where it is: `npm run evidence:search`. Writes
 * figures/search.jsonl. About three minutes.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Agent,
  playEpisode,
  SearchAgent,
  SearchProposer,
  searchRounds,
  SearchSolver,
  type SearchSolverOptions,
} from '@parlor/agents';
import {
  AsyncEnv,
  corpusOf,
  miniSearchEngine,
  readQuestion,
  searchSelfPlay,
  type SearchSources,
  worldReader,
} from '@parlor/envs';
import { saveRows } from '../support/figures.ts';
import { Mean } from '../support/mean.ts';
import { table } from '../support/output.ts';

const SEED = 1;
const EPISODES = 200;
const HOPS = [1, 2, 3, 4];
/** One solver of each kind in every episode, so that all answer the same questions. */
const SOLVERS: Readonly<Record<string, SearchSolverOptions>> = {
  '0 hops': { hops: 0 },
  '1 hop': { hops: 1 },
  '2 hops': { hops: 2 },
  '3 hops': { hops: 3 },
  '4 hops': { hops: 4 },
  '4 hops, credulous': { hops: 4, careful: false },
};
const NAMES = Object.keys(SOLVERS);

/** Episodes at the same time, and how many of them a wave has. */
const SIDE_BY_SIDE = 100;
const WAVE = 500;
const WAVES = 10;

const rows: object[] = [];
const shown = ({ mean, high }: ReturnType<Mean['summary']>): string =>
  `${mean.toFixed(2)} ± ${(high - mean).toFixed(2)}`;

/** What solvers make of questions that a proposer, or the world itself, asks. */
async function skills(asks: 'proposer' | 'world', hops: number): Promise<(string | number)[]> {
  const game = searchSelfPlay({ solvers: NAMES.length, asks, hops: asks === 'world' ? hops : 1 });
  const env = new AsyncEnv(game);
  const agents: Agent[] = [
    new SearchProposer({ hops }),
    ...NAMES.map((name) => new SearchSolver(SOLVERS[name])),
  ];
  const [accepted, length, searches] = [new Mean(), new Mean(), new Mean()];
  const success = NAMES.map(() => new Mean());
  const rejections = new Map<string, number>();
  for (let episode = 0; episode < EPISODES; episode++) {
    const { step } = await playEpisode(env, agents, { seed: SEED, episode });
    const { question, queries, verdict } = env.position;
    accepted.add(verdict === 'accepted' ? 1 : 0);
    if (asks === 'proposer') searches.add(queries.length);
    if (verdict !== 'accepted') {
      rejections.set(verdict, (rejections.get(verdict) ?? 0) + 1);
      continue;
    }
    length.add(readQuestion(question)?.path.length ?? NaN);
    for (const [index, mean] of success.entries()) mean.add(step.returns[1 + index] ?? NaN);
  }
  rows.push({
    type: 'skill',
    spec: game.spec,
    asks,
    hops,
    seed: SEED,
    episodes: EPISODES,
    accepted: accepted.summary(),
    length: length.summary(),
    ...(asks === 'proposer' && { searches: searches.summary() }),
    rejections: Object.fromEntries(rejections),
    success: Object.fromEntries(NAMES.map((name, index) => [name, success[index]?.summary()])),
  });
  process.stderr.write(`${asks} asks ${hops}\n`);
  return [
    asks === 'world' ? `the world, of ${hops}` : `a proposer, of up to ${hops}`,
    asks === 'world' ? '' : shown(accepted.summary()),
    length.summary().mean.toFixed(1),
    ...success.map((mean) => shown(mean.summary())),
  ];
}

/** Waves of episodes side by side at an engine that takes a while; the memory in use after each may not grow. */
async function memory(): Promise<(string | number)[][]> {
  const corpus = corpusOf({ seed: SEED, documents: 1000 });
  const index = miniSearchEngine(corpus.documents());
  const names = corpus.world.entities.map(({ name }) => name);
  let searches = 0;
  let [now, most] = [0, 0];
  const sources: SearchSources = {
    engine: {
      name: 'as if it were far away',
      async search(query, k) {
        most = Math.max(most, ++now);
        await wait(1 + (searches++ % 10));
        now--;
        return index.search(query, k);
      },
    },
    reader: worldReader(() => corpus.world),
    examples: [],
    answer: (random) => names[random.below(names.length)] ?? '',
  };
  const cells: (string | number)[][] = [];
  let started = performance.now();
  for await (const { round, episodes, slots } of searchRounds({
    id: 'search_far_away',
    sources,
    proposer: () => new SearchAgent(),
    solver: () => new SearchAgent(),
    batch: WAVE,
    rounds: WAVES,
    concurrency: SIDE_BY_SIDE,
    seed: SEED,
  })) {
    const seconds = (performance.now() - started) / 1000;
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const wave = {
      wave: round + 1,
      episodes: episodes.length,
      proposed: slots.filter((content) => content === 'proposed').length,
      replayed: slots.filter((content) => content === 'replayed').length,
      searches,
      sideBySide: most,
      seconds: Number(seconds.toFixed(1)),
      heapMB: Number((heapUsed / 2 ** 20).toFixed(1)),
      residentMB: Number((rss / 2 ** 20).toFixed(0)),
    };
    rows.push({ type: 'wave', ...wave });
    cells.push(Object.values(wave));
    process.stderr.write(`wave ${wave.wave}: ${wave.seconds} s, heap of ${wave.heapMB} MB\n`);
    searches = 0;
    most = 0;
    started = performance.now();
  }
  return cells;
}

const graded: (string | number)[][] = [];
for (const asks of ['world', 'proposer'] as const) {
  for (const hops of HOPS) graded.push(await skills(asks, hops));
}
const waves = await memory();
saveRows('search.jsonl', 'npm run evidence:search', rows);
process.stdout.write(
  [
    table(['asked by', 'accepted', 'hops', ...NAMES.map((name) => `solver of ${name}`)], graded),
    table(
      [
        'wave',
        'episodes',
        'accepted',
        'asked again',
        'searches',
        'at the same time',
        's',
        'heap MB',
        'resident MB',
      ],
      waves,
    ),
    '',
  ].join('\n\n'),
);
