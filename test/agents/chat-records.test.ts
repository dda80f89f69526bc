import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import {
  ChatAgent,
  type ChatConfigInput,
  type ChatEvent,
  ChatModel,
  type ChatModelOptions,
  FileTranscripts,
  MemoryTranscripts,
  readTranscripts,
  ReplyCache,
  type TranscriptLine,
} from '@parlor/agents';
import { canonical } from '../../agents/chat/canonical.ts';
import { BEHAVIOURS } from '../../scripts/support/model-behaviour.ts';
import { ModelServer } from '../../scripts/support/model-server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { atServer, FIRST, KEY, stepOf, told } from './support/chat.ts';

async function lines(path: string): Promise<TranscriptLine[]> {
  const all: TranscriptLine[] = [];
  for await (const line of readTranscripts(path)) all.push(line);
  return all;
}

describe('the transcript', () => {
  test('has a row for every reply, with all that is needed to audit it', () => {
    let time = 0;
    return atServer(
      { options: { clock: () => (time += 10) } },
      async ({ server, seated, transcripts, waits }) => {
        server.script(BEHAVIOURS.failing, { kind: 'answer', text: '[crane]', reasoning: 'why not' }, '[zzz]');
        const agent = seated();
        await agent.act(stepOf([told('You hide the word apple.')], 4));
        await agent.act(stepOf([told('That was rejected.')], 4));
        const [first, second] = transcripts.rows;
        const { tries, answer, request, ...rest } = first;
        assert.deepEqual(rest, {
          version: 1,
          agent: 'ada',
          game: 'word_duel(rounds=6,length=5,words=64)',
          seed: 1,
          episode: 0,
          seat: 0,
          role: 'first',
          turn: 4,
          attempt: 0,
          template: 'default',
          baseURL: server.baseURL,
          reply: '<think>why not</think>[crane]',
          latency: 10,
          cost: 0,
          cached: false,
          error: null,
        });
        assert.deepEqual(tries, [
          { kind: 'server', status: 500, detail: '500 Internal error.', wait: waits[0], latency: 10 },
        ]);
        assert.deepEqual(request, server.received[0].body);
        assert.deepEqual([answer?.text, answer?.reasoning, answer?.finish], ['[crane]', 'why not', 'stop']);
        assert.deepEqual([second.attempt, second.reply], [1, '[zzz]']);
      },
    );
  });

  test('goes on in a file that a killed run has left, whose half line alone is lost', async () => {
    const path = join(temporaryFolder(), 'transcript.jsonl');
    const write = (episodes: readonly number[]): Promise<void> =>
      atServer({}, async ({ server, transcripts, seated }) => {
        server.script('[crane]');
        await seated().act(FIRST);
        const file = await FileTranscripts.open(path);
        await Promise.all(episodes.map((episode) => file.append({ ...transcripts.rows[0], episode })));
        await file.close();
      });
    await write([0, 1, 2]);
    appendFileSync(path, '{"version":1,"agent":"ada","ga');
    await write([3]);
    assert.deepEqual(
      (await lines(path)).map((line) => ('row' in line ? line.row.episode : line.damaged)),
      [0, 1, 2, '{"version":1,"agent":"ada","ga', 3],
    );
  });

  test('that cannot be opened is an error that names it', () =>
    assert.rejects(FileTranscripts.open(join(temporaryFolder(), 'no/such/file')), {
      name: 'ChatError',
      message: /^The transcript file .*no\/such\/file can not be opened; name another\.$/,
    }));
});

