import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { searxngEngine, type SearxngOptions } from '@parlor/agents';
import {
  AsyncEnv,
  OptionError,
  type ScoredDocument,
  type SearchEngine,
  SearchError,
  type SearchFailure,
  searchSelfPlayOf,
} from '@parlor/envs';
import fc from 'fast-check';
import { Pace } from '../../agents/search/pace.ts';
import { SearchCache } from '../../agents/search/search-cache.ts';
import { clean, readReply } from '../../agents/search/searxng-reply.ts';
import { type Act, body, echo, hang, json, reset, SearxngServer, status } from './support/searxng-server.ts';

const KEY = 'hunter2-and-more';
const folder = mkdtempSync(join(tmpdir(), 'parlor-searxng-'));
after(() => rmSync(folder, { recursive: true }));

interface Scene {
  readonly server: SearxngServer;
  readonly engine: SearchEngine;
}

/** Plays a scene with a server and an engine that hardly waits before it asks again. */
async function atServer(
  options: Partial<SearxngOptions>,
  scene: (scene: Scene) => Promise<void>,
  respond?: Act,
): Promise<void> {
  const server = await SearxngServer.start(respond);
  const engine = searxngEngine({ url: server.url, backoff: { first: 2, most: 4 }, ...options });
  try {
    await scene({ server, engine });
  } finally {
    await server.close();
  }
}

async function failureOf(found: ReturnType<SearchEngine['search']>): Promise<SearchError> {
  try {
    await found;
  } catch (error) {
    assert.ok(error instanceof SearchError, String(error));
    return error;
  }
  assert.fail('It was found.');
}

