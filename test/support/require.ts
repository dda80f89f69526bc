import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** What must be there in this run: names in PARLOR_REQUIRE, parted by commas or spaces. */
const required = (process.env['PARLOR_REQUIRE'] ?? '').split(/[\s,]+/).filter((name) => name !== '');

/**
 * For a test that wants something optional: `test('…', { skip: needs('redis-server') }, …)`.
 * @param name as PARLOR_REQUIRE has it: a Debian package
 * @param found whether it is here; left out, a command or a node module of that name is looked for
 * @returns why the test is skipped, or false where it can run
 * @throws where it is missing although PARLOR_REQUIRE names it
 */
export function needs(
  name: string,
  found: () => boolean = () => hasCommand(name) || hasModule(name),
): string | false {
  if (found()) return false;
  if (required.includes(name)) throw new Error(`PARLOR_REQUIRE names ${name}, and it is not here.`);
  return `needs ${name}`;
}

export function hasCommand(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });
}

export function hasModule(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false; // not installed
  }
}
