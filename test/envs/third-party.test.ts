import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadGame, make, OptionError, register, VectorEnv } from '@parlor/envs';
import { checkEnvironment, checkGame } from '@parlor/envs/laws';
import { nim } from './third-party-game.ts';

register(nim);

test("a user's game is loaded and made by name, with its options", () => {
  assert.equal(loadGame('nim', { heap: 9 }).spec, 'nim(heap=9,take=3)');
  const env = make('nim(heap=2,take=1)');
  env.reset({ seed: 1 });
  env.step(0);
  assert.deepEqual(env.step(0).returns, [-1, 1]);
  assert.throws(() => loadGame('nim', { heap: 0 }), OptionError);
  assert.throws(() => register(nim), OptionError);
});

test("a user's game obeys every law, and so does its environment", () => {
  for (const game of [nim(), nim({ heap: 30, take: 10 }), nim({ heap: 1, take: 1 })]) {
    assert.deepEqual(checkGame(game).violations, []);
  }
  assert.deepEqual(checkEnvironment(() => make('nim'), { chance: false }).violations, []);
});

test("a user's game runs in a vector environment", () => {
  const env = new VectorEnv(nim({ heap: 3, take: 3 }), { count: 2 });
  env.reset({ seed: 1 });
  env.step(Int32Array.of(2, 0));
  assert.deepEqual(Array.from(env.finished), [1, 0]);
  assert.deepEqual(Array.from(env.finalReturns.subarray(0, 2)), [1, -1]);
});

test("a mistake in a user's game is told with the shortest way to it", () => {
  const game = nim();
  const { ok, violations } = checkGame({ ...game, maxTurns: 6 });
  assert.equal(ok, false);
  const bounded = violations.find(({ law }) => law === 'length-is-bounded');
  assert.deepEqual(bounded?.actions, [0, 0, 0, 0, 0, 0, 0]);
  assert.match(bounded.message, /seat 0: 1 \(0\), seat 1: 1 \(0\).*maxTurns is 6/);
});