/** Waits until something is so; the test's own time limit ends what never is. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await wait(1);
}

/** Any code units, halves of pairs included, most of them where control characters and blanks are. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0xff), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength })
    .map((units) => String.fromCharCode(...units));

/** Timers that keep the process alive. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

const result = (url: string, content = 'text'): object => ({ url, title: 'T', content });

describe('a search by SearXNG', () => {
  test('asks in its JSON form for what the options say', () =>
    atServer(
      {
        language: 'de',
        categories: ['general', 'science'],
        engines: ['wikipedia'],
        safesearch: 2,
        pageno: 3,
        headers: { Authorization: `Bearer ${KEY}` },
      },
      async ({ server, engine }) => {
        assert.deepEqual(await engine.search('who & what', 3), [
          { id: 'https://a.example/', title: 'Echo', text: 'about who & what', score: 1 },
        ]);
        const [{ path, headers }] = server.received;
        const { pathname, searchParams } = new URL(path, server.url);
        assert.equal(pathname, '/search');
        assert.deepEqual(Object.fromEntries(searchParams), {
          q: 'who & what',
          format: 'json',
          language: 'de',
          categories: 'general,science',
          engines: 'wikipedia',
          safesearch: '2',
          pageno: '3',
        });
        assert.equal(headers.authorization, `Bearer ${KEY}`);
        assert.match(engine.name, /^searxng at 127\.0\.0\.1:\d+$/);
      },
    ));

  test('finds at most k, from one answer for any k', () =>
    atServer({}, async ({ server, engine }) => {
      server.script(json({ results: ['a', 'b', 'c'].map((name) => result(`https://${name}.example/`)) }));
      const ids = async (k: number): Promise<string[]> =>
        (await engine.search('x', k)).map(({ id }) => new URL(id).host[0]);
      assert.deepEqual(await ids(2), ['a', 'b']);
      assert.deepEqual(await ids(9), ['a', 'b', 'c']);
      assert.deepEqual(await ids(0), []);
      assert.equal(server.received.length, 1);
      await assert.rejects(async () => engine.search('x', -1), OptionError);
      await assert.rejects(async () => engine.search('x', 1.5), OptionError);
    }));

  test('takes a query for words, never for an order to SearXNG', () =>
    atServer({ longestQuery: 30 }, async ({ server, engine }) => {
      await engine.search(' !!g  :fr <9 ?who\n\u0000 is!  "the a:b" ', 1);
      await engine.search('x'.repeat(99), 1);
      assert.deepEqual(await engine.search(' !! \u200b ', 1), []);
      const queries = server.received.map(({ path }) => new URL(path, server.url).searchParams.get('q'));
      assert.deepEqual(queries, ['g fr 9 who is! "the a:b"', 'x'.repeat(30)]);
    }));
});

describe('what SearXNG found', () => {
  const read = (results: readonly unknown[], longest = 50): readonly ScoredDocument[] => {
    const reply = readReply({ results }, longest);
    assert.ok(reply);
    return reply.documents;
  };

  test('are documents with an address of the web and a text, each once, in its order, whatever arrives', () => {
    const row = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record(
          {
            url: fc.oneof(
              text(9).map((path) => `https://a.example/${path}`),
              fc.constantFrom('https://a.example/', 'javascript:1', 'file:///x', 'HTTP://b', ''),
            ),
            title: fc.oneof(text(9), fc.constant(null)),
            content: text(70),
            score: fc.oneof(fc.double(), fc.constantFrom('1', null)),
          },
          { requiredKeys: ['url'] },
        ),
      },
      { weight: 1, arbitrary: fc.anything({ maxDepth: 1, maxKeys: 3 }) },
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        const documents = read(rows);
        assert.equal(new Set(documents.map(({ id }) => id)).size, documents.length);
        for (const [index, { id, title, text, score }] of documents.entries()) {
          assert.match(id, /^https?:\/\/\S{1,1993}$/);
          assert.ok(text.length > 0 && text.length <= 50 && title.length <= 300);
          assert.doesNotMatch(title + text, /\p{C}/u);
          assert.ok(Number.isFinite(score), `${score} of document ${index}`);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('has its own score, or one by its rank', () => {
    const rows = [
      { ...result('https://a.example/'), score: 7.5 },
      result('https://a.example/', 'again'),
      result('ftp://b.example/'),
      result('https://b.example/', ' \u0007 '),
      { url: 'https://c.example/' },
      result('https://d.example/'),
      { ...result('https://e.example/'), score: 'best' },
      result(`https://f.example/${'x'.repeat(2000)}`),
    ];
    assert.deepEqual(
      read(rows).map(({ id, score }) => [id[8], score]),
      [
        ['a', 7.5],
        ['d', 1 / 2],
        ['e', 1 / 3],
      ],
    );
  });

  test('is cut between characters', () => {
    assert.equal(clean('ab🙂cd', 3), 'ab');
    assert.equal(clean('ab🙂cd', 4), 'ab🙂');
    assert.equal(clean('ab\r\n\u202e cd', 3), 'ab');
  });
});

describe('a search that fails', () => {
  interface Trouble {
    readonly act: Act;
    readonly failure: SearchFailure;
    readonly says: RegExp;
    /** Requests in all, with one retry. */
    readonly requests: number;
    readonly options?: Partial<SearxngOptions>;
  }
  const page = '<!doctype html><title>SearXNG</title>';
  const cut: Act = (response) => {
    response.writeHead(200, { 'content-length': 500 }).write('{"results": [');
    setTimeout(() => response.destroy(), 5);
  };
  const slow: Act = (response) => void response.writeHead(200).write('{"results": [');
  const bomb: Act = (response) =>
    void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(' '.repeat(2 ** 20)));
  const endless: Act = (response) => {
    response.writeHead(200);
    const more = (): void => {
      if (!response.destroyed) response.write(' '.repeat(2 ** 16), more);
    };
    more();
  };
  const troubles: Readonly<Record<string, Trouble>> = {
    'does not come': { act: hang, failure: 'timeout', says: /within 150 ms/, requests: 2 },
    'does not end': { act: slow, failure: 'timeout', says: /within 150 ms/, requests: 2 },
    'is a reset': { act: reset, failure: 'unavailable', says: /closed the connection/, requests: 2 },
    'breaks off': { act: cut, failure: 'unavailable', says: /closed the connection/, requests: 2 },
    'is 401': { act: status(401), failure: 'refused', says: /credentials/, requests: 1 },
    'is 403': { act: status(403), failure: 'refused', says: /search\.formats in settings\.yml/, requests: 1 },
    'is 404': { act: status(404), failure: 'refused', says: /base address/, requests: 1 },
    'is 414': { act: status(414), failure: 'refused', says: /\(414\)/, requests: 1 },
    'is 204': { act: status(204), failure: 'malformed', says: /204/, requests: 1 },
    'is 429': { act: status(429), failure: 'rate-limit', says: /interval/, requests: 2 },
    'is 429 for an hour': {
      act: status(429, { 'retry-after': '3600' }),
      failure: 'rate-limit',
      says: /asks to wait 3600 s/,
      requests: 1,
    },
    'is 500': { act: status(500), failure: 'unavailable', says: /\(500\)/, requests: 2 },
    'is 503': { act: status(503), failure: 'unavailable', says: /\(503\)/, requests: 2 },
    'is a redirect': {
      act: status(302, { location: `https://u:${KEY}@b.example/?${KEY}` }),
      failure: 'refused',
      says: /redirects to b\.example \(302\)/,
      requests: 1,
    },
    'is a redirect nowhere': { act: status(301), failure: 'refused', says: /redirects \(301\)/, requests: 1 },
    'is a page': { act: body(page, 'text/html'), failure: 'malformed', says: /settings\.yml/, requests: 1 },
    'is cut JSON': {
      act: body('{"results": [{"url"'),
      failure: 'malformed',
      says: /broken JSON/,
      requests: 1,
    },
    'is nothing': { act: body(''), failure: 'malformed', says: /broken JSON/, requests: 1 },
    'has another shape': {
      act: json([{ results: [] }]),
      failure: 'malformed',
      says: /no results/,
      requests: 1,
    },
    'is too large': { act: endless, failure: 'malformed', says: /raise largestReply/, requests: 1 },
    'unpacks to too much': { act: bomb, failure: 'malformed', says: /raise largestReply/, requests: 1 },
    'comes of silent engines': {
      act: json({ results: [], unresponsive_engines: [['a', 'CAPTCHA']] }),
      failure: 'unavailable',
      says: /engines behind it/,
      requests: 1,
    },
  };
  for (const [story, { act, failure, says, requests }] of Object.entries(troubles)) {
    test(`as its answer ${story} says so, and asks again only where that may help`, () =>
      atServer(
        {
          retries: 1,
          largestReply: 2 ** 18,
          headers: { 'x-key': KEY },
          ...(failure === 'timeout' && { timeout: 150 }),
        },
        async ({ server, engine }) => {
          server.script(act, act);
          const error = await failureOf(engine.search(`secret ${'words '.repeat(9)}`, 3));
          assert.equal(error.failure, failure, error.message);
          assert.match(error.message, says);
          assert.match(error.message, /^127\.0\.0\.1:\d+ [^\n]+: [^\n]+\.$/);
          assert.doesNotMatch(error.message, /hunter2|secret/);
          assert.equal(server.received.length, requests);
          await until(() => server.concurrent === 0);
        },
      ));
  }

  test('as nobody is there, or has no such name, says so', async () => {
    const server = await SearxngServer.start();
    await server.close();
    const refused = await failureOf(searxngEngine({ url: server.url, retries: 0 }).search('x', 1));
    assert.equal(refused.failure, 'unavailable');
    assert.match(refused.message, /accepts no connection: start SearXNG/);
    const unknown = await failureOf(searxngEngine({ url: 'http://no.invalid', retries: 0 }).search('x', 1));
    assert.equal(unknown.failure, 'unavailable');
    assert.match(unknown.message, /^no\.invalid is a name that /);
  });

  test('as something else than HTTP answers says so', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-x\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      assert.ok(typeof address === 'object' && address);
      const engine = searxngEngine({ url: `http://127.0.0.1:${address.port}`, retries: 0 });
      const { failure, message } = await failureOf(engine.search('x', 1));
      assert.deepEqual([failure, /does not speak HTTP/.test(message)], ['malformed', true], message);
    } finally {
      server.close();
    }
  });

  test('is not remembered', () =>
    atServer({ retries: 0 }, async ({ server, engine }) => {
      server.script(status(500));
      await failureOf(engine.search('x', 1));
      assert.equal((await engine.search('x', 1)).length, 1);
    }));

  test('may succeed on a retry, which comes no sooner than it was asked to', () =>
    atServer({}, async ({ server, engine }) => {
      server.script(reset, status(429, { 'retry-after': '0.06' }));
      assert.equal((await engine.search('x', 1)).length, 1);
      const [, second, third] = server.received.map(({ at }) => at);
      assert.ok(third - second >= 58, `${third - second} ms`);
    }));
});

