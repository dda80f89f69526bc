import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

let written = 0;

/**
 * Writes a whole file or none of it: into a temporary file beside it, which then takes its name. The temporary file is
 * removed when this fails; the error of the file system is thrown. A link is followed; what is no plain file, such as
 * a device or a pipe, is written to as it is: to take its name would destroy it.
 */
export async function writeFileAtomically(given: string, bytes: Uint8Array): Promise<void> {
  const path = await realpath(given).catch(orMissing(given));
  const known = await stat(path).catch(orMissing(undefined));
  if (known && !known.isFile() && !known.isDirectory()) return writeFile(path, bytes);
  const temporary = `${path}.${process.pid}-${written++}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined); // the first error is the one that tells
    throw error;
  }
}

/** For a file that is yet to be made: `value` in place of the error that there is none. */
function orMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
