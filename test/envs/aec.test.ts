import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AecEnv, EpisodeOverError, IllegalActionError, make, OptionError, TimeLimit } from '@parlor/envs';
import fc from 'fast-check';
import { chosen, CLOSED_SPECS, picks } from './closed-play.ts';

/** What PettingZoo's own tests demand of the tables after every step. */
function checkTables(aec: AecEnv): void {
  for (const table of [aec.rewards, aec.cumulativeRewards, aec.terminations, aec.truncations, aec.infos]) {
    assert.deepEqual(Object.keys(table), aec.agents);
  }
  for (const { actionMask } of Object.values(aec.infos)) {
    assert.equal(actionMask.length, aec.env.game.actionCount);
    assert.equal(
      actionMask.every((bit) => bit === 0 || bit === 1),
      true,
    );
  }
}

const setting = [
  fc.constantFrom(...CLOSED_SPECS),
  fc.integer(),
  picks,
  fc.integer({ min: 1, max: 12 }),
] as const;

test('a cycle of agents sees what the environment gives: same seats, actions, observations and rewards', () => {
  fc.assert(
    fc.property(...setting, (spec, seed, by, limit) => {
      const twin = new TimeLimit(make(spec), limit);
      let step = twin.reset({ seed });
      const aec = new AecEnv(new TimeLimit(make(spec), limit));
      aec.reset({ seed });
      checkTables(aec);
      for (const pick of by) {
        if (step.done) break;
        const agent = aec.agentSelection;
        assert.equal(agent, `player_${step.seat}`);
        const { observation, terminated, truncated, info } = aec.last();
        assert.deepEqual(observation, step.observation);
        assert.deepEqual([terminated, truncated], [false, false]);
        assert.deepEqual(
          Array.from(info.actionMask.keys()).filter((action) => info.actionMask[action] === 1),
          step.legal,
        );
        for (const other of aec.agents) {
          if (other !== agent) assert.equal(aec.infos[other].actionMask.includes(1), false);
        }
        const action = chosen(step, pick);
        aec.step(action);
        step = twin.step(action);
        assert.deepEqual(Object.values(aec.rewards), step.rewards);
        checkTables(aec);
      }
      assert.deepEqual(
        aec.terminations,
        Object.fromEntries(aec.agents.map((name) => [name, step.terminated])),
      );
      assert.deepEqual(aec.truncations, Object.fromEntries(aec.agents.map((name) => [name, step.truncated])));
    }),
  );
});

test('the rewards that an agent sees by last() add up to its return', () => {
  fc.assert(
    fc.property(...setting, (spec, seed, by, limit) => {
      const aec = new AecEnv(new TimeLimit(make(spec), limit));
      aec.reset({ seed });
      const sums: Record<string, number> = Object.fromEntries(aec.agents.map((agent) => [agent, 0]));
      let turn = 0;
      for (const agent of aec.agentIter()) {
        const { reward, terminated, truncated, info } = aec.last(false);
        sums[agent] += reward;
        const legal = Array.from(info.actionMask.keys()).filter((action) => info.actionMask[action] === 1);
        aec.step(terminated || truncated ? null : legal[by[turn++] % legal.length]);
        checkTables(aec);
      }
      assert.deepEqual(Object.values(sums), aec.env.current.returns);
      assert.deepEqual(aec.agents, []);
    }),
  );
});

test('an agent’s cumulative reward is set to zero by its own step, before the rewards of that step are added', () => {
  const aec = new AecEnv(make('tic_tac_toe'));
  aec.reset({ seed: 1 });
  for (const action of [0, 3, 1, 4]) aec.step(action);
  aec.cumulativeRewards = { player_0: 5, player_1: 7 }; // as if they had been paid on the way
  aec.step(2); // x wins
  assert.deepEqual(aec.rewards, { player_0: 1, player_1: -1 });
  assert.deepEqual(aec.cumulativeRewards, { player_0: 1, player_1: 6 });
});

test('after the end each agent is selected once, steps with null and is gone for good', () => {
  const aec = new AecEnv(make('kuhn_poker(players=3)'));
  aec.reset({ seed: 1 });
  for (const action of [0, 0, 0]) aec.step(action);
  for (const seat of [0, 1, 2]) {
    assert.equal(aec.agentSelection, `player_${seat}`);
    assert.equal(aec.last().terminated, true);
    assert.throws(() => aec.step(0), IllegalActionError);
    assert.equal(aec.agents.length, 3 - seat);
    aec.step(null);
    assert.deepEqual(aec.agents, ['player_0', 'player_1', 'player_2'].slice(seat + 1));
    assert.equal(
      Object.values(aec.rewards).every((reward) => reward === 0),
      true,
    );
    checkTables(aec);
  }
  assert.throws(() => aec.step(null), EpisodeOverError);
  assert.throws(() => aec.last(), EpisodeOverError);
  aec.reset();
  assert.deepEqual(aec.agents, [...aec.possibleAgents]);
});

test('an illegal action, or none from a live agent, changes nothing', () => {
  const aec = new AecEnv(make('tic_tac_toe'));
  aec.reset({ seed: 1 });
  aec.step(4);
  aec.cumulativeRewards.player_1 = 3;
  for (const action of [4, 9, -1, 0.5, NaN, null]) {
    assert.throws(() => aec.step(action), IllegalActionError);
    assert.equal(aec.agentSelection, 'player_1');
    assert.equal(aec.cumulativeRewards.player_1, 3);
    assert.equal(aec.env.actions.length, 1);
  }
});

test('any agent can be observed at any time, and an unknown one is named', () => {
  const aec = new AecEnv(make('kuhn_poker'));
  assert.throws(() => aec.step(0), /call reset\(\) first/);
  aec.reset({ seed: 1 });
  assert.deepEqual(aec.observe('player_1'), aec.env.observe(1));
  assert.throws(() => aec.observe('player_2'), OptionError);
  assert.throws(() => aec.observe('toString'), OptionError);
});

test('agentIter stops after as many turns as it is told', () => {
  const aec = new AecEnv(make('tic_tac_toe'));
  aec.reset({ seed: 1 });
  const turns: string[] = [];
  for (const agent of aec.agentIter(2)) {
    turns.push(agent);
    aec.step(aec.env.current.legal[0]);
  }
  assert.deepEqual(turns, ['player_0', 'player_1']);
});
