import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { CorpusError, type CorpusFileOptions, readCorpus, writeCorpus } from '@parlor/agents';
import { corpusOf, type Document, OptionError } from '@parlor/envs';
import fc from 'fast-check';
import { linesOf } from '../../agents/search/lines.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
const path = join(folder, 'corpus.jsonl');

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}

/** Reads a file of these bytes. */
function read(content: string | Uint8Array, options?: CorpusFileOptions): Promise<Document[]> {
  writeFileSync(path, content);
  return all(readCorpus(path, options));
}

const documents: fc.Arbitrary<Document[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      title: fc.string({ unit: 'binary' }),
      text: fc.string({ unit: 'binary', maxLength: 200 }),
    },
    { noNullPrototype: true },
  ),
  { selector: ({ id }) => id, maxLength: 20 },
);

describe('a file of documents', () => {
  test('reads back as it was written, whatever the documents say', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (given) => {
        assert.equal(await writeCorpus(path, given), given.length);
        assert.deepEqual(await all(readCorpus(path)), given);
      }),
      { numRuns: 40 },
    );
  });

  test('takes a corpus as it is written, marks included, and reads the documents alone', async () => {
    const corpus = corpusOf({ seed: 4, documents: 500 });
    assert.equal(await writeCorpus(path, corpus.documents()), 500);
    const written = readFileSync(path, 'utf8').trimEnd().split('\n');
    const expected = [...corpus.documents()];
    assert.deepEqual(
      written.map((line): unknown => JSON.parse(line)),
      expected,
    );
    assert.deepEqual(
      await all(readCorpus(path)),
      expected.map(({ id, title, text }) => ({ id, title, text })),
    );
    assert.equal(await writeCorpus(join(folder, 'copy.jsonl'), readCorpus(path)), 500);
    assert.deepEqual(await all(readCorpus(join(folder, 'copy.jsonl'))), await all(readCorpus(path)));
    rmSync(join(folder, 'copy.jsonl'));
  });

  test('may have blank lines, other line ends, numbers for ids, and no titles', async () => {
    const content =
      '\ufeff{"id": 7, "contents": "one"}\r\n\n  \t\n{"id": "8", "title": null, "body": "two"}\n' +
      '{"id": "9", "title": "Nine", "text": "three", "contents": "not this", "extra": [1]}';
    assert.deepEqual(await read(content), [
      { id: '7', title: '', text: 'one' },
      { id: '8', title: '', text: 'two' },
      { id: '9', title: 'Nine', text: 'three' },
    ]);
    assert.deepEqual(await read(''), []);
  });

  test('may call its fields by other names', async () => {
    const content = '{"docid": "a", "heading": "A", "passage": "one", "text": "not this"}\n';
    const fields = { id: 'docid', title: 'heading', text: 'passage' };
    assert.deepEqual(await read(content, { fields }), [{ id: 'a', title: 'A', text: 'one' }]);
    assert.deepEqual(await read(content, { fields: { ...fields, text: ['summary', 'passage'] } }), [
      { id: 'a', title: 'A', text: 'one' },
    ]);
    await assert.rejects(read(content), /line 1, has no id/);
  });

  const good = '{"id": "a", "text": "one"}\n';
  const wrong: readonly [string, string | Uint8Array, number, RegExp][] = [
    ['no JSON', `${good}\n{"id": "b", "text": "tw`, 3, /is no JSON/],
    ['no object', `${good}["b", "two"]\n`, 2, /is no object/],
    ['null', 'null\n', 1, /is no object/],
    ['no id', `${good}{"text": "two"}\n`, 2, /has no id/],
    ['an empty id', '{"id": "", "text": "two"}\n', 1, /has no id/],
    ['an id that is no whole number', '{"id": 1.5, "text": "two"}\n', 1, /has no id/],
    ['an id without end', `{"id": "${'a'.repeat(501)}", "text": "two"}\n`, 1, /has no id/],
    ['no text', `${good}{"id": "b"}\n`, 2, /has no text: "text" or "contents" or "body"/],
    ['a text that is none', `${good}{"id": "b", "text": {"a": 1}}\n`, 2, /has no text/],
    ['a title that is none', `${good}{"id": "b", "title": 3, "text": "two"}\n`, 2, /has no title/],
    ['an id again', `${good}\n${good}`, 3, /repeats the id "a"/],
    ['an id again, as a number', '{"id": 1, "text": ""}\n{"id": "1", "text": ""}\n', 2, /repeats the id "1"/],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(good), Buffer.from([0x22, 0xff, 0x22])]),
      2,
      /not UTF-8/,
    ],
  ];
  for (const [what, content, line, message] of wrong) {
    test(`is refused where a line has ${what}`, async () => {
      await assert.rejects(read(content), (error) => {
        assert.ok(error instanceof CorpusError, String(error));
        assert.deepEqual([error.path, error.line], [path, line]);
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`${path}, line ${line}, `), error.message);
        return true;
      });
    });
  }

  test('is read up to what is wrong with it', async () => {
    writeFileSync(path, `${good}oh\n`);
    const reading = readCorpus(path);
    assert.deepEqual((await reading.next()).value, { id: 'a', title: '', text: 'one' });
    await assert.rejects(reading.next(), CorpusError);
  });

  test('is held to its limits', async () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, id) => JSON.stringify({ id, text: 'x'.repeat(80) }) + '\n').join('');
    assert.equal((await read(rows(9), { mostDocuments: 9, largestLine: 100 })).length, 9);
    await assert.rejects(read(rows(10), { mostDocuments: 9 }), /line 10, is one document more than 9/);
    await assert.rejects(read(rows(3), { largestLine: 80 }), /line 1, is larger than 80 bytes/);
    await assert.rejects(read('x', { largestLine: 0 }), OptionError);
  });

  test('that cannot be read says so', async () => {
    await assert.rejects(all(readCorpus(join(folder, 'missing'))), (error) => {
      assert.ok(error instanceof CorpusError && error.line === undefined, String(error));
      return /cannot be read \(ENOENT\)/.test(error.message);
    });
    await assert.rejects(all(readCorpus(folder)), /cannot be read \(EISDIR\)/);
  });

  test('is written whole or not at all', async () => {
    writeFileSync(path, 'as it was');
    async function* failing(): AsyncGenerator<Document> {
      yield { id: 'a', title: '', text: 'x'.repeat(200_000) };
      await Promise.resolve();
      throw new RangeError('the source ran dry');
    }
    await assert.rejects(writeCorpus(path, failing()), RangeError);
    const twice = [{ id: 'a', title: '', text: '' }];
    await assert.rejects(writeCorpus(path, [...twice, ...twice]), /line 2, repeats the id "a"/);
    await assert.rejects(writeCorpus(join(folder, 'none', 'x'), twice), (error) => {
      return error instanceof CorpusError && /cannot be written \(ENOENT\)/.test(error.message);
    });
    assert.equal(readFileSync(path, 'utf8'), 'as it was');
    assert.deepEqual(readdirSync(folder), ['corpus.jsonl']);
  });
});

describe('lines of a file', () => {
  async function* inChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
    let from = 0;
    for (const cut of [...cuts, bytes.length]) {
      yield bytes.subarray(from, cut);
      from = cut;
      await Promise.resolve();
    }
  }

  test('are the same however it comes in chunks', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', 'é', '\r'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 6 }), async (given, places) => {
        const bytes = Buffer.from(given);
        const cuts = places.map((place) => Math.min(place, bytes.length)).sort((a, b) => a - b);
        const lines = await all(linesOf(inChunks(bytes, cuts), 1000));
        const expected = given.split('\n');
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          lines.map((line) => Buffer.from(line).toString()),
          expected,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('end at the first that is too long, and whoever made them is asked for no more', async () => {
    let asked = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          asked++;
          await Promise.resolve();
          yield Buffer.alloc(1000, 'a');
        }
      } finally {
        closed = true;
      }
    }
    await assert.rejects(all(linesOf(endless(), 10_500)));
    assert.deepEqual([asked, closed], [11, true]);
  });
});
