import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  Env,
  inWords,
  type InWordsOptions,
  kuhnPoker,
  type LanguageGame,
  type Signals,
  signalsOf,
  stream,
  type TimeStep,
  VectorEnv,
} from '@parlor/envs';
import { checkLanguageGame } from '@parlor/envs/laws';
import { stranger } from './stranger.ts';
import { owls } from './broken/words.ts';

const game = stranger();
const PLAIN: InWordsOptions = { rounds: 1, starter: 0, result: 'total', stakes: 'full', speech: false };

function spoken(options: Partial<InWordsOptions>): LanguageGame {
  return { id: 'in_words', spec: 'in_words(game=stranger_test)', ...inWords(game, { ...PLAIN, ...options }) };
}

async function playAtRandom(env: AsyncEnv, seed: number): Promise<TimeStep> {
  const random = stream(seed, 'seat');
  let step = await env.reset({ seed });
  while (!step.done) step = await env.step(env.sample(random) ?? '');
  return step;
}

/** The episode of an environment that answers with the last legal action until the end. */
function last(env: Env, seed: number, episode: number, index: number): TimeStep {
  let step = env.reset({ seed, episode, game: index });
  while (!step.done) step = env.step(step.legal.at(-1) ?? 0);
  return step;
}

describe('training signals', () => {
  test('stand beside the returns in the last step: what the votes were worth, and none for whoever had no vote', () => {
    const env = new Env(game);
    let step = env.reset({ seed: 3 });
    const dealt = env.position[0] - 1;
    const who = dealt >> 1;
    const residents = [0, 1, 2].filter((seat) => seat !== who);
    while (!step.done) {
      assert.equal(step.info.signals, undefined);
      const votes = [2 + who, 5];
      const [right, nobody] = votes;
      step = env.step(step.legal.includes(0) ? 0 : step.seat === residents[0] ? right : nobody);
    }
    const expected = [0, 1, 2].map((seat) => (seat === who ? null : seat === residents[0] ? 1 : -0.5));
    assert.deepEqual(step.info.signals, { sign: step.returns, vote: expected });
    assert.deepEqual(JSON.parse(JSON.stringify(step.info.signals)), step.info.signals);
  });

  test('are the same in a vector environment, with the roles of all seats, compiled or not', () => {
    for (const compile of [true, false]) {
      const env = new VectorEnv(game, { count: 5, compile });
      const alone = new Env(game);
      const actions = new Int32Array(5);
      let told = 0;
      env.reset({ seed: 4, first: 2 });
      for (let step = 0; step < 20; step++) {
        for (let k = 0; k < 5; k++) actions[k] = env.legalActions[env.legalOffsets[k + 1] - 1];
        const before = env.episodes.slice();
        env.step(actions);
        for (let k = 0; k < 5; k++) {
          if (env.finished[k] === 0) continue;
          told++;
          const end = last(alone, 4, before[k], 2 + k);
          const values = Object.values(end.info.signals ?? {})
            .flat()
            .map((value) => value ?? NaN);
          assert.deepEqual(Array.from(env.finalSignals.subarray(6 * k, 6 * k + 6)), values);
          const roles = [0, 1, 2].map((seat) => game.role(alone.position, seat));
          assert.deepEqual(Array.from(env.finalRoles.subarray(3 * k, 3 * k + 3)), roles);
        }
      }
      assert.equal(told, 20);
    }
  });

  test('take no room in a game without stages', () => {
    const env = new VectorEnv(kuhnPoker(), { count: 3 });
    assert.equal(env.finalSignals.length + env.finalRoles.length, 0);
    const single = new Env(kuhnPoker());
    let step = single.reset();
    while (!step.done) step = single.step(step.legal[0]);
    assert.equal('signals' in step.info, false);
    assert.deepEqual(signalsOf(kuhnPoker(), single.position), {});
  });
});

describe('training signals of a game in words', () => {
  test('come with the end that the rules know, not with a forfeit or a turn limit', async () => {
    const env = new AsyncEnv(owls);
    await env.reset({ seed: 1 });
    assert.equal((await env.step('[1]')).info.signals, undefined);
    const signals = (await env.step('[2]')).info.signals;
    assert.deepEqual(signals?.guess.toSorted(), [-1, 1]);
    await env.reset({ seed: 1 });
    assert.equal((await env.forfeit('it left')).info.signals, undefined);
    const short = new AsyncEnv(owls, { turnLimit: 1 });
    await short.reset({ seed: 1 });
    const cut = await short.step('[1]');
    assert.deepEqual([cut.truncated, cut.info.signals], [true, undefined]);
  });

  test('are those of the closed game, seat by seat, also where another seat begins', async () => {
    for (const starter of [0, 1, 2]) {
      const env = new AsyncEnv(spoken({ starter }));
      for (let seed = 0; seed < 20; seed++) {
        const step = await playAtRandom(env, seed);
        const { position } = env.position as { position: readonly number[] };
        const closed: Signals = signalsOf(game, Int32Array.from(position));
        for (const [name, values] of Object.entries(step.info.signals ?? {})) {
          assert.deepEqual(
            values,
            [0, 1, 2].map((seat) => closed[name][(seat - starter + 3) % 3]),
          );
        }
        assert.deepEqual(step.info.signals?.sign, step.returns);
      }
      const language = spoken({ starter });
      const { violations } = await checkLanguageGame(language, { runs: 10, laws: ['signals-fit-seats'] });
      assert.deepEqual(violations, []);
    }
  });

  test('are left out where the game in words pays something else than the closed game', () => {
    for (const options of [{ rounds: 2 }, { result: 'winner' }] as const)
      assert.equal(spoken(options).signals, undefined);
  });
});
