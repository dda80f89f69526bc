import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setImmediate as nextTick, setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  searxngEngine,
  type SearxngConfigInput,
  type SearxngEngine,
  type SearxngEvent,
  type SearxngOptions,
} from '@parlor/agents';
import { OptionError, SearchError, type SearchFailure, stream } from '@parlor/envs';
import fc from 'fast-check';
import { backoff } from '../../agents/chat/backoff.ts';
import { Pace } from '../../agents/search/pace.ts';
import { Recent } from '../../agents/search/recent.ts';
import { plainText } from '../../agents/search/searxng-answer.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Act, page, SearxngServer } from './support/searxng-server.ts';

const KEY = 'Bearer sk-test-0123456789abcdefghij';

interface Bench {
  readonly server: SearxngServer;
  readonly engine: SearxngEngine;
  readonly events: SearxngEvent[];
  /** How long it was to wait before retries, in milliseconds; it did not wait. */
  readonly waits: number[];
  /** One more engine at the same server. */
  another(config?: Partial<SearxngConfigInput>, options?: SearxngOptions): SearxngEngine;
}

/** Does some work at a server, which is closed whatever happens. */
async function atServer(
  config: Partial<SearxngConfigInput>,
  work: (bench: Bench) => Promise<void>,
  options: SearxngOptions = {},
): Promise<void> {
  const server = await SearxngServer.start();
  const events: SearxngEvent[] = [];
  const waits: number[] = [];
  const another: Bench['another'] = (other, more) =>
    searxngEngine(
      { url: server.url, ...config, ...other },
      {
        onEvent: (event) => events.push(event),
        sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
        ...options,
        ...more,
      },
    );
  try {
    await work({ server, engine: another(), events, waits, another });
  } finally {
    await server.close();
  }
}

const titles = async (found: ReturnType<SearxngEngine['search']>): Promise<string[]> =>
  (await found).map(({ title }) => title);

