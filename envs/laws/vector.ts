import { Env } from '../core/env.ts';
import { CHANCE, type Game, type State, TERMINAL } from '../core/game.ts';
import { informationState } from '../core/information.ts';
import { key, Stream } from '../core/random.ts';
import { VectorEnv, type VectorOptions } from '../core/vector-env.ts';
import { finalSignalsOf, observationOf, returnsOf, sparse } from './answers.ts';
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

/** Histories of games that promise to be longer are not kept beside a batch. */
const TRACKED = 10_000;

/** What one step shows of one game; numbers as text, for comparison. */
interface Shown {
  readonly seat: string;
  readonly role: string;
  readonly observation: string;
  readonly legal: string;
  readonly episode: string;
  readonly rewards: string;
  /** Empty where the step ends no episode. */
  readonly finalReturns: string;
  /** Empty also where the game has no stages. */
  readonly finalSignals: string;
  readonly finalRoles: string;
  /** Where histories are kept. */
  readonly history?: string;
  readonly finalHistory?: string;
  readonly tokens?: string;
}

interface Told extends Required<Shown> {
  /** The role as its seat may know it. */
  readonly knownRole: string;
  /** What led to what the step shows first: to the end of the episode where it ends. */
  readonly trail: readonly number[];
}

const seatsOf = ({ seats }: Game): number[] => Array.from({ length: seats }, (_, seat) => seat);

type MakeVector = (game: Game, options: VectorOptions) => VectorEnv;

/** The choice of game g at step t is the same in every batch. */
function choose(choices: readonly number[], game: number, step: number, count: number): number {
  return (choices.length > 0 ? choices[(game * 5 + step) % choices.length] + game : game + step) % count;
}

/**
 * Game g alone, played through the game's functions with the random numbers that belong to it. Every episode is told,
 * also one that ends before anybody decides: at the start, or in a step of its own. What chance pays before the first
 * decision is part of the first reward.
 */
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
  let episode = -1;
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
    chance.seek(chanceKey, index, ++episode);
    paid = new Float64Array(game.seats);
    game.start(state);
    settle();
  };
  begin();
  for (let step = 0; step < STEPS; step++) {
    const acts = step > 0 && game.mover(state) >= 0;
    if (acts) {
      const legal = legalOf(game, state);
      const action = legal[choose(choices, index, step, legal.length)];
      trail.push(action);
      game.apply(state, action);
      settle();
    }
    const done = game.mover(state) === TERMINAL;
    const returns = returnsOf(game, state);
    const rewards = returns.map((value, seat) => (acts || done ? value - paid[seat] : 0)).join();
    if (acts) paid = returns;
    const history = trail.slice();
    const finalSignals = done ? finalSignalsOf(game, state).join() : '';
    const finalRoles = done && game.stages ? seatsOf(game).map((seat) => game.role(state, seat)) : [];
    if (done) begin();
    const seat = game.mover(state);
    told.push({
      seat: String(seat),
      ...(seat < 0 ? NOBODY : shownByRules(game, state, seat, trail)),
      episode: String(episode),
      rewards,
      finalReturns: done ? returns.join() : '',
      finalSignals,
      finalRoles: finalRoles.join(),
      history: trail.join(),
      finalHistory: done ? history.join() : '',
      trail: history,
    });
  }
  return told;
}

/** Where an episode has ended, nobody is shown anything. */
const NOBODY = { role: '', knownRole: '-1', observation: '', legal: '', tokens: '' } as const;

function shownByRules(
  game: Game,
  state: State,
  seat: number,
  trail: readonly number[],
): Record<keyof typeof NOBODY, string> {
  return {
    role: String(game.role(state, seat)),
    knownRole: String((game.knowsRole?.(state, seat) ?? true) ? game.role(state, seat) : -1),
    observation: sparse(observationOf(game, state, seat)),
    legal: legalOf(game, state).join(),
    tokens: informationState(game, trail, seat).join(),
  };
}

/** What is shown where games do not restart: the step that ends the episode, and those after it. */
function stopped(told: Told, still: boolean): Told {
  const { finalHistory, finalReturns, finalSignals, finalRoles, rewards, trail } = told;
  const episode = '0';
  const rest = { ...NOBODY, seat: String(TERMINAL), episode, history: finalHistory, trail };
  if (!still) return { ...rest, rewards, finalReturns, finalSignals, finalRoles, finalHistory };
  return {
    ...rest,
    rewards: rewards.replace(/[^,]+/g, '0'),
    finalReturns: '',
    finalSignals: '',
    finalRoles: '',
    finalHistory: '',
  };
}

/** What game k of a batch shows now. */
function shownBy(env: VectorEnv, k: number, tracked: boolean): Shown {
  const { game, legalOffsets, legalActions } = env;
  const row = <Row extends { subarray(start: number, end: number): Row }>(array: Row, width: number): Row =>
    array.subarray(k * width, (k + 1) * width);
  const finished = env.finished[k] === 1;
  const acts = env.seats[k] >= 0;
  const signals = (game.stages?.length ?? 0) * game.seats;
  return {
    seat: String(env.seats[k]),
    role: acts ? String(env.roles[k]) : '',
    observation: sparse(row(env.observations, game.observationSize)),
    legal: legalActions.subarray(legalOffsets[k], legalOffsets[k + 1]).join(),
    episode: String(env.episodes[k]),
    rewards: row(env.rewards, game.seats).join(),
    finalReturns: finished ? row(env.finalReturns, game.seats).join() : '',
    finalSignals: finished ? row(env.finalSignals, signals).join() : '',
    finalRoles: finished && signals > 0 ? row(env.finalRoles, game.seats).join() : '',
    ...(tracked && {
      history: env.history(k).join(),
      finalHistory: finished ? env.finalHistory(k).join() : '',
      tokens: acts ? env.tokens(k).join() : '',
    }),
  };
}

