import { open, rename, rm } from 'node:fs/promises';

let written = 0;

/**
 * Writes a whole file or none of it: into a temporary file beside it, which then takes its name. The temporary file is
 * removed when this fails; the error of the file system is thrown.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
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
