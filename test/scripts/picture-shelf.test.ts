import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pictureShelf } from '../../scripts/support/picture-shelf.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const BASE64 = `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`;

test('a picture is put into the folder once, byte for byte, and the path says where', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parlor-test-')), 'new');
  const shelf = pictureShelf(folder);
  const first = shelf(BASE64);
  assert.equal(first, join(folder, '1.svg'));
  assert.equal(shelf(BASE64), first);
  const second = shelf(`data:image/svg+xml,${encodeURIComponent(SVG)}`);
  const third = shelf(`data:image/png;base64,${Buffer.from([1, 2, 3]).toString('base64')}`);
  for (const path of [first, second]) assert.equal(readFileSync(path, 'utf8'), SVG);
  assert.deepEqual([...readFileSync(third)], [1, 2, 3]);
  assert.deepEqual(readdirSync(folder).sort(), ['1.svg', '2.svg', '3.png']);
  rmSync(folder, { recursive: true });
});

test('people who share a folder get a picture each, and nothing that was there is written over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlor-test-'));
  writeFileSync(join(folder, '1.svg'), 'mine');
  const other = `data:image/svg+xml,${encodeURIComponent('<svg/>')}`;
  assert.deepEqual(
    [pictureShelf(folder)(BASE64), pictureShelf(folder)(other)],
    [join(folder, '2.svg'), join(folder, '3.svg')],
  );
  assert.equal(readFileSync(join(folder, '1.svg'), 'utf8'), 'mine');
  assert.equal(readFileSync(join(folder, '3.svg'), 'utf8'), '<svg/>');
  rmSync(folder, { recursive: true });
});

test('what is no picture is not written, whatever it says it is', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parlor-test-')), 'never');
  const shelf = pictureShelf(folder);
  for (const url of ['data:text/html;base64,AAAA', 'https://example.com/a.png', '../../etc/passwd', ''])
    assert.match(shelf(url), /cannot be shown/);
  assert.ok(!existsSync(folder));
});

test('without a folder a temporary one is made', () => {
  const path = pictureShelf()(BASE64);
  assert.ok(path.startsWith(join(tmpdir(), 'parlor-pictures-')));
  rmSync(join(path, '..'), { recursive: true });
});
