import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, test } from 'node:test';
import {
  ChatAgent,
  type ChatModel,
  type Entrant,
  type MatchEpisode,
  playEpisode,
  playMatch,
  ReplyCache,
} from '@parlor/agents';
import { AsyncEnv, loadLanguageGame } from '@parlor/envs';
import { BEHAVIOURS } from '../../scripts/support/model-behaviour.ts';
import { temporaryFolder } from '../support/folder.ts';
import { atServer, type BenchOptions } from './support/chat.ts';

const duel = (): AsyncEnv => new AsyncEnv(loadLanguageGame('word_duel'));

describe('word duel between two chat agents', () => {
  for (const template of ['default', 'boxed', 'transcript', 'first-and-last']) {
    for (const stream of [false, true]) {
      test(`is played to its end with the template ${template}${stream ? ', in streams' : ''}`, () =>
        atServer({ config: { template, stream } }, async ({ model, server }) => {
          const agents = [new ChatAgent(model, { name: 'ada' }), new ChatAgent(model, { name: 'bob' })];
          const env = duel();
          const { step, decisions } = await playEpisode(env, agents, { seed: 4 });
          assert.ok(step.terminated && step.info.forfeit === undefined);
          assert.equal(server.requests, decisions.length);
          assert.ok(env.decisions.every(({ rejected }) => rejected === undefined));
          if (template === 'default') assert.deepEqual(new Set(step.returns), new Set([1, -1])); // the server can play
        }));
    }
  }

  test('shows neither seat what the other hides or thinks', () =>
    atServer(
      {
        server: {
          respond: ({ index }) => ({ kind: 'answer', text: '[crane]', reasoning: `canary ${index}` }),
        },
      },
      async ({ model, server }) => {
        const env = duel();
        await playEpisode(env, [new ChatAgent(model), new ChatAgent(model)], { seed: 4 });
        const { secrets } = env.position as { secrets: readonly string[] };
        for (const { messages } of server.received) {
          const text = messages
            .slice(1)
            .map((message) => message.text)
            .join('\n');
          assert.ok(!text.includes('canary'));
          const seat = messages[0].text.includes('as player 1') ? 0 : 1;
          assert.ok(text.includes(`hide the word ${secrets[seat]}`));
          assert.ok(!text.includes(`hide the word ${secrets[1 - seat]}`));
        }
        assert.match(env.decisions[0].reasoning ?? '', /canary/);
        assert.ok(!JSON.stringify(env.log).includes('canary'));
      },
    ));

  test('is the same from the cache with the server down, message for message', async () => {
    const cache = await ReplyCache.open(temporaryFolder());
    const play = async (model: ChatModel): Promise<string> => {
      const env = duel();
      await playEpisode(env, [new ChatAgent(model), new ChatAgent(model)], { seed: 4 });
      return JSON.stringify([env.save(), env.log, env.decisions]);
    };
    await atServer({ options: { cache } }, async ({ model, server }) => {
      const first = await play(model);
      await server.close();
      assert.equal(await play(model), first);
    });
  });

  /** A duel at a server that does this at its third request, and nothing else from then on. */
  async function failing(from: BenchOptions, reason: string): Promise<void> {
    await atServer(from, async ({ model, events }) => {
      const env = duel();
      const { step } = await playEpisode(env, [new ChatAgent(model), new ChatAgent(model)], { seed: 4 });
      assert.equal(step.info.forfeit, 0);
      assert.equal(step.info.reason, `Player 1 forfeits: ${reason}.`);
      assert.deepEqual(step.returns, [-1, 1]);
      assert.equal(env.log.at(-1)?.text, step.info.reason);
      assert.equal(events.at(-1)?.type, 'failure');
    });
  }
  const third = (act: (typeof BEHAVIOURS)[keyof typeof BEHAVIOURS]): BenchOptions => ({
    server: { respond: ({ index }) => (index < 2 ? '[crane]' : act) },
    config: { timeLimit: 0.2, backoff: { first: 0.01, most: 0.01 }, retries: 2 },
  });

  test('ends by the forfeit of a model that hangs', () =>
    failing(third(BEHAVIOURS.hang), 'its model did not answer within 0.2 s'));
  test('ends by the forfeit of a model whose endpoint fails', () =>
    failing(third(BEHAVIOURS.failing), 'its endpoint was asked 3 times and failed with status 500'));

  test('ends by the rule of the game where a model refuses', () =>
    atServer({ server: { respond: () => BEHAVIOURS.refusal } }, async ({ model, server }) => {
      const env = duel();
      const { step } = await playEpisode(env, [new ChatAgent(model), new ChatAgent(model)], { seed: 4 });
      assert.match(step.info.reason ?? '', /^Player 1 forfeits: .*rejected\.$/);
      // Asked again, the model is told why: its reply, and what the game said of it.
      assert.match(server.received[1].messages.at(-1)?.text ?? '', /Your reply was rejected/);
    }));
});

test('a hundred episodes at once keep within the concurrency, warn of nothing and leave nothing behind', async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', warned);
  const { signal } = new AbortController();
  const run: BenchOptions = { server: { remember: 1 }, config: { concurrency: 16 }, options: { signal } };
  await atServer(run, async ({ model, server }) => {
    const chat: Entrant = { name: 'chat', seat: () => new ChatAgent(model) };
    let decisions = 0;
    const onEpisode = ({ record }: MatchEpisode): void => void (decisions += record.decisions.length);
    const options = { seed: 1, deals: 50, tables: 100, onEpisode };
    const first = await playMatch(duel().game, [chat, chat], options);
    assert.deepEqual([first.episodes, first.forfeits], [100, [0, 0]]);
    assert.ok(server.peak <= 16);
    assert.equal(model.ledger.requests, decisions);
    assert.deepEqual(await playMatch(duel().game, [chat, chat], options), first);
  });
  process.off('warning', warned);
  assert.deepEqual(warnings, []);
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});
