import assert from 'node:assert/strict';
import { setImmediate as nextTick } from 'node:timers/promises';
import { describe, test } from 'node:test';
import {
  type Document,
  foldText,
  indexDocuments,
  INDEXING_CHUNK,
  loadMiniSearchEngine,
  miniSearchEngine,
  type MiniSearchOptions,
  OptionError,
  SearchError,
  SearchIndexError,
  STOP_WORDS,
  stream,
} from '@parlor/envs';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { loadMiniSearch } from '../../envs/search/mini-search.ts';
import { termsOf } from '../../envs/search/terms.ts';

const stopWords = new Set(STOP_WORDS);
const titled = (id: string, title: string, text = ''): Document => ({ id, title, text });

/** Words of which the first are in nearly every document and the last in few. */
function corpus(seed: number, documents: number): Document[] {
  const random = stream(seed, 'test');
  const word = (): string => `w${Math.floor(60 * random.unit() ** 4)}`;
  const words = (least: number, most: number): string =>
    Array.from({ length: least + random.below(most - least + 1) }, word).join(' ');
  return Array.from({ length: documents }, (_, index) => titled(`d${index}`, words(0, 3), words(1, 25)));
}

const corpora = fc.record({
  seed: fc.nat(),
  documents: fc.integer({ min: 1, max: 200 }),
  k: fc.integer({ min: 0, max: 12 }),
});
const queries = fc.array(
  fc.integer({ min: 0, max: 62 }).map((word) => `w${word}`),
  { maxLength: 7 },
);

/** Any text, whatever Unicode makes of it, with more from the beginning of Unicode. */
const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0x7f), fc.nat(0x2ff), fc.nat(0xffff)), { maxLength })
    .map((units) => String.fromCharCode(...units));

/** The definition, without any index: BM25 of every word in every field, summed and multiplied. */
function scoresByDefinition(
  documents: readonly Document[],
  query: string,
  titleBoost = 2,
): Map<string, number> {
  const scores = new Map<string, number>();
  const fields = (['title', 'text'] as const).map((field) => {
    const terms = documents.map((document) => termsOf(document[field], stopWords));
    const lengths = terms.map((words) => new Set(words).size);
    const mean = lengths.reduce((a, b) => a + b) / documents.length;
    return { boost: field === 'title' ? titleBoost : 1, terms, lengths, mean };
  });
  const asked = [...new Set(termsOf(query, stopWords))];
  for (const [index, { id }] of documents.entries()) {
    let [sum, matched] = [0, 0];
    for (const term of asked) {
      let added = 0;
      for (const { boost, terms, lengths, mean } of fields) {
        const often = terms[index].filter((word) => word === term).length;
        if (often === 0) continue;
        const matching = terms.filter((words) => words.includes(term)).length;
        const rarity = Math.log(1 + (documents.length - matching + 0.5) / (matching + 0.5));
        added +=
          boost * rarity * (0.5 + (often * 2.2) / (often + 1.2 * (0.3 + (0.7 * lengths[index]) / mean)));
      }
      if (added > 0) matched++;
      sum += added;
    }
    if (matched > 0) scores.set(id, sum * matched);
  }
  return scores;
}

