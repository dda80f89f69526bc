import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readIndex, writeIndex } from '@parlor/agents';
import { miniSearchEngine, OptionError, SearchIndexError } from '@parlor/envs';
import { temporaryFolder } from '../support/folder.ts';

const engine = miniSearchEngine([
  { id: 'a', title: 'Łódź', text: 'Ana Velm lives\nin Łódź. \ud83d\ude00' },
  { id: 'b', title: 'Torrin', text: 'Ana of Torrin.' },
]);

async function refused(work: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(
    work,
    (error) => error instanceof SearchIndexError && message.test(error.message) && /\.$/.test(error.message),
  );
}

describe('an index in a file', () => {
  test('answers as the engine that was written', async () => {
    const path = join(temporaryFolder(), 'towns.index');
    await writeIndex(path, engine);
    const read = await readIndex(path);
    assert.deepEqual(read.search('ana torrin', 5), engine.search('ana torrin', 5));
    assert.deepEqual(read.documents, engine.documents);
  });

  test('replaces an older one, also behind a link, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const [path, link] = [join(folder, 'towns.index'), join(folder, 'link')];
    writeFileSync(path, 'old');
    symlinkSync(path, link);
    await writeIndex(link, engine);
    assert.equal((await readIndex(path)).documents.length, 2);
    assert.deepEqual(readdirSync(folder).sort(), ['link', 'towns.index']);
  });

  test('that cannot be written leaves the older one as it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'towns.index');
    writeFileSync(path, 'old');
    const failing = {
      save: (): string => {
        throw new SearchIndexError('It is longer than a text can be.');
      },
    };
    await refused(writeIndex(path, failing), /longer than a text can be/);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    await refused(
      writeIndex(join(folder, 'none', 'towns.index'), engine),
      /cannot be written \(ENOENT\): choose a folder/,
    );
    mkdirSync(join(folder, 'taken'));
    await refused(
      writeIndex(join(folder, 'taken'), engine),
      /cannot be written \((?:EISDIR|EEXIST|ENOTEMPTY)\)/,
    );
    assert.deepEqual(readdirSync(folder).sort(), ['taken', 'towns.index']);
  });

  test('is read up to a size', async () => {
    const path = join(temporaryFolder(), 'towns.index');
    await writeIndex(path, engine);
    const { size } = statSync(path);
    assert.equal((await readIndex(path, { maxBytes: size })).documents.length, 2);
    await refused(
      readIndex(path, { maxBytes: size - 1 }),
      new RegExp(`has ${size} bytes, more than ${size - 1}; raise`),
    );
    for (const maxBytes of [0, 1.5, NaN]) await assert.rejects(readIndex(path, { maxBytes }), OptionError);
  });

  test('that is missing, no file, no text, foreign or damaged is named with the remedy', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'towns.index');
    await refused(
      readIndex(path),
      /towns\.index cannot be read \(ENOENT\); give a file that writeIndex has written/,
    );
    await refused(readIndex(folder), /is no file; give one that writeIndex has written/);
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x0a]));
    await refused(readIndex(path), /cannot be read \(ERR_ENCODING_INVALID_ENCODED_DATA\)/);
    writeFileSync(path, '{"title":"a"}\n');
    await refused(
      readIndex(path),
      /towns\.index: This is no search index .*; index the documents and save them anew/,
    );
    await writeIndex(path, engine);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    await refused(
      readIndex(path),
      /towns\.index: The search index is damaged: .*; index the documents and save/,
    );
    writeFileSync(path, whole);
    assert.equal((await readIndex(path)).documents.length, 2);
  });

  test('is not waited for where a pipe has its name', { skip: process.platform === 'win32' }, async () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    await refused(readIndex(path), /is no file/);
  });
});
