import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPictureFolder } from '@parlor/agents';
import { OptionError, PictureError } from '@parlor/envs';
import { temporaryFolder } from '../support/folder.ts';

const jpeg = (...more: number[]): Uint8Array => Uint8Array.from([0xff, 0xd8, 0xff, ...more]);

const url = (bytes: Uint8Array): string => `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;

/** A folder with one good pair, `cat`. */
function folderWith(files: Readonly<Record<string, Uint8Array>> = {}): string {
  const folder = temporaryFolder();
  const all = { 'cat_original.jpg': jpeg(1), 'cat_modified.jpg': jpeg(2), ...files };
  for (const [name, bytes] of Object.entries(all)) writeFileSync(join(folder, name), bytes);
  return folder;
}

const problemsOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof PictureError, String(error));
    return error.problems.join('\n');
  }
  return '';
};

test('a folder of pairs is read in order of names', () => {
  const folder = folderWith({ 'ape_original.jpg': jpeg(3), 'ape_modified.jpeg': jpeg(4) });
  assert.deepEqual(readPictureFolder(folder), [
    { name: 'ape', original: url(jpeg(3)), edited: url(jpeg(4)) },
    { name: 'cat', original: url(jpeg(1)), edited: url(jpeg(2)) },
  ]);
});

test('a file may be as large as the limit, and not a byte larger', () => {
  assert.equal(readPictureFolder(folderWith(), { maxBytes: 4 }).length, 1);
  const found = problemsOf(() =>
    readPictureFolder(folderWith({ 'cat_modified.jpg': jpeg(2, 3) }), { maxBytes: 4 }),
  );
  assert.equal(found, '"cat_modified.jpg" has 5 bytes, more than 4');
  for (const maxBytes of [0, 1.5, NaN]) {
    assert.throws(() => readPictureFolder(folderWith(), { maxBytes }), OptionError);
  }
});

test('a link within the folder is followed; one that leads out of it is refused', () => {
  const folder = folderWith();
  symlinkSync('cat_original.jpg', join(folder, 'dog_original.jpg'));
  symlinkSync('cat_modified.jpg', join(folder, 'dog_modified.jpg'));
  assert.equal(readPictureFolder(folder).length, 2);
  const outside = folderWith();
  symlinkSync(join(outside, 'cat_original.jpg'), join(folder, 'eel_original.jpg'));
  symlinkSync('../nothing-is-there.jpg', join(folder, 'eel_modified.jpg'));
  assert.equal(
    problemsOf(() => readPictureFolder(folder)),
    '"eel_modified.jpg" cannot be read (ENOENT)\n"eel_original.jpg" is a link out of the folder',
  );
});

test('the folder itself may be a link', () => {
  const link = join(temporaryFolder(), 'link');
  symlinkSync(folderWith(), link);
  assert.equal(readPictureFolder(link).length, 1);
});

test('folders within, foreign and unpaired files are named together', () => {
  const folder = folderWith({ 'dog_original.jpg': jpeg(3), 'notes.txt': jpeg() });
  mkdirSync(join(folder, 'fox_original.jpg'));
  assert.equal(
    problemsOf(() => readPictureFolder(folder)),
    [
      '"fox_original.jpg" is no regular file',
      '"notes.txt" has no name of a picture of a pair',
      '"dog" has no modified picture',
      '"fox" has no modified picture',
    ].join('\n'),
  );
});

test('a folder that is missing, empty or a file is refused by its name', () => {
  const empty = temporaryFolder();
  assert.equal(
    problemsOf(() => readPictureFolder(empty)),
    'there are none',
  );
  assert.throws(
    () => readPictureFolder(join(empty, 'none')),
    /folder ".*none": it cannot be read \(ENOENT\); give pairs/,
  );
  assert.throws(
    () => readPictureFolder(join(folderWith(), 'cat_original.jpg')),
    /cannot be read \(ENOTDIR\)/,
  );
});
