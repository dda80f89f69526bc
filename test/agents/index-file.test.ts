import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readIndex, writeIndex } from '@parlor/agents';
import { corpusOf, miniSearchEngine, OptionError, SearchIndexError } from '@parlor/envs';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
const path = join(folder, 'words.index');

test('an index that was written and read answers as before', async () => {
  const corpus = corpusOf({ seed: 1, documents: 100 });
  const engine = miniSearchEngine(corpus.documents());
  await writeIndex(path, engine);
  const again = await readIndex(path);
  for (const { name } of corpus.world.entities)
    assert.deepEqual(again.search(`${name} founder`, 5), engine.search(`${name} founder`, 5));
  assert.deepEqual(readdirSync(folder), ['words.index']);
});

const refused = (pattern: RegExp) => (error: unknown) =>
  error instanceof SearchIndexError && pattern.test(error.message);

test('what is no index is refused by a sentence that names the file', async () => {
  const other = join(folder, 'other.index');
  await assert.rejects(readIndex(other), refused(/other\.index cannot be read \(ENOENT\)/));
  await assert.rejects(readIndex(folder), refused(/is no file; give one that writeIndex has written/));
  writeFileSync(other, '{"id":"a"}\n');
  await assert.rejects(readIndex(other), refused(/other\.index: This is no search index/));
  writeFileSync(other, Uint8Array.of(0xff, 0xfe, 0x00));
  await assert.rejects(readIndex(other), refused(/other\.index cannot be read/));
});

test('a damaged index is refused, and one that is too large is not read', async () => {
  await writeIndex(path, miniSearchEngine([{ id: 'a', title: 'Velm', text: 'Torrin' }]));
  const saved = readFileSync(path, 'utf8');
  writeFileSync(path, saved.replace('Torrin', 'Torrix'));
  await assert.rejects(
    readIndex(path),
    refused(/words\.index: The saved index is damaged: its checksum is wrong/),
  );
  await assert.rejects(readIndex(path, { maxBytes: 10 }), refused(/more than 10; raise maxBytes/));
  await assert.rejects(readIndex(path, { maxBytes: 0.5 }), OptionError);
});

test('where an index cannot be written, nothing is left behind', async () => {
  const engine = miniSearchEngine([{ id: 'a', title: 'Velm', text: 'Torrin' }]);
  const before = readdirSync(folder);
  await assert.rejects(
    writeIndex(join(folder, 'none', 'x.index'), engine),
    refused(/cannot be written \(ENOENT\)/),
  );
  assert.deepEqual(readdirSync(folder), before);
});

test('an index takes the place of an older one, also behind a link, and of no other file', async () => {
  const engine = miniSearchEngine([{ id: 'a', title: 'Velm', text: 'Torrin' }]);
  const link = join(folder, 'link');
  writeFileSync(path, 'old');
  symlinkSync(path, link);
  const failing = {
    save: (): string => {
      throw new SearchIndexError('It is longer than a text can be.');
    },
  };
  await assert.rejects(writeIndex(link, failing), refused(/longer than a text can be/));
  assert.equal(readFileSync(path, 'utf8'), 'old');
  const before = readdirSync(folder);
  await writeIndex(link, engine);
  assert.equal((await readIndex(path)).documents.length, 1);
  assert.deepEqual(readdirSync(folder), before);
});

test('an index is read up to its size, and a pipe of its name is not waited for', async () => {
  await writeIndex(path, miniSearchEngine([{ id: 'a', title: 'Velm', text: 'Torrin' }]));
  const { size } = statSync(path);
  assert.equal((await readIndex(path, { maxBytes: size })).documents.length, 1);
  await assert.rejects(readIndex(path, { maxBytes: size - 1 }), refused(/raise maxBytes/));
  if (process.platform === 'win32') return;
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await assert.rejects(readIndex(pipe), refused(/is no file/));
});
