import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CHANCE,
  defineGame,
  Env,
  type Game,
  IllegalActionError,
  loadGame,
  TERMINAL,
  VectorEnv,
} from '@parlor/envs';
import fc from 'fast-check';
import { footprint } from '../support/footprint.ts';

/** A coin decides whether anybody is asked at all; chance pays 1 at once, the player's answer 2 more. */
const maybe = defineGame({
  id: 'maybe',
  summary: 'episodes that may end before anybody decides',
  options: {},
  create: () => ({
    version: 1,
    seats: 2,
    roles: ['first', 'second'],
    actionCount: 2,
    maxLegal: 2,
    chanceCount: 2,
    chanceKind: 'exact',
    stateSize: 2,
    observation: [],
    observationSize: 0,
    recall: 'perfect',
    maxTurns: 2,
    payoff: 'general-sum',
    payoffRange: [0, 3],
    information: 'perfect',
    start: (state) => void state.fill(0),
    mover: ([coin, answer]) => (coin === 0 ? CHANCE : coin === 1 || answer > 0 ? TERMINAL : 0),
    role: (_state, seat) => seat,
    legal(state, actions) {
      if (state[0] !== 2 || state[1] > 0) return 0;
      actions[0] = 0;
      actions[1] = 1;
      return 2;
    },
    chance: (_state, probabilities) => (probabilities.fill(0.5), 2),
    draw: (_state, random) => random.below(2),
    apply(state, action) {
      state[state[0] === 0 ? 0 : 1] = action + 1;
    },
    returns([coin, answer], out) {
      out[0] = (coin === 0 ? 0 : 1) + (answer === 2 ? 2 : 0);
      out[1] = coin === 1 ? 3 : 0;
    },
    witness: (_state, action) => 1 + action,
    observe: () => undefined,
    text: {
      rules: () => 'Wait and see.',
      view: ([coin, answer]) => `${coin} ${answer}`,
      event: (_state, action) => String(action),
      actionName: (_state, action) => String(action),
      parse: () => ({ reason: 'Nothing is read here.', format: 'None.' }),
    },
  }),
});

/** Returns of episode j of game k, alone; the last legal action is taken. */
function alone(game: Game, seed: number, k: number, episode: number): readonly number[] {
  const env = new Env(game);
  let step = env.reset({ seed, game: k, episode });
  while (!step.done) step = env.step(step.legal[step.legal.length - 1]);
  return step.returns;
}

function lastLegal(env: VectorEnv, actions: Int32Array): void {
  for (let k = 0; k < env.count; k++) actions[k] = env.legalActions[env.legalOffsets[k + 1] - 1];
}

const games = [
  maybe(),
  ...['kuhn_poker(players=3)', 'leduc_poker', 'rock_paper_scissors'].map((spec) => loadGame(spec)),
];

describe('a vector environment', () => {
  for (const game of games) {
    test(`tells every episode of ${game.spec} once, in order, as it is alone`, () => {
      fc.assert(
        fc.property(
          fc.nat(),
          fc.integer({ min: 1, max: 5 }),
          fc.nat(3),
          fc.boolean(),
          (seed, count, first, compile) => {
            const env = new VectorEnv(game, { count, compile, track: true });
            const told = Array.from({ length: count }, () => 0);
            const actions = new Int32Array(count);
            env.reset({ seed, first });
            for (let step = 0; step < 12; step++) {
              for (let k = 0; k < count; k++) {
                if (env.finished[k] === 0) continue;
                const returns = Array.from(env.finalReturns.subarray(k * game.seats, (k + 1) * game.seats));
                assert.deepEqual(returns, alone(game, seed, first + k, told[k]++));
              }
              lastLegal(env, actions);
              env.step(actions);
            }
          },
        ),
        { numRuns: 40 },
      );
    });

    test(`without restarts plays each episode of ${game.spec} once, and only as many games as are asked for`, () => {
      fc.assert(
        fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), fc.nat(5), (seed, count, some) => {
          const playing = Math.min(some, count);
          const env = new VectorEnv(game, { count, restart: false });
          const told = new Map<number, readonly number[]>();
          const actions = new Int32Array(count);
          env.reset({ seed, games: playing });
          for (let step = 0; step <= game.maxTurns; step++) {
            for (let k = 0; k < count; k++) {
              if (env.finished[k] === 0) continue;
              assert.equal(told.has(k), false, 'no episode is told twice');
              told.set(k, Array.from(env.finalReturns.subarray(k * game.seats, (k + 1) * game.seats)));
            }
            lastLegal(env, actions);
            env.step(actions);
          }
          assert.deepEqual(
            [...told.keys()].sort(),
            Array.from({ length: playing }, (_, k) => k),
          );
          for (const [k, returns] of told) assert.deepEqual(returns, alone(game, seed, k, 0));
        }),
        { numRuns: 40 },
      );
    });
  }

  test('refuses an illegal action with the game, the seat and what was legal, and nothing has moved', () => {
    const env = new VectorEnv(loadGame('leduc_poker'), { count: 3 });
    env.reset({ seed: 1 });
    const before = [0, 1, 2].map((k) => env.state(k).slice());
    assert.throws(
      () => env.step(Int32Array.of(1, 1, 0)),
      (error) =>
        error instanceof IllegalActionError &&
        /\(game 2\): action 0 is not legal for seat 0; legal actions are 1, 2/.test(error.message),
    );
    assert.deepEqual(
      [0, 1, 2].map((k) => env.state(k).slice()),
      before,
    );
  });

  test('lists what is legal in every game, however many are legal in all, and only that takes memory', () => {
    const spec = 'players=3,betting=pot-limit,stacks=20/3000/10000';
    // The same states and observations; one may have 10,002 actions, the other 4.
    const [deep, narrow] = ['actions=full', 'fractions=1'].map((set) => loadGame(`holdem(${spec},${set})`));
    const legal = new Int32Array(deep.maxLegal);
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 40 }), (seed, compile, count) => {
        const env = new VectorEnv(deep, { count, compile });
        const actions = new Int32Array(count);
        env.reset({ seed });
        let most = env.legalOffsets[count];
        for (let step = 0; step < 12; step++) {
          for (let k = 0; k < count; k++) {
            const list = env.legalActions.subarray(env.legalOffsets[k], env.legalOffsets[k + 1]);
            assert.deepEqual(list, legal.subarray(0, deep.legal(env.state(k), legal)));
            // Odd games raise as far as they can, where most is legal.
            actions[k] = k % 2 === 1 ? list[list.length - 1] : list[(seed + step) % list.length];
          }
          env.step(actions);
          most = Math.max(most, env.legalOffsets[count]);
        }
        const plain = new VectorEnv(narrow, { count, compile });
        const more = footprint(env, [deep]) - footprint(plain, [narrow]);
        const scratch = 4 * (deep.maxLegal - narrow.maxLegal);
        assert.ok(more <= scratch + 4 * Math.max(32 * count, 2 * most), `${more} bytes for ${most} actions`);
      }),
      { numRuns: 12 },
    );
  });

  test('keeps histories for those who ask, and says how to ask', () => {
    const tracked = new VectorEnv(loadGame('kuhn_poker'), { count: 2, track: true });
    tracked.reset({ seed: 5 });
    tracked.step(Int32Array.of(1, 0));
    assert.equal(tracked.history(0).length, 3);
    assert.deepEqual(tracked.tokens(0).at(-1), 2, 'the bet is the last thing seen');
    const plain = new VectorEnv(loadGame('kuhn_poker'), { count: 2 });
    plain.reset({ seed: 5 });
    assert.throws(() => plain.history(0), /track: true/);
  });
});
