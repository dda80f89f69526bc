import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as nextTick } from 'node:timers/promises';
import { AgentError, ChatAgent, type ChatConfigInput, type FailureKind } from '@parlor/agents';
import { BODY_LIMIT } from '../../agents/chat/capped-fetch.ts';
import { BEHAVIOURS, type Act } from '../../scripts/support/model-behaviour.ts';
import { atServer, type Bench, FIRST } from './support/chat.ts';

const GOOD = '[crane]';

/** What an agent answers at a server that does these things; what is not scripted is a good answer. */
function answerAfter(
  acts: readonly Act[],
  config: Partial<ChatConfigInput> = {},
  check: (reply: string, bench: Bench) => void = () => undefined,
): Promise<void> {
  return atServer({ server: { respond: () => GOOD }, config }, async (bench) => {
    bench.server.script(...acts);
    const agent = bench.seated();
    check(await agent.act(FIRST), bench);
  });
}

/** Why an agent does not answer at a server that does these things, whatever it is asked. */
function failureAt(
  act: Act,
  config: Partial<ChatConfigInput>,
  check: (error: AgentError, bench: Bench) => void,
): Promise<void> {
  return atServer({ server: { respond: () => act }, config }, async (bench) => {
    const error = await bench
      .seated()
      .act(FIRST)
      .then(String, (thrown: unknown) => thrown);
    assert.ok(error instanceof AgentError, String(error));
    check(error, bench);
  });
}

/** Everything that may go away, and how it is called: whole answers and streams. */
const PASSING: readonly (readonly [keyof typeof BEHAVIOURS, FailureKind, boolean])[] = [
  ['busy', 'busy', false],
  ['failing', 'server', false],
  ['unavailable', 'server', false],
  ['reset', 'connection', false],
  ['malformed', 'malformed', false],
  ['no-completion', 'malformed', false],
  ['not-json', 'malformed', false],
  ['no-choices', 'empty', false],
  ['wrong-role', 'role', false],
  ['wrong-role', 'role', true],
  ['cut-stream', 'cut', true],
  ['stream-cut-in-character', 'cut', true],
  ['reset-stream', 'connection', true],
  ['damaged-stream', 'malformed', true],
  ['failing-stream', 'server', true],
];

describe('a request that fails in a way that may pass is made again', () => {
  for (const [name, kind, stream] of PASSING) {
    test(`${name}${stream ? ', in a stream' : ''}`, async () => {
      await answerAfter(
        [BEHAVIOURS[name], BEHAVIOURS[name]],
        { stream },
        (reply, { server, events, model }) => {
          assert.equal(reply, GOOD);
          assert.equal(server.requests, 3);
          assert.deepEqual(
            events.map((event) => event.type === 'retry' && event.reason),
            [kind, kind],
          );
          assert.equal(model.ledger.requests, 3);
          assert.equal(model.ledger.retries, 2);
          assert.deepEqual(model.ledger.failures, { [kind]: 2 });
        },
      );
      await failureAt(BEHAVIOURS[name], { stream, retries: 1 }, (error, { server, transcripts, events }) => {
        assert.equal(server.requests, 2);
        assert.match(error.reason, /^its (?:endpoint|model) was asked 2 times and /);
        assert.equal(events.at(-1)?.type, 'failure');
        const row = transcripts.rows[0];
        assert.deepEqual(
          row.tries.map((attempt) => attempt.kind),
          [kind, kind],
        );
        assert.ok(row.error?.startsWith(kind));
        assert.equal(row.reply, null);
      });
    });
  }

  for (const status of [408, 409, 429, 500, 502, 503, 504]) {
    test(`status ${status}`, () =>
      answerAfter([{ kind: 'status', status }], {}, (reply, { server }) => {
        assert.equal(reply, GOOD);
        assert.equal(server.requests, 2);
      }));
  }

  test('a server that cannot be reached', () =>
    atServer({ config: { retries: 2 } }, async ({ server, seated, waits, transcripts }) => {
      await server.close();
      await assert.rejects(seated().act(FIRST), {
        name: 'AgentError',
        message: 'ada cannot answer: its endpoint was asked 3 times and the connection failed.',
      });
      assert.equal(waits.length, 2);
      assert.match(transcripts.rows[0].tries[0].detail, /ECONNREFUSED/);
    }));
});