describe('the cache', () => {
  interface Run {
    readonly replies: readonly string[];
    readonly events: readonly ChatEvent[];
    readonly transcripts: MemoryTranscripts;
    readonly model: ChatModel;
  }

  /** Three decisions of an agent, the third after the second was rejected. */
  async function run(
    baseURL: string,
    cache: ReplyCache,
    config: Partial<ChatConfigInput> = {},
  ): Promise<Run> {
    const events: ChatEvent[] = [];
    const transcripts = new MemoryTranscripts();
    const options: ChatModelOptions = {
      cache,
      transcripts,
      onEvent: (event) => events.push(event),
      sleep: () => Promise.resolve(),
    };
    const model = await ChatModel.open(
      { baseURL, model: 'local', key: KEY, retries: 0, template: 'transcript', ...config },
      options,
    );
    const agent = new ChatAgent(model);
    agent.begin({ spec: 'word_duel', seat: 0, seed: 'x', episode: 3 });
    const replies: string[] = [];
    for (const turn of [0, 2, 2]) replies.push(await agent.act(stepOf([told(`turn ${turn}`)], turn)));
    return { replies, events, transcripts, model };
  }

  const types = (events: readonly ChatEvent[]): string[] => events.map(({ type }) => type);
  const respond = ({ index }: { index: number }): string => `[answer ${index}]`;

  test('gives the same bytes with the server down, and costs nothing', async () => {
    const folder = temporaryFolder();
    const server = await ModelServer.start({ respond });
    server.script({ kind: 'answer', text: 'no', reasoning: 'hm' });
    const first = await run(server.baseURL, await ReplyCache.open(folder));
    assert.deepEqual(first.replies, ['<think>hm</think>no', '[answer 1]', '[answer 2]']);
    await server.close();
    for (const mode of ['read-write', 'read-only'] as const) {
      const again = await run(server.baseURL, await ReplyCache.open(folder, mode));
      assert.deepEqual(again.replies, first.replies);
      assert.deepEqual(types(again.events), ['cache-hit', 'cache-hit', 'cache-hit']);
      assert.deepEqual(
        [again.model.ledger.requests, again.model.ledger.cost, again.model.ledger.cacheHits],
        [0, 0, 3],
      );
      const rows = ({ transcripts }: Run): object[] =>
        transcripts.rows.map((row) => ({ ...row, cached: false, cost: 0 }));
      assert.equal(JSON.stringify(rows(again)), JSON.stringify(rows(first)));
    }
  });

  test('names its files by a hash and nothing else, and another key reads the same entries', async () => {
    const folder = temporaryFolder();
    const server = await ModelServer.start({ respond });
    const { replies } = await run(server.baseURL, await ReplyCache.open(folder));
    await server.close();
    const names = readdirSync(folder);
    assert.equal(names.length, 3);
    for (const name of names) assert.match(name, /^[0-9a-f]{64}$/);
    const other = await run(server.baseURL, await ReplyCache.open(folder), { key: 'sk-another-key-of-mine' });
    assert.deepEqual(other.replies, replies);
  });

  test('asks anew what is not the same request', async () => {
    const folder = temporaryFolder();
    const server = await ModelServer.start({ respond });
    try {
      const cache = await ReplyCache.open(folder);
      await run(server.baseURL, cache);
      await run(server.baseURL, cache, { temperature: 0.5 });
      await run(server.baseURL, cache, { template: 'boxed' });
      assert.equal(server.requests, 9);
      await run(server.baseURL, cache, { temperature: 0.5 });
      assert.equal(server.requests, 9);
    } finally {
      await server.close();
    }
  });

  const damages: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    ['cut', (text) => text.slice(0, 40), /it is no entry/],
    ['emptied', () => '', /it is no entry/],
    ['altered', (text) => text.replace('[answer', '[other'), /its checksum is wrong/],
    [
      'put in the place of another',
      (text) => text.replace(/"key":"../, '"key":"zz'),
      /the answer to another request/,
    ],
  ];
  for (const [name, damage, detail] of damages) {
    test(`reports an entry that was ${name}, and asks anew`, async () => {
      const folder = temporaryFolder();
      const server = await ModelServer.start({ respond });
      try {
        const cache = await ReplyCache.open(folder);
        await run(server.baseURL, cache);
        for (const file of readdirSync(folder).map((entry) => join(folder, entry)))
          writeFileSync(file, damage(readFileSync(file, 'utf8')));
        const strict = await ReplyCache.open(folder, 'read-only');
        await assert.rejects(run(server.baseURL, strict), {
          name: 'AgentError',
          message: /its answer is not in the cache, and the cache is read-only\.$/,
        });
        const { events, replies } = await run(server.baseURL, cache);
        assert.deepEqual(replies, ['[answer 3]', '[answer 4]', '[answer 5]']);
        assert.deepEqual(types(events), ['cache-damaged', 'cache-damaged', 'cache-damaged']);
        for (const event of events) assert.match(event.type === 'cache-damaged' ? event.detail : '', detail);
        assert.deepEqual((await run(server.baseURL, strict)).replies, replies);
      } finally {
        await server.close();
      }
    });
  }

  test('that is read-only says what is missing, and asks nobody', () =>
    atServer({}, async ({ server }) => {
      const events: ChatEvent[] = [];
      const cache = await ReplyCache.open(join(temporaryFolder(), 'none'), 'read-only');
      const model = await ChatModel.open(
        { baseURL: server.baseURL, model: 'local', key: null },
        { cache, onEvent: (event) => events.push(event) },
      );
      const agent = new ChatAgent(model);
      agent.begin({ spec: 'word_duel', seat: 0, seed: 1 });
      await assert.rejects(agent.act(FIRST), { name: 'AgentError' });
      assert.equal(server.requests, 0);
      assert.match(events[0].type === 'failure' ? events[0].detail : '', /^there is no entry [0-9a-f]{64}$/);
    }));

  test('keeps the first of two answers to the same question, for both who asked', async () => {
    const server = await ModelServer.start({ respond });
    try {
      const cache = await ReplyCache.open(temporaryFolder());
      const [one, other] = await Promise.all([run(server.baseURL, cache), run(server.baseURL, cache)]);
      assert.deepEqual(one.replies, other.replies);
    } finally {
      await server.close();
    }
  });

  test('never puts another answer in the place of one that it has', async () => {
    const cache = await ReplyCache.open(temporaryFolder());
    const answer = (text: string) => ({
      text,
      reasoning: '',
      refusal: null,
      finish: 'stop',
      toolCalls: 0,
      usage: null,
    });
    const key = ReplyCache.key({ question: 1 });
    for (const text of ['first', 'second']) assert.equal((await cache.keep(key, answer(text))).text, 'first');
    assert.deepEqual(await cache.find(key), { completion: answer('first') });
  });

  test('does not mind the order of names in a request', () => {
    assert.equal(canonical({ b: [{ d: 1, c: 2 }], a: undefined }), '{"b":[{"c":2,"d":1}]}');
    assert.equal(ReplyCache.key({ a: 1, b: 2 }), ReplyCache.key({ b: 2, a: 1 }));
  });
});