describe('equal searches', () => {
  test('at the same time are one request, and later ones none', () =>
    atServer({}, async ({ server, engine }) => {
      const answers = await Promise.all([1, 2, 3, 3].map(async (k) => engine.search(k > 2 ? ' x ' : 'x', k)));
      for (const answer of answers) assert.equal(answer.length, 1);
      await engine.search('x', 5);
      assert.equal(server.received.length, 1);
    }));

  test('survive that one caller gives up, and end when all have', () =>
    atServer(
      {},
      async ({ server, engine }) => {
        const controllers = [new AbortController(), new AbortController()];
        const [first, second] = controllers.map(async ({ signal }) => engine.search('x', 1, signal));
        const third = engine.search('y', 1, controllers[1].signal);
        await until(() => server.concurrent === 2);
        controllers[0].abort('bored');
        await assert.rejects(first, (reason) => reason === 'bored');
        assert.equal((await second).length, 1);
        assert.equal((await third).length, 1);
        const last = new AbortController();
        const both = [1, 2].map((k) => Promise.resolve(engine.search('z', k, last.signal)).catch(String));
        await until(() => server.concurrent === 1);
        last.abort('over');
        assert.deepEqual(await Promise.all(both), ['over', 'over']);
        await until(() => server.concurrent === 0);
        assert.equal((await engine.search('z', 1)).length, 1);
        for (const { signal } of [...controllers, last])
          assert.deepEqual(getEventListeners(signal, 'abort'), []);
      },
      (response, query) => void setTimeout(() => echo(response, query), 25),
    ));

  test('are asked anew once the least recently used of the answers had to go', () =>
    atServer({ cache: 2 }, async ({ server, engine }) => {
      for (const query of ['a', 'b', 'a', 'c', 'a', 'b']) await engine.search(query, 1);
      const asked = server.received.map(({ path }) => new URL(path, server.url).searchParams.get('q'));
      assert.deepEqual(asked, ['a', 'b', 'c', 'b']);
    }));
});