for (const status of [400, 401, 403, 404, 422]) {
  test(`status ${status} is not asked again`, () =>
    failureAt({ kind: 'status', status }, {}, ({ reason }, { server }) => {
      assert.equal(reason, `its endpoint refused the request with status ${status}`);
      assert.equal(server.requests, 1);
    }));
}

describe('the wait before a retry', () => {
  const busy = (headers: Readonly<Record<string, string>>): Act => ({ kind: 'status', status: 429, headers });
  const waited = (headers: Readonly<Record<string, string>>, wait: number): Promise<void> =>
    answerAfter([busy(headers)], {}, (_reply, { waits }) => assert.deepEqual(waits, [wait]));

  test('is what Retry-After says, in seconds', () => waited({ 'retry-after': '7' }, 7000));
  test('is what retry-after-ms says, before Retry-After', () =>
    waited({ 'retry-after-ms': '25', 'retry-after': '7' }, 25));
  test('is until the date of Retry-After, by the clock of the server', () =>
    waited({ date: 'Sat, 01 Jan 2000 00:00:00 GMT', 'retry-after': 'Sat, 01 Jan 2000 00:00:09 GMT' }, 9000));
  test('is none where the date is past', () =>
    waited({ date: 'Sat, 01 Jan 2000 00:00:00 GMT', 'retry-after': 'Fri, 31 Dec 1999 00:00:00 GMT' }, 0));

  test('grows twofold without Retry-After, with a jitter that the seed decides', async () => {
    const waitsOf = (config: Partial<ChatConfigInput>): Promise<readonly number[]> =>
      atServer({ server: { respond: () => BEHAVIOURS.busy }, config }, async ({ seated, waits }) => {
        await assert.rejects(seated().act(FIRST));
        return waits;
      });
    const config = { retries: 6, timeLimit: 1000, backoff: { first: 0.1, most: 1.6 } };
    const waits = await waitsOf(config);
    for (const [retry, most] of [100, 200, 400, 800, 1600, 1600].entries()) {
      assert.ok(waits[retry] >= most / 2 && waits[retry] <= most, `retry ${retry}: ${waits[retry]}`);
    }
    assert.equal(new Set(waits.map((wait, retry) => wait / Math.min(2 ** retry, 16))).size, 6);
    assert.deepEqual(await waitsOf(config), waits);
  });

  test('longer than what is left of the time limit is not waited for', () =>
    failureAt(busy({ 'retry-after': '61' }), { timeLimit: 60 }, ({ reason }, { server, waits }) => {
      assert.equal(reason, 'its model did not answer within 60 s');
      assert.deepEqual([server.requests, waits], [1, []]);
    }));

  test('counts towards the time limit', () =>
    failureAt(busy({ 'retry-after': '25' }), { timeLimit: 60 }, ({ reason }, { server, waits }) => {
      assert.equal(reason, 'its model did not answer within 60 s');
      assert.deepEqual([server.requests, waits], [3, [25_000, 25_000]]);
    }));
});

describe('a server that hangs is given up at the time limit', () => {
  for (const name of ['hang', 'hang-after-headers'] as const) {
    for (const stream of [false, true]) {
      test(`${name}${stream ? ', in a stream' : ''}`, () =>
        failureAt(BEHAVIOURS[name], { timeLimit: 0.2, stream }, (error, { server, transcripts }) => {
          assert.equal(error.message, 'ada cannot answer: its model did not answer within 0.2 s.');
          assert.equal(server.requests, 1);
          assert.equal(transcripts.rows[0].tries[0].kind, 'timeout');
        }));
    }
  }

  test('a slow answer within the limit is taken', () =>
    answerAfter([{ kind: 'answer', text: '[eagle]', delay: 30 }], {}, (reply) =>
      assert.equal(reply, '[eagle]'),
    ));
});

