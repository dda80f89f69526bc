import assert from 'node:assert/strict';
import { setImmediate as nextTick } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { AgentError, ChatAgent, ChatModel, costOf, Ledger } from '@parlor/agents';
import fc from 'fast-check';
import { Countdown } from '../../agents/chat/countdown.ts';
import { Endpoint } from '../../agents/chat/endpoint.ts';
import { ModelServer } from '../../scripts/support/model-server.ts';
import { BEHAVIOURS } from '../../scripts/support/model-behaviour.ts';
import { atServer, FIRST } from './support/chat.ts';

describe('the concurrency of an endpoint', () => {
  test('is never exceeded, and everything is done, whatever fails, ends at once or is cancelled', async () => {
    const job = fc.record({ ticks: fc.nat(4), fails: fc.boolean(), cancelledAfter: fc.option(fc.nat(4)) });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(job, { maxLength: 25 }),
        async (limit, jobs) => {
          const endpoint = new Endpoint(limit);
          let [running, peak, ran] = [0, 0, 0];
          const outcomes = await Promise.all(
            jobs.map(async ({ ticks, fails, cancelledAfter }) => {
              const controller = new AbortController();
              const work = async (): Promise<string> => {
                peak = Math.max(peak, ++running);
                ran++;
                try {
                  for (let tick = 0; tick < ticks; tick++) await nextTick();
                  if (fails) throw new Error('failed');
                  return 'done';
                } finally {
                  running--;
                }
              };
              const outcome = endpoint.run(work, controller.signal).catch((error: unknown) => {
                assert.ok(error instanceof Error);
                return error.message;
              });
              if (cancelledAfter === null) return [await outcome, fails ? 'failed' : 'done'];
              for (let tick = 0; tick < cancelledAfter; tick++) await nextTick();
              controller.abort(new Error('cancelled'));
              const words = await outcome;
              return [words, words === 'cancelled' ? words : fails ? 'failed' : 'done'];
            }),
          );
          for (const [outcome, expected] of outcomes) assert.equal(outcome, expected);
          for (let turn = 0; running > 0 && turn < 100; turn++) await nextTick();
          assert.ok(peak <= limit && running === 0, `${peak} of ${limit}`);
          if (jobs.every(({ cancelledAfter }) => cancelledAfter === null)) {
            assert.equal(ran, jobs.length);
            assert.equal(peak >= Math.min(limit, jobs.length, 1), true);
          }
          assert.equal(await endpoint.run(() => Promise.resolve('free'), undefined), 'free');
        },
      ),
      { seed: 9, numRuns: 60 },
    );
  });

  test('holds for all agents of the process that ask it, the smallest that one of them wants', async () => {
    const server = await ModelServer.start({
      respond: () => ({ kind: 'answer', text: '[crane]', delay: 5 }),
    });
    try {
      const open = (concurrency: number): Promise<ChatModel> =>
        ChatModel.open({ baseURL: server.baseURL, model: `of ${concurrency}`, key: null, concurrency });
      const models = await Promise.all([open(3), open(9), open(4)]);
      const agents = models.flatMap((model) => Array.from({ length: 8 }, () => new ChatAgent(model)));
      await Promise.all(
        agents.map((agent, episode) => {
          agent.begin({ spec: 'word_duel', seat: 0, seed: 1, episode });
          return agent.act(FIRST);
        }),
      );
      assert.equal(server.requests, 24);
      assert.ok(server.peak <= 3 && server.peak > 1, `${server.peak} at the same time`);
    } finally {
      await server.close();
    }
  });

  test('is not used up by who waits for a retry', () => {
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    return atServer(
      { server: { respond: () => '[crane]' }, config: { concurrency: 1 }, options: { sleep: () => waiting } },
      async ({ server, seated }) => {
        server.script(BEHAVIOURS.busy);
        const first = seated().act(FIRST);
        assert.equal(await seated().act(FIRST), '[crane]'); // while the first waits
        release();
        assert.equal(await first, '[crane]');
      },
    );
  });

  test('leaves the time limit alone: the wait for a slot is not the model’s', () =>
    atServer(
      {
        server: { respond: () => ({ kind: 'answer', text: '[crane]', delay: 40 }) },
        config: { concurrency: 1, timeLimit: 0.2 },
      },
      async ({ seated }) => {
        // Ten answers in a row take twice the limit of one.
        const replies = await Promise.all(Array.from({ length: 10 }, () => seated().act(FIRST)));
        assert.deepEqual(new Set(replies), new Set(['[crane]']));
      },
    ));

  test('does not keep anybody from being cancelled', async () => {
    const controller = new AbortController();
    await atServer(
      {
        server: { respond: () => BEHAVIOURS.hang },
        config: { concurrency: 1 },
        options: { signal: controller.signal },
      },
      async ({ seated, server }) => {
        const both = [seated().act(FIRST), seated().act(FIRST)].map((reply) => reply.catch(String));
        while (server.concurrent === 0) await nextTick();
        controller.abort('over');
        assert.deepEqual(await Promise.all(both), ['over', 'over']);
        assert.equal(server.requests, 1);
      },
    );
  });
});