/** What a search fails with. */
async function failureOf(found: ReturnType<SearxngEngine['search']>): Promise<SearchError> {
  try {
    await found;
  } catch (error) {
    assert.ok(error instanceof SearchError, inspect(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'The search did not fail.' });
}

describe('the engine over SearXNG', () => {
  test('asks for JSON as it was told, and makes documents of the results', () =>
    atServer(
      {
        categories: ['general', 'it'],
        engines: ['wikipedia'],
        language: 'en-GB',
        safesearch: 1,
        timeRange: 'year',
        headers: { authorization: KEY },
      },
      async ({ server, engine }) => {
        server.script({
          kind: 'results',
          results: [
            { url: 'https://example.org/a', title: 'A', content: 'First.', score: 1.5 },
            { url: 'https://example.org/b', title: 'B', content: null, score: 4 },
          ],
        });
        assert.deepEqual(await engine.search('Ana Velm', 5), [
          { id: 'https://example.org/b', title: 'B', text: '', score: 4 },
          { id: 'https://example.org/a', title: 'A', text: 'First.', score: 1.5 },
        ]);
        const [{ path, parameters, headers }] = server.asked;
        assert.equal(path, '/search');
        assert.deepEqual(Object.fromEntries(parameters), {
          q: 'Ana Velm',
          format: 'json',
          pageno: '1',
          categories: 'general,it',
          engines: 'wikipedia',
          language: 'en-GB',
          safesearch: '1',
          time_range: 'year',
        });
        assert.equal(headers.authorization, KEY);
      },
    ));

  test('leaves to the instance what it was not told', () =>
    atServer({}, async ({ server, engine }) => {
      await engine.search('Velm', 1);
      assert.deepEqual([...server.asked[0].parameters.keys()], ['q', 'format', 'pageno']);
    }));

  test('scores by rank where a result has no score', () =>
    atServer({}, async ({ server, engine }) => {
      server.script(page('a', 'b', 'c'));
      const found = await engine.search('Velm', 2);
      assert.deepEqual(
        found.map(({ title, score }) => [title, score]),
        [
          ['a', 1],
          ['b', 1 / 2],
        ],
      );
    }));

  test('takes no result twice, none without an address of the web, and texts as one line without control characters', () =>
    atServer({ maxText: 100 }, async ({ server, engine }) => {
      const results = [
        {
          url: 'https://example.org/a',
          title: ' A\u0000\u202e\n title ',
          content: `\ud800${'long '.repeat(50)}`,
        },
        { url: 'https://example.org/a', title: 'again' },
        { url: 'javascript:alert(1)', title: 'script' },
        { url: 'file:///etc/passwd', title: 'file' },
        { url: 'nowhere', title: 'nowhere' },
        { url: `https://example.org/${'x'.repeat(100)}`, title: 'endless' },
        { title: 'none' },
      ];
      server.script({ kind: 'results', results });
      const [{ text, ...only }, ...others] = await engine.search('Velm', 9);
      assert.deepEqual([only, others], [{ id: 'https://example.org/a', title: 'A title', score: 1 }, []]);
      assert.equal(text, 'long '.repeat(20).trim());
    }));

  test('looks at further pages only where it is to, and as far as it takes', () =>
    atServer({ pages: 3 }, async ({ server, engine }) => {
      server.script(page('a', 'b'), page('b', 'c'));
      assert.deepEqual(await titles(engine.search('Velm', 3)), ['a', 'b', 'c']);
      server.script(page('a'), page());
      assert.deepEqual(await titles(engine.search('Torrin', 3)), ['a']);
      assert.deepEqual(
        server.asked.map(({ parameters }) => parameters.get('pageno')),
        ['1', '2', '1', '2'],
      );
    }));

  test('sends words alone: no query chooses engines, languages or limits, or leads elsewhere', () =>
    atServer({ cache: { memory: 0 } }, async ({ server, engine }) => {
      await engine.search('!!g  :de ?x <3 Ana\nVelm: born 3 < 4!', 1);
      assert.equal(server.asked[0].parameters.get('q'), 'g de x 3 Ana Velm: born 3 4!');
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('!', ':', '?', '<', ' ', '\n', '\t', 'a', 'é', '&', '=', '#', '\ud800')),
          async (signs) => {
            const before = server.asked.length;
            await engine.search(signs.join(''), 1);
            if (server.asked.length === before) return;
            const query = server.asked[before].parameters.get('q') ?? '';
            assert.match(query, /^[^\s!:?<]\S*(?: [^\s!:?<]\S*)*$/);
            assert.deepEqual([...server.asked[before].parameters.keys()], ['q', 'format', 'pageno']);
          },
        ),
        { seed: 1, numRuns: 60 },
      );
      const asked = server.asked.length;
      assert.deepEqual([await engine.search('!! : ', 3), await engine.search('Velm', 0)], [[], []]);
      assert.equal(server.asked.length, asked);
    }));

  test('follows the instance within itself, and nowhere else', () =>
    atServer({ retries: 0, headers: { authorization: KEY } }, async ({ server, engine }) => {
      const elsewhere = await SearxngServer.start();
      try {
        const to = (location: string, status = 302): Act => ({
          kind: 'status',
          status,
          headers: { location },
        });
        server.script(to('/searx/search?q=Velm', 301), page('a'));
        assert.deepEqual(await titles(engine.search('Velm', 1)), ['a']);
        assert.deepEqual(
          server.asked.map(({ path }) => path),
          ['/search', '/searx/search'],
        );
        for (const location of [
          elsewhere.url,
          server.url.replace('http:', 'https:'),
          server.url.replace('//', '//name:word@'),
          'file:///etc/passwd',
          'http://',
        ]) {
          server.script(to(location, 307));
          const { failure, message } = await failureOf(engine.search('Torrin', 1));
          assert.equal(failure, 'refused');
          assert.match(
            message,
            /sends its visitors on to .*; give the address where it answers itself as url\.$/,
          );
        }
        server.script(...Array.from({ length: 4 }, () => to('/search')));
        assert.match((await failureOf(engine.search('Torrin', 1))).message, /one address after the other/);
        assert.equal(elsewhere.asked.length, 0);
      } finally {
        await elsewhere.close();
      }
    }));
});

