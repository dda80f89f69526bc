import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './errors.ts';

/**
 * Finds out before a long computation that its result cannot be saved.
 * @throws a system error where the folder is missing or may not be written to; UsageError where the path is a folder.
 */
export function checkWritable(path: string): void {
  accessSync(dirname(resolve(path)), constants.W_OK);
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a folder; name a file.`);
  accessSync(path, constants.W_OK);
}

/**
 * What a text file holds.
 * @throws a system error that names the file; UsageError where it is a folder, of which the system tells no path.
 */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EISDIR')) throw error;
    throw new UsageError(`Cannot read ${path}: it is a folder; name a file.`, { cause: error });
  }
}