test('the key is in no event, error, transcript, file or reply, whatever the server and the model say', async () => {
  const folder = temporaryFolder();
  const path = join(temporaryFolder(), 'transcript.jsonl');
  const file = await FileTranscripts.open(path);
  const echo = `Incorrect API key provided: ${KEY}. ${KEY.repeat(40)}`;
  const acts = [
    { kind: 'status', status: 401, message: echo, headers: { 'x-key': KEY } },
    { kind: 'status', status: 500, message: `${'.'.repeat(480)}${echo}` },
    { kind: 'answer', text: `My key is ${KEY}.`, reasoning: echo, refusal: echo, finish: KEY },
    { kind: 'answer', text: 'x', role: KEY },
    { kind: 'body', body: echo },
    { kind: 'answer', text: echo, stream: 'error' },
  ] as const;
  const outputs: unknown[] = [];
  for (const act of acts) {
    for (const stream of [false, true]) {
      await atServer(
        {
          server: { respond: () => act },
          config: { stream, retries: 1 },
          options: { transcripts: file, cache: await ReplyCache.open(folder) },
        },
        async ({ model, events, seated }) => {
          const reply = await seated()
            .act(FIRST)
            .catch((error: unknown) => error);
          outputs.push(reply, events, model);
          const told = events.flatMap((event) => ('detail' in event ? [event.detail] : []));
          if (act.kind === 'status')
            assert.ok(
              told.every((detail) => /provided: \[k|^500 \.+/.test(detail)),
              told[0],
            );
        },
      );
    }
  }
  await file.close();
  const written = [path, ...readdirSync(folder).map((name) => join(folder, name))];
  assert.ok(written.length > 1);
  outputs.push(readdirSync(folder), ...written.map((name) => readFileSync(name, 'utf8')));
  const text = inspect(outputs, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
  assert.ok(text.includes('[key]'));
  for (let from = 0; from + 12 <= KEY.length; from++)
    assert.ok(!text.includes(KEY.slice(from, from + 12)), text);
});
