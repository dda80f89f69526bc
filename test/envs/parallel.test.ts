import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  EpisodeOverError,
  IllegalActionError,
  make,
  OptionError,
  ParallelEnv,
  TimeLimit,
} from '@parlor/envs';
import fc from 'fast-check';
import { chosen, CLOSED_SPECS, picks } from './closed-play.ts';

test('seats that choose one after the other see what the environment gives', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLOSED_SPECS),
      fc.integer(),
      picks,
      fc.integer({ min: 1, max: 12 }),
      (spec, seed, by, limit) => {
        const twin = new TimeLimit(make(spec), limit);
        let expected = twin.reset({ seed });
        const parallel = new ParallelEnv(new TimeLimit(make(spec), limit));
        let shown = parallel.reset({ seed });
        const pick = by[Symbol.iterator]();
        while (parallel.agents.length > 0) {
          const rewards = new Array<number>(twin.game.seats).fill(0);
          const actions: Record<string, number> = {};
          const { choosing } = parallel;
          for (const agent of parallel.possibleAgents) {
            const { actionMask } = shown.infos[agent];
            assert.equal(actionMask.includes(1), choosing.includes(agent));
            assert.deepEqual(shown.observations[agent], twin.observe(parallel.possibleAgents.indexOf(agent)));
          }
          for (const agent of choosing) {
            assert.equal(agent, `player_${expected.seat}`);
            const { actionMask } = shown.infos[agent];
            assert.deepEqual(
              Array.from(actionMask.keys()).filter((action) => actionMask[action] === 1),
              expected.legal,
            );
            actions[agent] = chosen(expected, pick.next().value ?? 0);
            expected = twin.step(actions[agent]);
            expected.rewards.forEach((reward, seat) => (rewards[seat] += reward));
          }
          const step = parallel.step(actions);
          shown = step;
          assert.deepEqual(Object.values(step.rewards), rewards);
          for (const table of [
            step.observations,
            step.rewards,
            step.terminations,
            step.truncations,
            step.infos,
          ]) {
            assert.deepEqual(Object.keys(table), parallel.possibleAgents);
          }
          assert.equal(
            Object.values(step.terminations).every((value) => value === expected.terminated),
            true,
          );
          assert.equal(
            Object.values(step.truncations).every((value) => value === expected.truncated),
            true,
          );
        }
        assert.deepEqual(parallel.env.current.returns, expected.returns);
        assert.equal(expected.done, true);
      },
    ),
  );
});

test('rock-paper-scissors is one step of both', () => {
  const env = new ParallelEnv(make('rock_paper_scissors'));
  const { infos } = env.reset({ seed: 1 });
  assert.deepEqual(env.choosing, ['player_0', 'player_1']);
  for (const agent of env.choosing) assert.deepEqual(Array.from(infos[agent].actionMask), [1, 1, 1]);
  const step = env.step({ player_0: 1, player_1: 0 });
  assert.deepEqual(step.rewards, { player_0: 1, player_1: -1 });
  assert.deepEqual(step.terminations, { player_0: true, player_1: true });
  assert.deepEqual(env.agents, []);
  assert.throws(() => env.step({ player_0: 1, player_1: 0 }), EpisodeOverError);
  assert.deepEqual(env.choosing, []);
});

test('a choice that is missing, too many, unknown or illegal changes nothing', () => {
  const env = new ParallelEnv(make('rock_paper_scissors'));
  assert.throws(() => env.step({}), /call reset\(\) first/);
  env.reset({ seed: 1 });
  const before = env.env.save();
  assert.throws(
    () => env.step({ player_0: 1 }),
    /player_0, player_1 must act now, and nobody else, but player_0 did/,
  );
  assert.throws(() => env.step({}), OptionError);
  assert.throws(() => env.step({ player_0: 1, player_1: 1, player_2: 1 }), OptionError);
  assert.throws(() => env.step({ player_0: 1, player_1: 3 }), IllegalActionError);
  assert.throws(() => env.step({ player_0: -1, player_1: 0 }), IllegalActionError);
  assert.deepEqual(env.env.save(), before);
  assert.equal(env.step({ player_1: 2, player_0: 0 }).rewards.player_0, 1);
});

test('in a sequential game only the mover acts', () => {
  const env = new ParallelEnv(make('tic_tac_toe'));
  env.reset({ seed: 1 });
  assert.deepEqual(env.choosing, ['player_0']);
  assert.throws(() => env.step({ player_0: 0, player_1: 1 }), OptionError);
  env.step({ player_0: 0 });
  assert.deepEqual(env.choosing, ['player_1']);
});