/** What goes wrong, what it is, and whether the same is worth another try. */
const FAULTS: readonly [string, Act, SearchFailure, RegExp, 'again' | 'once'][] = [
  ['silence', { kind: 'hang' }, 'timeout', /did not answer within 0\.05 s .*raise timeLimit/, 'again'],
  ['half an answer and silence', { kind: 'hang', after: 'half' }, 'timeout', /within 0\.05 s/, 'again'],
  ['a broken connection', { kind: 'reset' }, 'unavailable', /could not be asked \(.+\).*check url/, 'again'],
  [
    'a connection that breaks in the answer',
    { kind: 'reset', after: 'half' },
    'unavailable',
    /could not be asked/,
    'again',
  ],
  ['400', { kind: 'status', status: 400 }, 'refused', /status 400; check that url/, 'once'],
  ['401', { kind: 'status', status: 401 }, 'refused', /status 401; check the credentials/, 'once'],
  [
    '403',
    { kind: 'status', status: 403 },
    'refused',
    /enable json under search\.formats in its settings\.yml/,
    'once',
  ],
  ['404', { kind: 'status', status: 404 }, 'refused', /url is that of an instance, without \/search/, 'once'],
  ['429', { kind: 'status', status: 429 }, 'rate-limit', /status 429 .*ask less often/, 'again'],
  ['500', { kind: 'status', status: 500 }, 'unavailable', /status 500/, 'again'],
  ['503', { kind: 'status', status: 503 }, 'unavailable', /status 503/, 'again'],
  ['304', { kind: 'status', status: 304 }, 'malformed', /status 304/, 'once'],
  [
    'HTML',
    { kind: 'body', type: 'text/html', body: '{}' },
    'malformed',
    /HTML in place of JSON; .*search\.formats/,
    'once',
  ],
  [
    'HTML that is called JSON',
    { kind: 'body', body: ' <!doctype html>' },
    'malformed',
    /HTML in place/,
    'once',
  ],
  ['cut JSON', { kind: 'body', body: '{"results":[{"url":"htt' }, 'malformed', /cut off or damaged/, 'again'],
  ['nothing', { kind: 'body', body: '' }, 'malformed', /cut off or damaged/, 'again'],
  ['another form', { kind: 'body', body: '{"hits":[]}' }, 'malformed', /another form \(results: /, 'once'],
  ['results that are none', { kind: 'body', body: '{"results":[3]}' }, 'malformed', /\(results\.0: /, 'once'],
  [
    'a title that is none',
    { kind: 'body', body: '{"results":[{"title":{}}]}' },
    'malformed',
    /\(results\.0\.title/,
    'once',
  ],
  ['null', { kind: 'body', body: 'null' }, 'malformed', /\(the whole: /, 'once'],
  ['no end', { kind: 'endless' }, 'malformed', /more than 100000 bytes; raise maxBytes/, 'once'],
  [
    'silent engines',
    {
      kind: 'results',
      results: [],
      silent: [
        ['google', 'timeout'],
        ['bing', 'CAPTCHA'],
      ],
    },
    'unavailable',
    /engines of it did not answer \(google, bing\)/,
    'again',
  ],
];

describe('what goes wrong at SearXNG', () => {
  for (const [name, act, kind, words, tries] of FAULTS) {
    test(`${name}: ${kind}, asked ${tries === 'once' ? 'once' : 'again'}`, () =>
      atServer(
        { retries: 1, timeLimit: act.kind === 'hang' ? 0.05 : 10, maxBytes: 100_000 },
        async ({ server, engine, waits, events }) => {
          const again = tries === 'again';
          server.script(...(again ? [act, act] : [act]));
          const { failure, message } = await failureOf(engine.search('Velm', 3));
          assert.equal(failure, kind);
          assert.match(message, words);
          assert.match(message, /^SearXNG at http:\/\/127\.0\.0\.1:\d+ [^\n]+\.$/);
          assert.equal(server.asked.length, again ? 2 : 1);
          assert.equal(/\(asked 2 times\)/.test(message), again);
          assert.deepEqual(waits, again ? [500] : []);
          assert.deepEqual(
            events.map(({ type }) => type),
            again ? ['retry'] : [],
          );
          // Whatever it was, the next search finds everything in order, and nothing is kept of the failure.
          assert.equal((await engine.search('Velm', 3)).length, 3);
        },
      ));
  }

  test('no server at all: unavailable', async () => {
    const server = await SearxngServer.start();
    await server.close();
    const engine = searxngEngine({ url: server.url, retries: 0 });
    const { failure, message } = await failureOf(engine.search('Velm', 3));
    assert.equal(failure, 'unavailable');
    assert.match(message, /could not be asked \(.*ECONNREFUSED.*\); check url, and that it is running\.$/);
  });

  test('any JSON at all: documents or a typed failure', () =>
    atServer({ retries: 0, cache: { memory: 0 } }, async ({ server, engine }) => {
      const value = fc.oneof(fc.constant('https://example.org'), fc.jsonValue({ maxDepth: 2 }));
      const result = fc.record(
        { url: value, title: value, content: value, score: value },
        { requiredKeys: [] },
      );
      const answer = fc.oneof(
        fc.record({
          results: fc.oneof(fc.array(result, { maxLength: 4 }), value),
          unresponsive_engines: value,
        }),
        fc.jsonValue(),
      );
      await fc.assert(
        fc.asyncProperty(answer, async (body) => {
          server.script({ kind: 'body', body: JSON.stringify(body) });
          try {
            for (const { id, title, text, score } of await engine.search('Velm', 9)) {
              assert.deepEqual(
                [typeof id, typeof title, typeof text, Number.isFinite(score)],
                ['string', 'string', 'string', true],
              );
            }
          } catch (error) {
            assert.ok(error instanceof SearchError, inspect(error));
          }
        }),
        { seed: 2, numRuns: 150 },
      );
    }));
});

describe('retries', () => {
  const busy: Act = { kind: 'status', status: 503 };

  test('come after waits that double up to a limit, without jitter where there is no stream', () =>
    atServer({ retries: 4, backoff: { first: 1, most: 5 } }, async ({ server, engine, waits }) => {
      server.script(busy, busy, busy, busy);
      assert.deepEqual(await titles(engine.search('Velm', 1)), ['one']);
      assert.deepEqual(waits, [1000, 2000, 4000, 5000]);
    }));

  test('take their jitter from the stream, the same for the same seed', async () => {
    const random = stream(5, 'test');
    const expected = [0, 1, 2].map((retry) => backoff(retry, { first: 500, most: 30_000 }, random));
    await atServer(
      {},
      async ({ server, engine, waits }) => {
        server.script(busy, busy, busy);
        await engine.search('Velm', 1);
        assert.deepEqual(waits, expected);
      },
      { random: stream(5, 'test') },
    );
  });

  test('come when the instance asks for them, unless that takes more patience than there is', () =>
    atServer({ patience: 30 }, async ({ server, engine, waits }) => {
      const patient = (wait: string, status = 429): Act => ({
        kind: 'status',
        status,
        headers: { 'retry-after': wait },
      });
      server.script(patient('7'), patient('30', 503));
      await engine.search('Velm', 1);
      assert.deepEqual(waits, [7000, 30_000]);
      server.script(patient('31'));
      const { failure, message } = await failureOf(engine.search('Torrin', 1));
      assert.equal(failure, 'rate-limit');
      assert.match(message, /status 429 and asks to wait 31 s; raise patience, or try later\.$/);
      assert.equal(waits.length, 2);
    }));

  test('leave their slot to others while they wait', () => {
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    return atServer(
      { concurrency: 1 },
      async ({ server, engine }) => {
        server.script(busy);
        const first = engine.search('Velm', 1);
        assert.deepEqual(await titles(engine.search('Torrin', 1)), ['one']); // while the first waits
        release();
        assert.deepEqual(await titles(first), ['one']);
      },
      { sleep: () => waiting },
    );
  });
});

describe('the cache', () => {
  test('answers again whatever was asked before, in memory and for later runs, and asks nobody', () =>
    atServer(
      { cache: { folder: join(temporaryFolder(), 'deep', 'cache') } },
      async ({ server, engine, events, another }) => {
        const first = await engine.search('Velm', 2);
        assert.deepEqual(await engine.search('  Velm ', 2), first);
        assert.deepEqual(await another().search('Velm', 2), first);
        assert.deepEqual(await another({ cache: { memory: 0 } }).search('Velm', 2), first);
        assert.equal(server.asked.length, 2);
        assert.deepEqual(events, [
          { type: 'cache-hit', from: 'memory' },
          { type: 'cache-hit', from: 'folder' },
        ]);
      },
    ));

  test('tells other requests apart', () =>
    atServer({ cache: { folder: temporaryFolder() } }, async ({ server, engine, another }) => {
      await engine.search('Velm', 1);
      await engine.search('velm', 1);
      const others: Partial<SearxngConfigInput>[] = [
        { language: 'de' },
        { safesearch: 2 },
        { engines: ['bing'] },
        { maxText: 200 },
      ];
      for (const other of others) await another(other).search('Velm', 1);
      await another({ url: `${server.url}/searx` }).search('Velm', 1);
      assert.equal(server.asked.length, 7);
    }));

  test('reports damaged entries and asks anew', () => {
    const folder = temporaryFolder();
    return atServer({ cache: { folder } }, async ({ server, engine, events, another }) => {
      const found = await engine.search('Velm', 3);
      const [name] = readdirSync(folder);
      const entry = readFileSync(join(folder, name), 'utf8');
      const damages = [
        '',
        'null',
        entry.replace('About one', 'About two'),
        entry.replace(/"key":"../, '"key":"zz'),
      ];
      for (const [index, damaged] of damages.entries()) {
        writeFileSync(join(folder, name), damaged);
        assert.deepEqual(await another().search('Velm', 3), found);
        assert.equal(server.asked.length, index + 2);
        assert.equal(events.pop()?.type, 'cache-damaged');
      }
      assert.equal(readFileSync(join(folder, name), 'utf8'), entry);
    });
  });

  test('that may only be read makes whatever is not in it a failure', () => {
    const folder = temporaryFolder();
    return atServer({ cache: { folder } }, async ({ server, engine, another }) => {
      const found = await engine.search('Velm', 3);
      const reader = another({ cache: { folder, mode: 'read-only' } });
      assert.deepEqual(await reader.search('Velm', 3), found);
      const { failure, message } = await failureOf(reader.search('Torrin', 3));
      assert.deepEqual([failure, server.asked.length], ['unavailable', 1]);
      assert.match(message, /is not in the cache; open the cache with mode read-write\.$/);
    });
  });

  test('in memory keeps what was used last', () =>
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.array(fc.tuple(fc.boolean(), fc.nat(6)), { maxLength: 40 }),
        (most, steps) => {
          const recent = new Recent<number>(most);
          let model: number[] = [];
          for (const [write, key] of steps) {
            const known = model.includes(key);
            if (write) recent.set(String(key), key);
            else assert.equal(recent.get(String(key)), known ? key : undefined);
            if (write || known)
              model = [...model.filter((other) => other !== key), key].slice(-most || Infinity);
            if (most === 0) model = [];
            assert.equal(recent.size, model.length);
          }
        },
      ),
      { seed: 3, numRuns: 100 },
    ));
});

describe('limits', () => {
  test('there are never more requests at once than allowed', () =>
    atServer({ concurrency: 3 }, async ({ server, engine }) => {
      server.respond = () => ({ kind: 'results', results: [], delay: 3 });
      await Promise.all(Array.from({ length: 12 }, (_, index) => engine.search(`word ${index}`, 1)));
      assert.equal(server.asked.length, 12);
      assert.equal(server.peak, 3);
    }));

  test('requests keep their distance', () =>
    atServer({ rate: 50 }, async ({ server, engine }) => {
      await Promise.all(Array.from({ length: 6 }, (_, index) => engine.search(`word ${index}`, 1)));
      const times = server.asked.map(({ at }) => at);
      assert.equal(times.length, 6);
      assert.ok(times[5] - times[0] > 85, `${times[5] - times[0]} ms for five distances of 20`);
    }));

  test('turns come in the order in which they were asked for, past those who have given up', async () => {
    const pace = new Pace(1000);
    const controller = new AbortController();
    const none = new AbortController().signal;
    const order: number[] = [];
    const turns = [0, 1, 2, 3, 4].map((index) =>
      pace.turn(index === 2 ? controller.signal : none).then(() => order.push(index)),
    );
    controller.abort(new Error('enough'));
    const outcomes = await Promise.allSettled(turns);
    assert.deepEqual(order, [0, 1, 3, 4]);
    assert.deepEqual(
      outcomes.map(({ status }) => status === 'fulfilled'),
      [true, true, false, true, true],
    );
  });
});

describe('a search that is cancelled', () => {
  /** Timers that keep the process from its end. */
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

  const MOMENTS: readonly [string, Partial<SearxngConfigInput>, Act, SearxngOptions][] = [
    ['before there is an answer', {}, { kind: 'hang' }, {}],
    ['in the middle of the answer', {}, { kind: 'hang', after: 'half' }, {}],
    ['while an answer comes without end', { maxBytes: 2 ** 40 }, { kind: 'endless' }, {}],
    ['while it waits for a retry', { backoff: { first: 60, most: 60 } }, { kind: 'status', status: 503 }, {}],
    [
      'while it waits for a retry that takes its own time',
      {},
      { kind: 'status', status: 503 },
      { sleep: () => new Promise(() => undefined) },
    ],
  ];
  for (const [moment, config, act, options] of MOMENTS) {
    test(`${moment} ends at once, and leaves no timer and no connection`, async () => {
      const before = timers();
      const controller = new AbortController();
      const server = await SearxngServer.start();
      try {
        const engine = searxngEngine({ url: server.url, retries: 5, ...config }, options);
        server.script(act);
        const found = engine.search('Velm', 1, controller.signal);
        while (server.asked.length === 0) await nextTick();
        for (let turn = 0; turn < 50; turn++) await nextTick();
        controller.abort(new Error('enough'));
        await assert.rejects(found, /^Error: enough$/);
        for (let turn = 0; timers() > before && turn < 100; turn++) await nextTick();
        assert.equal(timers(), before);
        for (let turn = 0; server.sockets.size > 0 && turn < 1000; turn++) await wait(1);
        assert.equal(server.sockets.size, 0);
      } finally {
        await server.close();
      }
    });
  }

  test('before it begins, or while it waits for its turn, asks nobody', async () => {
    const before = timers();
    for (const limits of [{ concurrency: 1 }, { rate: 0.01, concurrency: 9 }]) {
      await atServer(limits, async ({ server, engine }) => {
        await assert.rejects(engine.search('Velm', 1, AbortSignal.abort(new Error('no'))), /no/);
        assert.equal(server.asked.length, 0);
        server.respond = () => ({ kind: 'hang' });
        const [first, second] = [new AbortController(), new AbortController()];
        const both = [engine.search('Velm', 1, first.signal), engine.search('Torrin', 1, second.signal)];
        while (server.asked.length === 0) await nextTick();
        second.abort(new Error('second'));
        await assert.rejects(both[1], /second/);
        first.abort(new Error('first'));
        await assert.rejects(both[0], /first/);
        assert.equal(server.asked.length, 1);
      });
      await nextTick(); // what was under way hears of its end a little later
      assert.equal(timers(), before);
    }
  });

  test('by the signal of the engine ends as well, and the others with it', () => {
    const controller = new AbortController();
    return atServer(
      {},
      async ({ server, engine }) => {
        server.respond = () => ({ kind: 'hang' });
        const both = [engine.search('Velm', 1), engine.search('Torrin', 1)];
        while (server.asked.length < 2) await nextTick();
        controller.abort(new Error('enough'));
        for (const found of both) await assert.rejects(found, /enough/);
      },
      { signal: controller.signal },
    );
  });

  test('does not end another that asks the same', () =>
    atServer({}, async ({ server, engine }) => {
      const controller = new AbortController();
      server.respond = () => ({ kind: 'results', results: [], delay: 10 });
      const [first, second] = [engine.search('Velm', 1, controller.signal), engine.search('Velm', 1)];
      while (server.asked.length < 2) await nextTick();
      controller.abort(new Error('enough'));
      await assert.rejects(first, /enough/);
      assert.deepEqual(await second, []);
    }));
});

test('requests one after the other share a connection', () =>
  atServer({}, async ({ server, engine }) => {
    for (const word of ['a', 'b', 'c', 'd']) await engine.search(word, 1);
    assert.equal(server.connections, 1);
  }));

test('credentials are in no error, no event, no document, no file and not on the console', () => {
  const folder = temporaryFolder();
  return atServer({ headers: { authorization: KEY }, retries: 1, cache: { folder } }, async (bench) => {
    const { server, engine, events } = bench;
    const token = KEY.slice('Bearer '.length);
    const shown: unknown[] = [events];
    server.script({
      kind: 'results',
      results: [{ url: `https://example.org/?${token}`, title: KEY, content: `it said ${token}` }],
    });
    shown.push(await engine.search('Velm', 1));
    server.script(
      { kind: 'results', results: [], silent: [[token, 'timeout']] },
      { kind: 'status', status: 401 },
    );
    shown.push(await failureOf(engine.search('Torrin', 1)));
    for (const file of readdirSync(folder)) shown.push(readFileSync(join(folder, file), 'utf8'));
    const all = inspect([engine, shown], { depth: Infinity, showHidden: true }) + JSON.stringify(shown);
    assert.ok(!all.includes(token), all);
    assert.match(all, /\[key\]/);
    assert.equal(server.asked[0].headers.authorization, KEY);
  });
});

test('a configuration that makes no sense is refused with its place, and no value is quoted', () => {
  const url = 'http://127.0.0.1:8080';
  const wrong: [RegExp, object][] = [
    [/url: expected an address such as/, { url: 'ftp://example.org' }],
    [/url: expected an address such as/, { url: 'localhost' }],
    [/url: expected no name, password, query/, { url: 'http://secret:word@example.org' }],
    [/url: expected no name, password, query/, { url: 'http://example.org/search?q=secret' }],
    [/headers\.authorization: expected visible ASCII/, { url, headers: { authorization: 'secret\nx: y' } }],
    [/headers: expected names of headers/, { url, headers: { 'a b': 'secret' } }],
    [/timeLimit/, { url, timeLimit: 0 }],
    [/rate/, { url, rate: -1 }],
    [/engines\.0: expected names without commas/, { url, engines: ['secret,b'] }],
    [/safesearch/, { url, safesearch: 3 }],
    [/cache: expected a folder/, { url, cache: { mode: 'read-only' } }],
    [/colour/, { url, colour: 'red' }],
  ];
  for (const [message, config] of wrong) {
    assert.throws(
      () => searxngEngine(config as SearxngConfigInput),
      (error) =>
        error instanceof OptionError &&
        message.test(error.message) &&
        /^The configuration of SearXNG is not valid: [^\n]*\.$/.test(error.message) &&
        !/secret/.test(error.message),
      String(message),
    );
  }
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  assert.throws(
    () => searxngEngine({ url, cache: { folder: join(file, 'x') } }),
    /can not be made; name another/,
  );
});

test('texts of any kind become one line of well-formed words', () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff), { maxLength: 60 }),
      fc.integer({ min: 1, max: 30 }),
      (units, most) => {
        const line = plainText(String.fromCharCode(...units), most);
        assert.ok(line.length <= most);
        assert.match(line, /^(?:[^\s\p{Z}]+(?: [^\s\p{Z}]+)*)?$/u);
        assert.doesNotMatch(line, /[^\P{C}\u200c\u200d]/u);
      },
    ),
    { seed: 4, numRuns: 300 },
  ));
