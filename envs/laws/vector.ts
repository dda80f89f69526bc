import { Env } from '../core/env.ts';
import { CHANCE, type Game, TERMINAL } from '../core/game.ts';
import { key, Stream } from '../core/random.ts';
import { VectorEnv } from '../core/vector-env.ts';
import { observationOf, returnsOf, sparse } from './answers.ts';
import { type GameRow, playLaw } from './law.ts';
import { legalOf, longest } from './playthrough.ts';
import { broken } from './violation.ts';

/** Games that are played, one by one and in batches. */
const GAMES = 6;
const STEPS = 12;
/** Batches as count and first game, which together hold every game more than once. */
const BATCHES = [
  { count: 1, first: 0 },
  { count: GAMES, first: 0 },
  { count: 2, first: 1 },
  { count: GAMES - 3, first: 3 },
] as const;

/** What one step shows of one game; numbers as text, for comparison. */
interface Shown {
  readonly seat: string;
  readonly role: string;
  readonly observation: string;
  readonly legal: string;
  readonly rewards: string;
  readonly finalReturns: string;
}

interface Told extends Shown {
  /** The role as its seat may know it. */
  readonly knownRole: string;
  readonly history: readonly number[];
}

/** The choice of game g at step t is the same in every batch. */
function choose(choices: readonly number[], game: number, step: number, count: number): number {
  return (choices.length > 0 ? choices[(game * 5 + step) % choices.length] + game : game + step) % count;
}

/** Game g alone, played through the game's functions with the random numbers that belong to it. */
function playAlone(
  game: Game,
  seed: number,
  index: number,
  choices: readonly number[],
  trail: number[],
): Told[] {
  const chance = new Stream();
  const chanceKey = key(seed, 'chance');
  const state = new Int32Array(game.stateSize);
  const told: Told[] = [];
  let episode = 0;
  let paid: Float64Array = new Float64Array(game.seats);
  const settle = (): void => {
    for (let turn = 0; game.mover(state) === CHANCE && turn <= longest(game); turn++) {
      const outcome = game.draw(state, chance);
      trail.push(outcome);
      game.apply(state, outcome);
    }
  };
  const begin = (): void => {
    trail.length = 0;
    chance.seek(chanceKey, index, episode);
    paid = new Float64Array(game.seats);
    game.start(state);
    settle();
  };
  begin();
  for (let step = 0; step < STEPS; step++) {
    const history = trail.slice();
    let rewards = '';
    let finalReturns = '';
    if (step > 0) {
      const legal = legalOf(game, state);
      const action = legal[choose(choices, index, step, legal.length)];
      trail.push(action);
      history.push(action);
      game.apply(state, action);
      settle();
      const returns = returnsOf(game, state);
      rewards = returns.map((value, seat) => value - paid[seat]).join();
      paid = returns;
      if (game.mover(state) === TERMINAL) {
        finalReturns = returns.join();
        episode++;
        begin();
      }
    }
    const seat = game.mover(state);
    if (seat < 0) return told; // no seat ever acts in this game: nothing to step
    told.push({
      seat: String(seat),
      role: String(game.role(state, seat)),
      knownRole: String((game.knowsRole?.(state, seat) ?? true) ? game.role(state, seat) : -1),
      observation: sparse(observationOf(game, state, seat)),
      legal: legalOf(game, state).join(),
      rewards,
      finalReturns,
      history,
    });
  }
  return told;
}

/** What game k of a batch shows now. */
function shownBy(env: VectorEnv, k: number, step: number): Shown {
  const { game, legalOffsets, legalActions } = env;
  const row = <Row extends { subarray(start: number, end: number): Row }>(array: Row, width: number): Row =>
    array.subarray(k * width, (k + 1) * width);
  return {
    seat: String(env.seats[k]),
    role: String(env.roles[k]),
    observation: sparse(row(env.observations, game.observationSize)),
    legal: legalActions.subarray(legalOffsets[k], legalOffsets[k + 1]).join(),
    rewards: step > 0 ? row(env.rewards, game.seats).join() : '',
    finalReturns: env.finished[k] === 1 ? row(env.finalReturns, game.seats).join() : '',
  };
}

function checkBatch(
  game: Game,
  batch: { count: number; first: number; compile: boolean },
  seed: number,
  choices: readonly number[],
  alone: readonly (readonly Told[])[],
): void {
  const { count, first, compile } = batch;
  const env = new VectorEnv(game, { count, compile });
  const actions = new Int32Array(count);
  const steps = Math.min(...alone.slice(first, first + count).map((told) => told.length));
  env.reset({ seed, first });
  for (let step = 0; step < steps; step++) {
    if (step > 0) {
      for (let k = 0; k < count; k++) {
        const start = env.legalOffsets[k];
        actions[k] =
          env.legalActions[start + choose(choices, first + k, step, env.legalOffsets[k + 1] - start)];
      }
      env.step(actions);
    }
    for (let k = 0; k < count; k++) {
      const expected = alone[first + k][step];
      for (const [name, value] of Object.entries(shownBy(env, k, step))) {
        const single = expected[name as keyof Shown];
        if (value === single) continue;
        broken(
          `game ${first + k} of seed ${seed} shows "${value}" as ${name} in step ${step} of a batch of ${count}` +
            `${first > 0 ? ` from game ${first} on` : ''}${compile ? ', compiled,' : ''} but "${single}" when it is played alone`,
          expected.history,
        );
      }
    }
  }
}

/** Game 0 through the step/reset environment. */
function checkSingle(game: Game, seed: number, choices: readonly number[], alone: readonly Told[]): void {
  const env = new Env(game);
  let step = env.reset({ seed });
  let before = step.returns;
  for (const [index, expected] of alone.entries()) {
    let rewards = '';
    let finalReturns = '';
    if (index > 0) {
      step = env.step(step.legal[choose(choices, 0, index, step.legal.length)]);
      // Both forms count what chance pays before the first action into the first reward or the returns.
      rewards = step.returns.map((value, seat) => value - (before[seat] ?? 0)).join();
      before = step.returns;
      if (step.done) {
        finalReturns = step.returns.join();
        step = env.reset();
        before = new Array<number>(game.seats).fill(0);
      }
    } else before = new Array<number>(game.seats).fill(0);
    const shown: Omit<Shown, 'role'> & { knownRole: string } = {
      seat: String(step.seat),
      knownRole: String(step.role),
      observation: sparse(step.observation),
      legal: step.legal.join(),
      rewards,
      finalReturns,
    };
    for (const [name, value] of Object.entries(shown)) {
      const single = expected[name as keyof Shown | 'knownRole'];
      if (value === single) continue;
      broken(
        `an environment with seed ${seed} shows "${value}" as ${name} in step ${index}, the game's functions give "${single}"`,
        expected.history,
      );
    }
  }
}

export const VECTOR_LAWS: readonly GameRow[] = [
  playLaw(
    'vector-equals-single',
    'a game is the same alone, in an environment and in any batch',
    (game, choices, history, salt) => {
      const alone = Array.from({ length: GAMES }, (_, index) =>
        playAlone(game, salt, index, choices, history),
      );
      checkSingle(game, salt, choices, alone[0]);
      const compile = salt % 2 === 1;
      for (const batch of BATCHES) checkBatch(game, { ...batch, compile }, salt, choices, alone);
    },
  ),
];
