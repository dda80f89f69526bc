import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';

let written = 0;

/** {@link writeAtomically} of bytes that are at hand. */
export function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  return writeAtomically(path, (file) => file.writeFile(bytes));
}

/**
 * Writes a whole file or none of it: into a temporary file beside it, which then takes its name. The temporary file is
 * removed when this fails; the error of the file system, or of `write`, is thrown. A link is followed; what is no plain
 * file, such as a device or a pipe, is written to as it is: to take its name would destroy it.
 * @param write writes from the beginning to the end, to an open file that is closed for it
 */
export async function writeAtomically(
  given: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const path = await realpath(given).catch(orMissing(given));
  const known = await stat(path).catch(orMissing(undefined));
  if (known && !known.isFile() && !known.isDirectory()) return withFile(path, 'w', write);
  const temporary = `${path}.${process.pid}-${written++}.tmp`;
  try {
    await withFile(temporary, 'wx', async (file) => {
      await write(file);
      await file.sync();
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined); // the first error is the one that tells
    throw error;
  }
}

async function withFile(
  path: string,
  flags: 'w' | 'wx',
  use: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

/** For a file that is yet to be made: `value` in place of the error that there is none. */
function orMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
