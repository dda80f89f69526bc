import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { writeFileAtomically } from '@parlor/agents';

const folder = mkdtempSync(join(tmpdir(), 'parlor-write-'));
after(() => rmSync(folder, { recursive: true }));
const bytes = Uint8Array.of(1, 2, 3);

describe('writing a file whole or not at all', () => {
  test('replaces a file and leaves nothing else behind', async () => {
    const path = join(folder, 'policy');
    writeFileSync(path, 'old and longer');
    await writeFileAtomically(path, bytes);
    assert.deepEqual([...readFileSync(path)], [1, 2, 3]);
    assert.deepEqual(readdirSync(folder), ['policy']);
    rmSync(path);
  });

  test('follows a link instead of taking its place', async () => {
    const [target, link] = [join(folder, 'target'), join(folder, 'link')];
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    await writeFileAtomically(link, bytes);
    assert.equal(lstatSync(link).isSymbolicLink(), true);
    assert.deepEqual([...readFileSync(target)], [1, 2, 3]);
  });

  // Saving to /dev/full as root once put a plain file in the place of the device.
  const devices = process.platform === 'linux';
  test('writes to a device as it is', { skip: devices ? false : 'for want of /dev/full' }, async () => {
    await assert.rejects(writeFileAtomically('/dev/full', bytes), { code: 'ENOSPC' });
    await writeFileAtomically('/dev/null', bytes);
    for (const device of ['/dev/full', '/dev/null'])
      assert.equal(statSync(device).isCharacterDevice(), true, device);
  });
});