describe('a search that is given up', () => {
  test('ends at once before it is sent, on its way, in the queue, in a gap and before a retry', () =>
    atServer(
      { concurrency: 1, interval: 60_000, retries: 3, backoff: { first: 60_000, most: 60_000 } },
      async ({ server, engine }) => {
        const before = timers();
        await assert.rejects(
          async () => engine.search('x', 1, AbortSignal.abort('never')),
          (reason) => reason === 'never',
        );
        assert.equal(server.received.length, 0);
        const signals: AbortSignal[] = [];
        const give = async (query: string, ready: () => boolean): Promise<void> => {
          const controller = new AbortController();
          signals.push(controller.signal);
          const outcome = Promise.resolve(engine.search(query, 1, controller.signal)).catch(String);
          await until(ready);
          await wait(5);
          controller.abort(`no ${query}`);
          assert.equal(await outcome, `no ${query}`);
        };
        server.script(hang);
        const controller = new AbortController();
        const hanging = Promise.resolve(engine.search('way', 1, controller.signal)).catch(String);
        await until(() => server.concurrent === 1);
        await give('queue', () => true);
        controller.abort('no way');
        assert.equal(await hanging, 'no way');
        await until(() => server.concurrent === 0);
        await give('gap', () => true);
        assert.equal(server.received.length, 1);
        // Another engine has no gap to wait for.
        server.script(status(500));
        const other = searxngEngine({ url: server.url, backoff: { first: 60_000, most: 60_000 } });
        const third = new AbortController();
        const retrying = Promise.resolve(other.search('x', 1, third.signal)).catch(String);
        await until(() => server.received.length === 2 && server.concurrent === 0);
        await wait(5);
        third.abort('no retry');
        assert.equal(await retrying, 'no retry');
        for (const signal of [...signals, controller.signal, third.signal])
          assert.deepEqual(getEventListeners(signal, 'abort'), []);
        assert.ok(timers() <= before, `${timers()} timers, ${before} before`);
      },
    ));
});

