import assert from 'node:assert/strict';
import test from 'node:test';
import { AgentError, playEpisode, PolicyError, RandomAgent } from '@parlor/agents';
import { loadGame, make } from '@parlor/envs';

test('a random agent plays legal actions of a closed game, each about as often', async () => {
  const env = make('tic_tac_toe');
  const counts = new Map<number | string, number>();
  for (let episode = 0; episode < 900; episode++) {
    const { decisions } = await playEpisode(env, [new RandomAgent(), new RandomAgent()], {
      seed: 1,
      episode,
    });
    counts.set(decisions[0].reply, (counts.get(decisions[0].reply) ?? 0) + 1);
  }
  assert.equal(counts.size, 9);
  for (const count of counts.values()) assert.ok(Math.abs(count - 100) < 50); // five standard deviations
});

test('a random agent replies as the game in words draws it, the same with the same seed', async () => {
  const play = async (seed: number): Promise<unknown> => {
    const env = make('word_duel');
    const { step, decisions } = await playEpisode(env, [new RandomAgent(env), new RandomAgent(env)], {
      seed,
    });
    assert.equal(step.terminated, true);
    assert.ok(env.decisions.every(({ rejected }) => rejected === undefined));
    return decisions.map(({ reply }) => reply);
  };
  const once = await play(1);
  assert.deepEqual(await play(1), once);
  assert.notDeepEqual(await play(2), once);
});

test('a random agent names a legal action where a closed game is played in words', async () => {
  const step = await make('word_duel').reset({ seed: 1 });
  const closed = {
    game: loadGame('kuhn_poker'),
    seat: 0,
    legal: [0, 1],
    names: ['check', 'bet'],
    observation: new Float32Array(0),
    tokens: [],
  };
  const agent = new RandomAgent();
  const replies = new Set<number | string>();
  for (let episode = 0; episode < 20; episode++) {
    agent.begin({ spec: 'kuhn', seat: 0, seed: 1, episode });
    replies.add(agent.act({ ...step, closed }));
  }
  assert.deepEqual([...replies].sort(), ['[bet]', '[check]']);
});

test('a random agent says so where there is nothing to draw from, or no seat', async () => {
  const step = await make('word_duel').reset({ seed: 1 });
  const agent = new RandomAgent();
  assert.throws(() => agent.act(step), PolicyError);
  agent.begin({ spec: 'word_duel', seat: 0, seed: 1 });
  assert.throws(
    () => agent.act(step),
    (error) => error instanceof AgentError && /no replies/.test(error.reason),
  );
});