describe('the search engine in memory', () => {
  test('finds the best documents of all by BM25 over titles and texts, whatever it leaves out of the work', () =>
    fc.assert(
      fc.property(corpora, queries, ({ seed, documents, k }, words) => {
        const all = corpus(seed, documents);
        const scores = scoresByDefinition(all, words.join(' '));
        const found = miniSearchEngine(all).search(words.join(' '), k);
        assert.equal(found.length, Math.min(k, scores.size));
        const best = [...scores.values()].sort((a, b) => b - a);
        for (const [rank, { score, ...document }] of found.entries()) {
          assert.deepEqual(document, all[Number(document.id.slice(1))]);
          assert.ok(Math.abs(score - (scores.get(document.id) ?? NaN)) < 1e-8 * score);
          assert.ok(Math.abs(score - best[rank]) < 1e-8 * score);
        }
      }),
      { seed: 3, numRuns: 60 },
    ));

  test('leaves nothing out that a common word lifts among the best', () =>
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, k) => {
        const random = stream(seed, 'test');
        // Two names that few documents hold, among words that every second one does.
        const all = Array.from({ length: 200 }, (_, index) => {
          const names = ['ana', 'velm'].filter(() => random.unit() < 0.02);
          const words = ['born', 'town', 'year'].filter(() => random.unit() < 0.5);
          const filler = Array.from({ length: random.below(12) }, (_, at) => `x${at}`);
          const text = [...names, ...words, ...words.filter(() => random.unit() < 0.3), ...filler].join(' ');
          return titled(`d${index}`, random.unit() < 0.5 ? names.join(' ') : '', text);
        });
        const query = 'born ana town velm year';
        const scores = scoresByDefinition(all, query);
        const best = [...scores.values()].sort((a, b) => b - a);
        for (const [rank, { id, score }] of miniSearchEngine(all).search(query, k).entries()) {
          assert.ok(Math.abs(score - (scores.get(id) ?? NaN)) < 1e-8 * score);
          assert.ok(Math.abs(score - best[rank]) < 1e-8 * score);
        }
      }),
      { seed: 12, numRuns: 40 },
    ));

  test('scores as MiniSearch does that was given the documents one by one, with prefixes and misspellings too', () =>
    fc.assert(
      fc.property(
        corpora,
        queries,
        fc.record({
          prefix: fc.boolean(),
          fuzzy: fc.constantFrom(0, 0.3),
          titleBoost: fc.constantFrom(1, 3),
        }),
        ({ seed, documents, k }, words, options) => {
          const all = corpus(seed, documents);
          const theirs = new MiniSearch<Document>({
            fields: ['title', 'text'],
            tokenize: (text) => termsOf(text, stopWords),
            processTerm: (term) => term,
          });
          theirs.addAll(all);
          const query = [...new Set(words)].join(' ');
          const { titleBoost, ...rest } = options;
          const expected = theirs.search(query, { ...rest, boost: { title: titleBoost } });
          const found = miniSearchEngine(all, options).search(query, k);
          assert.equal(found.length, Math.min(k, expected.length));
          for (const [rank, { score }] of found.entries()) {
            assert.ok(Math.abs(score - expected[rank].score) < 1e-8 * score);
          }
        },
      ),
      { seed: 4, numRuns: 60 },
    ));

  test('has equally good documents in the order of their ids, and the best k among the best k + 1', () =>
    fc.assert(
      fc.property(corpora, queries, ({ seed, documents, k }, words) => {
        const twice = corpus(seed, documents).flatMap((document) => [
          { ...document, id: `${document.id}-b` },
          { ...document, id: `${document.id}-a` },
        ]);
        const engine = miniSearchEngine(twice);
        const all = engine.search(words.join(' '), twice.length);
        assert.deepEqual(engine.search(words.join(' '), k), all.slice(0, k));
        for (const [index, { score, id }] of all.entries()) {
          const next = all[index + 1];
          assert.ok(next === undefined || score > next.score || (score === next.score && id < next.id));
        }
      }),
      { seed: 5, numRuns: 40 },
    ));

  test('answers the same whatever the order of documents, but for rounding', () => {
    const documents = corpus(7, 150);
    const [one, other] = [miniSearchEngine(documents), miniSearchEngine([...documents].reverse())];
    for (const query of ['w1 w20', 'w0 w1 w2 w3', 'w40 w5']) {
      const found = other.search(query, 20);
      assert.deepEqual(
        one.search(query, 20).map(({ id }) => id),
        found.map(({ id }) => id),
      );
    }
  });

  const townhall = [
    titled('a', 'Łódź', 'Ana Velm’s house in Łódź was built in 1911.'),
    titled('b', 'Velm', 'A family of founders.'),
    titled('c', 'Torrin', 'The founder was Ana of Torrin; Torrin was founded in 1911.'),
  ];
  const ids = (query: string, options?: MiniSearchOptions): string[] =>
    miniSearchEngine(townhall, options)
      .search(query, 9)
      .map(({ id }) => id);

  test('knows neither case nor accents, and no possessive', () => {
    for (const query of ['lodz', 'ŁÓDŹ', 'Lódz’s', 'L\u00d3DZ']) assert.deepEqual(ids(query), ['a']);
    assert.deepEqual(ids("ANA'S").sort(), ['a', 'c']);
  });

  test('takes any of the words, and documents with more of them first', () => {
    assert.deepEqual(ids('Torrin 1911'), ['c', 'a']);
    assert.deepEqual(ids('Velm family'), ['b', 'a']);
  });

  test('finds nothing by function words, unless they are none', () => {
    assert.deepEqual(ids('the of in a'), []);
    assert.deepEqual(ids('the of in a', { stopWords: [] }).length, 3);
    assert.deepEqual(ids('Torrin', { stopWords: ['TORRIN'] }), []);
  });

  test('takes beginnings and misspellings only where it is told to', () => {
    assert.deepEqual(ids('found'), []);
    assert.deepEqual(ids('found', { prefix: true }).sort(), ['b', 'c']);
    assert.deepEqual(ids('torin'), []);
    assert.deepEqual(ids('torin', { fuzzy: 0.2 }), ['c']);
  });

  test('takes any text for a query, and any query for words only', () => {
    const engine = miniSearchEngine(townhall);
    fc.assert(
      fc.property(anyText(100), fc.nat(5), (query, k) => {
        assert.ok(engine.search(query, k).length <= k);
        const folded = foldText(query);
        assert.equal(foldText(folded), folded);
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  test('looks at the first 32 words of a query and no others', () => {
    const many = Array.from({ length: 32 }, (_, index) => `word${index}`).join(' ');
    assert.deepEqual(ids(`${many} Torrin`), []);
    assert.deepEqual(ids(`${many.replace('word31', 'Torrin')} Velm`), ['c']);
  });

  test('is not moved by a change of the documents it was given', () => {
    const given = { id: 'a', title: 'Velm', text: 'Torrin' };
    const engine = miniSearchEngine([given]);
    given.text = 'other';
    assert.equal(engine.search('torrin', 1)[0].text, 'Torrin');
  });

  test('of nothing finds nothing', () => assert.deepEqual(miniSearchEngine([]).search('Torrin', 3), []));

  test('names what is wrong with documents, options and numbers', () => {
    const fails = (work: () => unknown, type: new (...given: never[]) => Error, message: RegExp): void =>
      assert.throws(work, (error) => error instanceof type && message.test(error.message));
    fails(
      () => miniSearchEngine([titled('a', ''), titled('a', '')]),
      SearchIndexError,
      /id "a" comes twice; give document 2/,
    );
    fails(() => miniSearchEngine([titled('', '')]), SearchIndexError, /id of document 1 is empty/);
    const broken = JSON.parse('[{"id":"a","title":"b"}]') as Document[];
    fails(() => miniSearchEngine(broken), SearchIndexError, /Document 1 has no text/);
    fails(() => miniSearchEngine([], { fuzzy: 2 }), OptionError, /fuzzy must be a number from 0 to 0.5/);
    fails(() => miniSearchEngine([]).search('a', -1), OptionError, /whole number/);
    fails(() => miniSearchEngine([]).search('a', 1.5), OptionError, /whole number/);
  });

  test('stops before it begins where the signal has aborted', () => {
    const signal = AbortSignal.abort(new Error('enough'));
    assert.throws(() => miniSearchEngine(townhall).search('Torrin', 1, signal), /enough/);
  });
});

test('where the peer for searching is missing or is something else, the error names the remedy', () => {
  const options = { titleBoost: 2, prefix: false, fuzzy: 0, stopWords: new Set<string>() };
  const fails = (load: () => unknown, message: RegExp): void =>
    assert.throws(
      () => loadMiniSearch(load).create(options).search(['a'], 1),
      (error) => error instanceof SearchError && error.failure === 'missing' && message.test(error.message),
    );
  fails(() => {
    throw new Error('Cannot find module');
  }, /run npm install minisearch\.$/);
  fails(() => ({}), /another interface than version 7/);
  const pretended = (index: object): object =>
    Object.assign(
      function () {
        return index;
      },
      { loadJS: () => index },
    );
  fails(() => pretended({}), /another interface/);
  const methods = { add: () => undefined, toJSON: () => ({}) };
  fails(() => pretended({ ...methods, search: () => [] }), /another interface/);
  fails(() => pretended({ ...methods, search: () => 3, documentCount: 0 }), /another interface/);
  fails(() => pretended({ ...methods, search: () => [{ id: 'a' }], documentCount: 0 }), /another interface/);
});

describe('documents that come one by one', () => {
  const documents = corpus(11, 2 * INDEXING_CHUNK + 5);
  const query = 'w1 w30 w44';

  async function* source(): AsyncGenerator<Document> {
    for (const document of documents) {
      if (document.id.endsWith('00')) await nextTick();
      yield document;
    }
  }

  test('are found as if they had come at once, and are counted on their way', async () => {
    const expected = miniSearchEngine(documents).search(query, 30);
    for (const given of [documents, source()]) {
      const counts: number[] = [];
      const engine = await indexDocuments(given, { progress: (count) => counts.push(count) });
      assert.deepEqual(engine.search(query, 30), expected);
      assert.deepEqual(counts, [INDEXING_CHUNK, 2 * INDEXING_CHUNK, documents.length]);
    }
  });

  test('let others get on between chunks', async () => {
    let others = 0;
    const engine = await indexDocuments(documents, { pause: () => nextTick().then(() => others++) });
    assert.equal(others, 2);
    assert.equal(engine.documents.length, documents.length);
  });

  test('can be stopped, also while the source does not go on, and the source is told', async () => {
    let closed = 0;
    const stuck = (): AsyncIterable<Document> => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: () => Promise.resolve({ done: true, value: void closed++ }),
      }),
    });
    const controller = new AbortController();
    const waiting = indexDocuments(stuck(), { signal: controller.signal });
    await nextTick();
    controller.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    assert.equal(closed, 1);

    const other = new AbortController();
    const progress = (): void => other.abort(new Error('enough'));
    for (const given of [documents, source()]) {
      await assert.rejects(indexDocuments(given, { signal: other.signal, progress }), /enough/);
    }
  });

  test('pass on what their source throws', async () => {
    async function* failing(): AsyncGenerator<Document> {
      yield documents[0];
      await nextTick();
      throw new Error('the line is dead');
    }
    await assert.rejects(indexDocuments(failing()), /the line is dead/);
  });
});