describe('an answer is an answer', () => {
  const refusals: readonly (readonly [string, Act, string])[] = [
    ['a refusal in its own field', BEHAVIOURS.declined, 'I cannot take part in this.'],
    ['no content at all', BEHAVIOURS['null-content'], ''],
    ['an empty text', '', ''],
    ['a call of a tool', BEHAVIOURS['tool-call'], ''],
    ['a filtered text', { kind: 'answer', text: 'I', finish: 'content_filter' }, 'I'],
  ];
  for (const [name, act, words] of refusals) {
    for (const stream of [false, true]) {
      test(`${name} goes to the game and is logged as a refusal${stream ? ', in a stream' : ''}`, () =>
        answerAfter([act], { stream }, (reply, { server, events, model }) => {
          assert.equal(reply, words);
          assert.equal(server.requests, 1);
          assert.deepEqual(
            events.map(({ type }) => type),
            ['refusal'],
          );
          assert.equal(model.ledger.refusals, 1);
        }));
    }
  }

  test('a refusal in words is a text like any other', () =>
    answerAfter([BEHAVIOURS.refusal], {}, (reply) => assert.match(reply, /^I am sorry/)));

  for (const damage of ['keep-alive', 'split-in-character'] as const) {
    test(`a whole stream with ${damage}`, () =>
      answerAfter(
        [{ kind: 'answer', text: 'grün, 花, 🂡 [crane]', stream: damage }],
        { stream: true },
        (reply, { server, model }) => {
          assert.equal(reply, 'grün, 花, 🂡 [crane]');
          assert.equal(server.requests, 1);
          assert.ok(model.ledger.promptTokens > 0 && model.ledger.unmetered === 0);
        },
      ));
  }

  for (const stream of [false, true]) {
    for (const reasoningField of ['reasoning_content', 'reasoning'] as const) {
      test(`reasoning apart goes before the words, for the author only (${reasoningField}, ${stream ? 'stream' : 'whole'})`, () =>
        answerAfter(
          [{ kind: 'answer', text: '[crane]', reasoning: 'It hides </think> eagle.', reasoningField }],
          { stream },
          (reply, { model }) => {
            assert.equal(reply, '<think>It hides ‹/think> eagle.</think>[crane]');
            assert.ok(model.ledger.reasoningTokens > 0);
          },
        ));
    }

    test(`an enormous answer is cut at its end${stream ? ', in a stream' : ''}`, () =>
      answerAfter([{ kind: 'enormous', length: 1_000_000 }], { stream }, (reply) =>
        assert.equal(reply, 'x'.repeat(100_000)),
      ));

    test(`an answer without end is not read${stream ? ', in a stream' : ''}`, () =>
      failureAt({ kind: 'enormous', length: BODY_LIMIT }, { stream }, ({ reason }, { server }) => {
        assert.equal(reason, 'its model answered without end');
        assert.equal(server.requests, 1);
      }));
  }
});

describe('a request can be cancelled', () => {
  const reason = new Error('The league has ended.');

  test('while it is under way', async () => {
    const controller = new AbortController();
    await atServer(
      {
        server: { respond: () => (controller.abort(reason), BEHAVIOURS.hang) },
        options: { signal: controller.signal },
      },
      async ({ seated, transcripts }) => {
        await assert.rejects(seated().act(FIRST), reason);
        assert.deepEqual(transcripts.rows, []);
      },
    );
  });

  test('of one agent alone', async () => {
    const controller = new AbortController();
    const respond = ({ index }: { index: number }): Act => (index === 0 ? BEHAVIOURS.hang : GOOD);
    await atServer({ server: { respond } }, async ({ server, model, seated }) => {
      const agent = new ChatAgent(model, { signal: controller.signal });
      agent.begin({ spec: 'word_duel', seat: 0, seed: 1 });
      const cancelled = assert.rejects(agent.act(FIRST), reason);
      while (server.requests === 0) await nextTick();
      assert.equal(await seated().act(FIRST), GOOD);
      controller.abort(reason);
      await cancelled;
    });
  });

  test('while it waits for a retry', async () => {
    const controller = new AbortController();
    const sleep = (): Promise<void> => (controller.abort(reason), new Promise(() => undefined));
    await atServer(
      { server: { respond: () => BEHAVIOURS.busy }, options: { signal: controller.signal, sleep } },
      async ({ seated }) => assert.rejects(seated().act(FIRST), reason),
    );
  });

  test('before it is made', () =>
    atServer({ options: { signal: AbortSignal.abort(reason) } }, async ({ server, seated }) => {
      await assert.rejects(seated().act(FIRST), reason);
      assert.equal(server.requests, 0);
    }));
});
