import { accessSync, constants, existsSync, statSync } from 'node:fs';
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