describe('the pace', () => {
  test('keeps requests apart, and so many at once', () =>
    atServer(
      { concurrency: 2, interval: 12 },
      async ({ server, engine }) => {
        const queries = ['a', 'b', 'c', 'd', 'e', 'f'];
        await engine.search('the first connection takes its time', 1);
        await Promise.all(queries.map(async (query) => engine.search(query, 1)));
        const asked = server.received.map(({ path }) => new URL(path, server.url).searchParams.get('q'));
        assert.deepEqual(asked.slice(1).sort(), queries); // connections may overtake each other
        const [first, last] = [server.received[0].at, server.received[6].at];
        assert.ok(last - first >= 6 * 12 - 15, `${last - first} ms`);
        assert.equal(server.peak, 2);
      },
      (response, query) => void setTimeout(() => echo(response, query), 30),
    ));

  test('keeps starts apart and in order, whoever gives up while it waits', async () => {
    const pace = new Pace({ concurrency: 2, interval: 3 });
    const starts: number[] = [];
    const order: number[] = [];
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const controller = new AbortController();
        const done = pace
          .run(() => {
            starts.push(performance.now());
            order.push(index);
            return Promise.resolve('done');
          }, controller.signal)
          .catch(String);
        if (index % 3 === 1) setTimeout(() => controller.abort('gone'), index % 2);
        return done;
      }),
    );
    assert.deepEqual(
      outcomes.filter((_, index) => index % 3 !== 1),
      Array.from({ length: 8 }, () => 'done'),
    );
    assert.deepEqual(
      order.filter((index) => index % 3 !== 1),
      [0, 2, 3, 5, 6, 8, 9, 11],
    );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    for (let index = 1; index < starts.length; index++) {
      assert.ok(starts[index] - starts[index - 1] >= 1.5, `${starts[index] - starts[index - 1]} ms`);
    }
  });

  test('keeps no process alive after its last piece of work', async () => {
    const before = timers();
    const pace = new Pace({ concurrency: 1, interval: 60_000 });
    assert.equal(await pace.run(() => Promise.resolve('done'), new AbortController().signal), 'done');
    assert.equal(timers(), before);
  });
});

describe('the cache folder', () => {
  test('answers a later run, tells no credentials, and is mended where it is damaged', () =>
    atServer({}, async ({ server }) => {
      const cacheFolder = join(folder, 'deep', 'cache');
      const open = (headers: Record<string, string> = { authorization: KEY }): SearchEngine =>
        searxngEngine({ url: server.url, cacheFolder, headers });
      const found = await open().search('x', 3);
      assert.deepEqual(await open().search('x', 3), found);
      assert.equal(server.received.length, 1);
      const [name, ...others] = readdirSync(cacheFolder);
      assert.deepEqual(others, []);
      assert.match(name, /^[0-9a-f]{64}$/);
      const path = join(cacheFolder, name);
      const kept = readFileSync(path, 'utf8');
      assert.doesNotMatch(kept, /hunter2/);
      for (const damage of [kept.slice(0, -20), kept.replace('about', 'along'), '{}']) {
        writeFileSync(path, damage);
        assert.deepEqual(await open().search('x', 3), found);
        assert.equal(readFileSync(path, 'utf8'), kept);
      }
      assert.equal(server.received.length, 4);
      await open({ authorization: 'another' }).search('x', 3); // who may see less, or more
      assert.equal(server.received.length, 5);
    }));

  test('that is none is refused, and one that goes away is an error', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.throws(
      () => searxngEngine({ url: 'http://a.example', cacheFolder: file }),
      /cannot be made \(EEXIST\)/,
    );
    const gone = join(folder, 'gone');
    const cache = new SearchCache(1, gone);
    rmSync(gone, { recursive: true });
    await assert.rejects(cache.keep('a', []), /gone cannot be written \(ENOENT\)/);
  });
});

