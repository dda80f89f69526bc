import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  Env,
  type Game,
  loadGame,
  loadLanguageGame,
  type SimulatedGame,
  stream,
} from '@parlor/envs';
import { checkAgent } from '@parlor/envs/laws';
import {
  type Agent,
  AgentError,
  PolicyAgent,
  PolicyError,
  SimpleNegotiator,
  TradingPolicy,
} from '@parlor/agents';
import { playEpisode, UniformPolicy } from '@parlor/agents';

/** Mean return of the trader from a seat against uniform play. */
async function traderMean(spec: string, seat: number, episodes: number): Promise<number> {
  const env = new Env(loadGame(spec));
  const agents: Agent[] = [new PolicyAgent(new UniformPolicy()), new PolicyAgent(new UniformPolicy())];
  agents[seat] = new PolicyAgent(new TradingPolicy(env.game));
  let sum = 0;
  for (let episode = 0; episode < episodes; episode++) {
    sum += (await playEpisode(env, agents, { seed: 1, episode })).step.returns[seat];
  }
  return sum / episodes;
}

describe('the trader beats uniform play from either seat', () => {
  for (const [spec, least] of [
    ['trading', 0.6],
    ['trading(resources=3)', 0.6],
    ['trading(values=random)', 0.6],
    ['trading(result=gain)', 20],
    ['trading(resources=5,result=gain)', 20],
  ] as const) {
    for (const seat of [0, 1]) {
      test(`${spec}, seat ${seat}`, async () => {
        const mean = await traderMean(spec, seat, 200);
        assert.ok(mean > least, `mean return ${mean}`);
      });
    }
  }
});

const traders = (game: Game): Agent[] => [0, 1].map(() => new PolicyAgent(new TradingPolicy(game)));

test('two traders that are paid their gains make the best trade that both gain by', async () => {
  const env = new Env(loadGame('trading(turns=2,result=gain)'));
  const { step } = await playEpisode(env, traders(env.game), { seed: 1 });
  assert.deepEqual(step.returns, [35, 15]); // 2 Wood for 3 Gold
});

test('two traders of whom the larger gain wins trust each other with nothing', async () => {
  const env = new Env(loadGame('trading'));
  const { step } = await playEpisode(env, traders(env.game), { seed: 1 });
  assert.deepEqual(step.returns, [0, 0]);
});

test('the trader keeps the laws of policies', async () => {
  for (const spec of ['trading(turns=4)', 'trading(resources=3,turns=4,result=gain)']) {
    const game = loadGame(spec);
    assert.deepEqual((await checkAgent(new TradingPolicy(game), game, { runs: 20 })).violations, []);
  }
});

test('the trader refuses another game', async () => {
  const kuhn = new Env(loadGame('kuhn_poker'));
  assert.throws(() => new TradingPolicy(kuhn.game), PolicyError);
  await assert.rejects(playEpisode(kuhn, traders(loadGame('trading')), { seed: 1 }), PolicyError);
});

/** The negotiator's mean return from a seat, and its rejected replies, where the other talks and trades at random. */
async function negotiate(
  game: SimulatedGame,
  seat: number,
  episodes: number,
): Promise<{ mean: number; rejected: number }> {
  const env = new AsyncEnv(game);
  const negotiator = new SimpleNegotiator();
  let [sum, rejected] = [0, 0];
  for (let episode = 0; episode < episodes; episode++) {
    const random = stream(2, 'test', { episode });
    let step = await env.reset({ seed: 1, episode });
    negotiator.begin({ spec: game.spec, seat, seed: 1, episode });
    while (!step.done) {
      const reply = step.seat === seat ? negotiator.act(step) : env.sample(random);
      assert.ok(reply !== undefined);
      step = await env.step(reply);
    }
    sum += step.returns[seat];
    rejected += env.decisions.filter((decision) => decision.rejected !== undefined).length;
  }
  return { mean: sum / episodes, rejected };
}

describe('the negotiator beats random talk from either seat, and is never refused', () => {
  for (const spec of [
    'simple_negotiation',
    'simple_negotiation(resources=5)',
    'simple_negotiation(preset=spiral)',
    'simple_negotiation(preset=textarena)',
    'simple_negotiation(resources=3,stocks=fixed,stock=2)',
  ]) {
    for (const seat of [0, 1]) {
      test(`${spec}, seat ${seat}`, async () => {
        const { mean, rejected } = await negotiate(loadLanguageGame(spec), seat, 200);
        assert.ok(mean > 0.4, `mean return ${mean}`);
        assert.equal(rejected, 0);
      });
    }
  }
});

test('two negotiators talk to the end without a refusal', async () => {
  const env = new AsyncEnv(loadLanguageGame('simple_negotiation'));
  const agents = [new SimpleNegotiator(), new SimpleNegotiator()];
  const { step, decisions } = await playEpisode(env, agents, { seed: 1 });
  assert.equal(decisions.length, 10);
  assert.equal(step.terminated, true);
  assert.ok(env.decisions.every(({ rejected }) => rejected === undefined));
});

test('the negotiator remembers nothing of an earlier episode', async () => {
  const env = new AsyncEnv(loadLanguageGame('simple_negotiation(resources=5)'));
  const used = [new SimpleNegotiator(), new SimpleNegotiator()];
  await playEpisode(env, used, { seed: 1, episode: 0 });
  const again = await playEpisode(env, used, { seed: 1, episode: 1 });
  const fresh = await playEpisode(env, [new SimpleNegotiator(), new SimpleNegotiator()], {
    seed: 1,
    episode: 1,
  });
  assert.deepEqual(again.decisions, fresh.decisions);
});

test('the negotiator cannot answer where it was told nothing', async () => {
  const env = new AsyncEnv(loadLanguageGame('simple_negotiation'));
  const step = await env.reset({ seed: 1 });
  const negotiator = new SimpleNegotiator();
  negotiator.begin({ spec: 'simple_negotiation', seat: 0, seed: 1 });
  assert.throws(() => negotiator.act({ ...step, messages: [] }), AgentError);
});