describe('a countdown', () => {
  test('charges waits exactly and begun hundredths whole', () => {
    const countdown = new Countdown(1000);
    countdown.spend(400);
    countdown.start();
    countdown.stop();
    countdown.stop();
    assert.deepEqual([countdown.left, countdown.over], [590, false]);
    countdown.spend(590);
    assert.equal(countdown.over, true);
  });

  test('runs out while it runs', async () => {
    const countdown = new Countdown(20);
    countdown.start();
    await new Promise((resolve) => countdown.signal.addEventListener('abort', resolve));
    assert.equal(countdown.over, true);
  });
});

describe('the ledger', () => {
  test('knows requests, retries, tokens, costs and failures, of an agent and of its model', () =>
    atServer({ config: { prices: { input: 2, output: 10 } } }, async ({ server, model, seated }) => {
      server.script(BEHAVIOURS.busy, { kind: 'answer', text: '[crane]', reasoning: 'eight letters or so' });
      server.script({ kind: 'answer', text: '[crane]', usage: false });
      const agents = [seated(), seated()];
      for (const agent of agents) await agent.act(FIRST);
      const [first, second] = agents.map(({ ledger }) => ledger);
      const prompt = Math.ceil(server.received[0].messages.map(({ text }) => text).join('').length / 4);
      assert.deepEqual(
        { ...first },
        {
          requests: 2,
          retries: 1,
          cacheHits: 0,
          refusals: 0,
          unmetered: 1,
          promptTokens: prompt,
          completionTokens: 7,
          reasoningTokens: 5,
          cost: (prompt * 2 + 7 * 10) / 1e6,
          failures: { busy: 1 },
        },
      );
      assert.deepEqual([second.requests, second.unmetered, second.tokens], [1, 1, 0]);
      assert.deepEqual(Ledger.sum([first, second]), model.ledger);
    }));

  test('counts what an answer in the wrong role has cost', () =>
    atServer({}, async ({ server, model, seated }) => {
      server.script(BEHAVIOURS['wrong-role']);
      await seated().act(FIRST);
      assert.equal(model.ledger.unmetered, 0);
      assert.equal(model.ledger.requests, 2);
    }));

  test('prices all requests of a reply in its row', () =>
    atServer(
      { config: { prices: { input: 1, output: 1 } } },
      async ({ server, model, seated, transcripts }) => {
        server.script(BEHAVIOURS['wrong-role']);
        await seated().act(FIRST);
        assert.ok(model.ledger.cost > 0);
        assert.equal(transcripts.rows[0].cost, model.ledger.cost);
      },
    ));

  test('prices a million tokens', () =>
    assert.equal(costOf({ prompt: 1e6, completion: 2e6, reasoning: 1e6 }, { input: 3, output: 15 }), 33));

  for (const [name, budget] of [
    ['tokens', { tokenBudget: 300 }],
    ['cost', { costBudget: 0.0003, prices: { input: 1, output: 1 } }],
  ] as const) {
    test(`ends at the budget of ${name}`, () =>
      atServer({ config: budget }, async ({ server, model, seated, transcripts }) => {
        let failure: unknown;
        for (let replies = 0; replies < 20 && failure === undefined; replies++) {
          await seated()
            .act(FIRST)
            .catch((error: unknown) => (failure = error));
        }
        assert.ok(failure instanceof AgentError);
        assert.equal(failure.reason, 'its budget is spent');
        assert.ok(model.ledger.tokens >= 300);
        assert.equal(model.ledger.failures.budget, 1);
        assert.match(
          transcripts.rows.at(-1)?.error ?? '',
          new RegExp(`budget: the ${name.replace(/s$/, '')} budget`),
        );
        const { requests } = server;
        await assert.rejects(seated().act(FIRST), AgentError);
        assert.equal(server.requests, requests);
      }));
  }

  test('believes no nonsense about usage', () =>
    atServer({}, async ({ server, model, seated }) => {
      const choices = [{ message: { role: 'assistant', content: '[crane]' }, finish_reason: 'stop' }];
      server.script({ kind: 'body', body: JSON.stringify({ choices, usage: { prompt_tokens: -5 } }) });
      assert.equal(await seated().act(FIRST), '[crane]');
      assert.deepEqual([model.ledger.unmetered, model.ledger.tokens], [1, 0]);
    }));
});