interface Batch extends VectorOptions {
  readonly first: number;
}

function checkBatch(
  game: Game,
  make: MakeVector,
  batch: Batch,
  seed: number,
  choices: readonly number[],
  alone: readonly (readonly Told[])[],
): void {
  const { first, ...options } = batch;
  const { count, compile = true, restart = true, track = false } = options;
  const env = make(game, options);
  const actions = new Int32Array(count);
  const ended = new Map<number, Told>();
  env.reset({ seed, first });
  for (let step = 0; step < STEPS; step++) {
    if (step > 0) {
      for (let k = 0; k < count; k++) {
        const start = env.legalOffsets[k];
        const legal = env.legalOffsets[k + 1] - start;
        if (legal > 0) actions[k] = env.legalActions[start + choose(choices, first + k, step, legal)];
      }
      env.step(actions);
    }
    for (let k = 0; k < count; k++) {
      const before = ended.get(k);
      let expected = before ? stopped(before, true) : alone[first + k][step];
      if (!restart && before === undefined && expected.finalReturns !== '') {
        ended.set(k, expected);
        expected = stopped(expected, false);
      }
      for (const [name, value] of Object.entries(shownBy(env, k, track))) {
        const single = expected[name as keyof Shown];
        if (value === single) continue;
        broken(
          `game ${first + k} of seed ${seed} shows "${value}" as ${name} in step ${step} of a batch of ${count}` +
            `${first > 0 ? ` from game ${first} on` : ''}${compile ? ', compiled,' : ''}${restart ? '' : ' without restarts'}` +
            ` but "${single}" when it is played alone`,
          expected.trail,
        );
      }
    }
  }
}

/** Game 0 through the step/reset environment, which shows at `reset` what chance pays before the first decision. */
function checkSingle(game: Game, seed: number, choices: readonly number[], alone: readonly Told[]): void {
  const env = new Env(game);
  const nothing = new Array<number>(game.seats).fill(0);
  let step = env.reset({ seed });
  let before: readonly number[] = nothing;
  for (const [index, expected] of alone.entries()) {
    const acts = index > 0 && !step.done;
    const shownBefore = acts ? step.returns : nothing;
    if (acts) step = env.step(step.legal[choose(choices, 0, index, step.legal.length)]);
    const paid = step.returns.map((value, seat) => value - shownBefore[seat]).join();
    if (step.rewards.join() !== paid)
      broken(
        `an environment with seed ${seed} pays ${step.rewards.join()} in step ${index}, but the returns say ${paid}`,
        expected.trail,
      );
    const rewards = step.returns.map((value, seat) => (acts || step.done ? value - before[seat] : 0)).join();
    before = acts ? step.returns : nothing;
    let finalReturns = '';
    let finalSignals = '';
    if (step.done) {
      finalReturns = step.returns.join();
      finalSignals = Object.values(step.info.signals ?? {})
        .flat()
        .map((signal) => signal ?? NaN)
        .join();
      step = env.reset();
      before = nothing;
    }
    const shown: Omit<Shown, 'role' | 'finalRoles' | 'history' | 'finalHistory'> & { knownRole: string } = {
      seat: String(step.done ? TERMINAL : step.seat),
      knownRole: String(step.role),
      observation: sparse(step.observation),
      legal: step.legal.join(),
      episode: String(step.info.episode),
      rewards,
      finalReturns,
      finalSignals,
      tokens: step.tokens.join(),
    };
    for (const [name, value] of Object.entries(shown)) {
      const single = expected[name as keyof Shown | 'knownRole'];
      if (value === single) continue;
      broken(
        `an environment with seed ${seed} shows "${value}" as ${name} in step ${index}, the game's functions give "${single}"`,
        expected.trail,
      );
    }
  }
}

/** The law of vector environments, of those that `make` makes. */
export function vectorLaw(make: MakeVector): GameRow {
  return playLaw(
    'vector-equals-single',
    'a game is the same alone, in an environment and in any batch, and every episode is told',
    (game, choices, history, salt) => {
      const alone = Array.from({ length: GAMES }, (_, index) =>
        playAlone(game, salt, index, choices, history),
      );
      checkSingle(game, salt, choices, alone[0]);
      const compile = salt % 2 === 1;
      const track = game.maxTurns <= TRACKED;
      for (const batch of BATCHES) checkBatch(game, make, { ...batch, compile }, salt, choices, alone);
      const still = { count: 3, first: 1, compile, track, restart: salt % 4 > 1 };
      checkBatch(game, make, still, salt, choices, alone);
    },
  );
}

export const VECTOR_LAWS: readonly GameRow[] = [vectorLaw((game, options) => new VectorEnv(game, options))];