describe('the options', () => {
  const url = 'http://a.example';
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{}, /url: expected an address/],
    [{ url: 'file:///x' }, /url: expected an address/],
    [{ url: `http://u:${KEY}@a.example` }, /url: .*give credentials as headers/],
    [{ url: 'http://a.example/search?q=' }, /url: .*no name, password, query/],
    [{ url, retries: -1 }, /retries/],
    [{ url, timeout: 0 }, /timeout/],
    [{ url, timeout: NaN }, /timeout/],
    [{ url, concurrency: 0 }, /concurrency/],
    [{ url, language: 'en&q=x' }, /language: expected a language/],
    [{ url, engines: ['a,b'] }, /engines\.0: expected names/],
    [{ url, headers: { [`a ${KEY}`]: 'x' } }, /headers: /],
    [{ url, headers: { a: `x\r\n${KEY}: y` } }, /headers: expected a line/],
    [{ url, headers: { Host: 'b' } }, /headers: .*host/],
    [{ url, retrys: 1 }, /retrys/],
    [undefined, /options of the SearXNG engine/],
  ];
  for (const [options, says] of wrong) {
    test(`are refused as ${says.source}`, () => {
      assert.throws(
        // What a caller in plain JavaScript may say.
        () => Reflect.apply(searxngEngine, undefined, [options]),
        (error) => {
          assert.ok(error instanceof OptionError);
          assert.match(error.message, says);
          assert.match(error.message, /^The options of the SearXNG engine are not valid: [^\n]+\.$/);
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      );
    });
  }
});

describe('search self-play', () => {
  const pages = new Map([
    ['Ash', 'Anna'],
    ['Birch', 'Berta'],
  ]);
  const wells: Act = (response, query) => {
    const hits = [...pages].filter((names) => names.some((name) => query.includes(name)));
    const results = hits.map(([town, name]) =>
      result(`https://wells.example/${town}`, `The well of ${town} is ${name}.`),
    );
    json({ query, results })(response, query);
  };

  test('is played over it', () =>
    atServer(
      {},
      async ({ engine, server }) => {
        const game = searchSelfPlayOf(
          {
            id: 'wells_of_the_web',
            sources: {
              engine,
              reader: {
                name: 'wells',
                read(_question, documents) {
                  const found = documents.find(({ text }) => text.includes('of Ash'));
                  return found ? { answer: 'Anna' } : { none: 'no document tells it' };
                },
              },
              examples: ['Of which name is the deep and famous well of Ash town?'],
              answer: () => 'Anna',
            },
          },
          { solvers: 2, noise: 1 },
        );
        const env = new AsyncEnv(game);
        await env.reset({ seed: 1 });
        await env.step('<search>Anna</search>');
        assert.match(env.messages(0).at(-1)?.text ?? '', /The well of Ash is Anna\./);
        await env.step('<search>Ash Birch</search>');
        await env.step('<question>Of which name is the deep and famous well of Ash town?</question>');
        await env.step('<search>Birch</search>');
        await env.step('<answer>Berta</answer>');
        const step = await env.step('<answer>Anna</answer>');
        assert.equal(step.terminated, true);
        assert.deepEqual(step.returns, [0.5, 0, 1]);
        assert.equal(server.received.length, 3); // the noise was known from the proposer's first search
      },
      wells,
    ));
});