describe('a saved index', () => {
  test('answers as the one it was made of, with the same options, and so does one that is made of it', () =>
    fc.assert(
      fc.property(
        corpora,
        queries,
        fc.record({
          prefix: fc.boolean(),
          fuzzy: fc.constantFrom(0, 0.25),
          stopWords: fc.constantFrom([], ['w1', 'É']),
        }),
        ({ seed, documents, k }, words, options) => {
          const engine = miniSearchEngine(corpus(seed, documents), options);
          const saved = engine.save();
          const loaded = loadMiniSearchEngine(saved);
          assert.deepEqual(loaded.search(words.join(' '), k), engine.search(words.join(' '), k));
          assert.deepEqual(loaded.documents, engine.documents);
          const again = loadMiniSearchEngine(loaded.save());
          assert.deepEqual(again.search(words.join(' '), k), engine.search(words.join(' '), k));
        },
      ),
      { seed: 8, numRuns: 40 },
    ));

  test('keeps any title and text there is', () =>
    fc.assert(
      fc.property(fc.array(anyText(30), { maxLength: 6 }), (texts) => {
        const documents = texts.map((text, index) => ({ id: `${index}${text}`, title: text, text }));
        assert.deepEqual(loadMiniSearchEngine(miniSearchEngine(documents).save()).documents, documents);
      }),
      { seed: 9, numRuns: 50 },
    ));

  test('that was damaged anywhere is found out', () => {
    const saved = miniSearchEngine(corpus(1, 20)).save();
    fc.assert(
      fc.property(
        fc.nat(saved.length - 2),
        fc.constantFrom('', '0', '7', 'x', '[', '"', ' '),
        (at, other) => {
          fc.pre(saved[at] !== other && saved[at] !== ' ');
          const damaged = saved.slice(0, at) + other + saved.slice(at + 1);
          assert.throws(() => loadMiniSearchEngine(damaged), SearchIndexError);
        },
      ),
      { seed: 10, numRuns: 300 },
    );
    for (const length of [0, 1, 50, 500, saved.length - 2]) {
      assert.throws(() => loadMiniSearchEngine(saved.slice(0, length)), SearchIndexError);
    }
  });

  /** A body under a header that fits it. */
  function sealed(body: unknown, counts: { documents: number }): string {
    const text = JSON.stringify(body);
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    const checksum = (hash >>> 0).toString(16).padStart(8, '0');
    const header = { format: 'parlor search index', version: 1, ...counts, length: text.length, checksum };
    return `${JSON.stringify(header)}\n${text}\n`;
  }

  test('of another hand is read where it makes sense, and refused with a reason where it makes none', () => {
    const words = { a: 'Velm', b: 'Torrin' };
    const made = miniSearchEngine(Object.entries(words).map(([id, title]) => titled(id, title, 'one')));
    const good = JSON.parse(made.save().split('\n')[1]) as { documents: unknown[]; index: object };
    const counts = { documents: 2 };
    assert.equal(loadMiniSearchEngine(sealed(good, counts)).search('torrin', 1)[0].id, 'b');
    const bad: [RegExp, object][] = [
      [/no options/, { options: 3 }],
      [/options make no sense/, { options: { colour: 'red' } }],
      [/options make no sense/, { options: { stopWords: [1] } }],
      [/no documents/, { documents: {} }],
      [/a document is none/, { documents: [['a', 'b'], good.documents[0]] }],
      [/an id comes twice/, { documents: [good.documents[0], good.documents[0]] }],
      [/counts are wrong/, { documents: [good.documents[0]] }],
      [/MiniSearch cannot read it/, { index: 7 }],
      [/MiniSearch cannot read it/, { index: { ...good.index, serializationVersion: 99 } }],
    ];
    const parts: object[] = [
      { documentCount: 1 },
      { nextId: 1 },
      { documentIds: { 0: 0, 1: 0 } },
      { documentIds: { 0: 0 } },
      { fieldIds: { title: 1, text: 0 } },
      { fieldLength: {} },
      { fieldLength: { 0: [1, 1], 1: [1] } },
      { fieldLength: { 0: [1, 1], 1: [1, -1] } },
      { averageFieldLength: [1, null] },
      { averageFieldLength: 'long' },
      { storedFields: null },
      { index: {} },
      { index: ['velm'] },
      { index: [['', { 0: { 0: 1 } }]] },
      { index: [['velm', null]] },
      { index: [['velm', { 2: { 0: 1 } }]] },
      { index: [['velm', { 0: { 2: 1 } }]] },
      { index: [['velm', { 0: { '-1': 1 } }]] },
      { index: [['velm', { 0: { 0: 0 } }]] },
      { index: [['velm', { 0: { 0: '1' } }]] },
    ];
    for (const part of parts) bad.push([/MiniSearch cannot read it/, { index: { ...good.index, ...part } }]);
    for (const [message, part] of bad) {
      assert.throws(
        () => loadMiniSearchEngine(sealed({ ...good, ...part }, counts)),
        (error) =>
          error instanceof SearchIndexError &&
          message.test(error.message) &&
          /index the documents and save them anew\.$/.test(error.message),
      );
    }
  });

  test('of another version or kind is told apart from a damaged one', () => {
    const saved = miniSearchEngine(corpus(1, 3)).save();
    const refused = (text: string, message: RegExp): void =>
      assert.throws(() => loadMiniSearchEngine(text), message);
    refused('{"documentCount":3}\n', /no search index that can be read here: it does not begin as one/);
    refused(saved.replace('"version":1', '"version":2'), /its version is 2, and this one reads 1/);
    refused(saved.replace('"documents":3', '"documents":4'), /its counts are wrong/);
    refused(saved.replace('"d0"', '"d9"'), /is damaged: its checksum is wrong/);
    refused(saved.replace('"d0"', '"d00"'), /is damaged: it is shorter or longer/);
  });
});
