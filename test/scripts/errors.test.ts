import assert from 'node:assert/strict';
import { closeSync, openSync, readSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { fail } from '../../scripts/support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

/** What `fail` tells of an error. */
function told(context: TestContext, error: unknown): string {
  const write = context.mock.method(process.stderr, 'write', () => true);
  fail(error);
  write.mock.restore();
  return write.mock.calls.map(({ arguments: [text] }) => String(text)).join('');
}

test('a system error that tells no path is of standard output only where something was written', (context) => {
  const open = openSync(temporaryFolder(), 'r');
  let refused: unknown;
  try {
    readSync(open, new Uint8Array(1));
  } catch (error) {
    refused = error;
  } finally {
    closeSync(open);
  }
  assert.equal(told(context, refused), 'parlor: Cannot use what is to be read: it is a folder (EISDIR).\n');
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  assert.equal(told(context, full), 'parlor: Cannot use standard output: the disk is full (ENOSPC).\n');
});
