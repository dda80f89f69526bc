import { Env, key, loadGame, Stream, VectorEnv } from '@parlor/envs';
import { type Figure, rates } from './measure.ts';
import { NAIVE_GAMES } from './naive/index.ts';
import type { NaiveGame } from './naive/naive-game.ts';

const COUNT = 4096;
const ROUNDS = 12;
const STEPS = 30;
const KINDS = [
  { label: 'compiled', compile: true, check: false },
  { label: 'compiled, actions checked', compile: true, check: true },
  { label: 'generic', compile: false, check: false },
];

/**
 * Decisions a second inside `VectorEnv.step` with 4 096 games: actions, chance, restarts, observations and legal
 * lists; choosing the actions is not counted. Best of short windows, the games in turns.
 */
export async function benchVector(names: readonly string[]): Promise<Figure[]> {
  const random = new Stream().seek(key(1, 'test'), 1, 0);
  const actions = new Int32Array(COUNT);
  const variants = [];
  // One kind after the other: the generic loop's stay in a process costs compiled ones up to a fifth of their speed.
  for (const { label, compile, check } of KINDS) {
    const envs = names.map((name) => {
      const env = new VectorEnv(loadGame(name), { count: COUNT, compile, check });
      env.reset({ seed: 1 });
      return { name, label, env, best: 0 };
    });
    for (let round = 0; round < ROUNDS; round++) {
      for (const entry of envs) entry.best = Math.max(entry.best, stepMany(entry.env, actions, random));
      await new Promise(setImmediate);
    }
    variants.push(...envs);
  }
  const naive = names.map((name) => ({ name, games: makeNaive(name), best: 0 }));
  // A pass over naive games is short: many of them, so that they are compiled too.
  for (let round = 0; round < 20 * ROUNDS; round++) {
    for (const entry of naive) entry.best = Math.max(entry.best, stepNaively(entry, random));
  }
  const vector = variants.map(({ name, label, env, best }) => ({
    suite: 'vector',
    name: `${name}, ${label}, ${env.game.observationSize} features`,
    value: best,
    unit: 'M decisions/s',
    baseline: naive.find((entry) => entry.name === name)?.best ?? null,
  }));
  return [...vector, ...(await benchSingle(names, naive))];
}

/** M decisions a second inside `step`, over a short window. */
function stepMany(env: VectorEnv, actions: Int32Array, random: Stream): number {
  let elapsed = 0;
  for (let step = 0; step < STEPS; step++) {
    for (let game = 0; game < COUNT; game++) {
      const from = env.legalOffsets[game]!;
      actions[game] = env.legalActions[from + random.below(env.legalOffsets[game + 1]! - from)]!;
    }
    const start = performance.now();
    env.step(actions);
    elapsed += performance.now() - start;
  }
  return (STEPS * COUNT) / elapsed / 1000;
}

/** Decisions a second of one environment, a time step each, choosing included. */
async function benchSingle(
  names: readonly string[],
  naive: readonly { readonly name: string; readonly best: number }[],
): Promise<Figure[]> {
  const subjects = names.map((name) => ({ name, run: singleSteps(new Env(loadGame(name))) }));
  const results = await rates(subjects, 8);
  return subjects.map(({ name }, index) => ({
    suite: 'vector',
    name: `${name}, one Env`,
    value: (results[index] ?? 0) / 1e6,
    unit: 'M decisions/s',
    baseline: naive.find((entry) => entry.name === name)?.best ?? null,
  }));
}

function singleSteps(env: Env): () => number {
  let step = env.reset({ seed: 1 });
  return () => {
    for (let count = 0; count < 2000; count++) {
      step = step.done ? env.reset() : env.step(step.legal[count % step.legal.length]!);
    }
    return 2000;
  };
}

const NAIVE_COUNT = 256;

function makeNaive(name: string): NaiveGame[] {
  const make = NAIVE_GAMES[name];
  if (!make) throw new Error(`there is no naive ${name}`);
  return Array.from({ length: NAIVE_COUNT }, make);
}

/** One pass over naive games that does what a vector step does; M decisions/s, choosing included in nothing else. */
function stepNaively(entry: { name: string; games: NaiveGame[] }, random: Stream): number {
  const make = NAIVE_GAMES[entry.name];
  if (!make) throw new Error(`there is no naive ${entry.name}`);
  const { games } = entry;
  let elapsed = 0;
  const advance = (game: NaiveGame): NaiveGame => {
    let current = game;
    for (;;) {
      const player = current.currentPlayer();
      if (player >= 0) return current;
      if (player === -2) {
        current.returns();
        current = make();
        continue;
      }
      const outcomes = current.chanceOutcomes();
      current.applyAction(outcomes[random.below(outcomes.length)]?.outcome ?? 0);
    }
  };
  for (let index = 0; index < games.length; index++) games[index] = advance(games[index]!);
  const chosen = games.map((game) => {
    const legal = game.legalActions();
    return legal[random.below(legal.length)] ?? 0;
  });
  const start = performance.now();
  for (let index = 0; index < games.length; index++) {
    games[index]!.applyAction(chosen[index]!);
    const game = advance(games[index]!);
    games[index] = game;
    game.observation(game.currentPlayer());
    game.legalActions();
  }
  elapsed += performance.now() - start;
  return games.length / elapsed / 1000;
}
