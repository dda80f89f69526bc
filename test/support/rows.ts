import assert from 'node:assert/strict';
import { parlor, type RunOptions } from './process.ts';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Runs a command that writes JSON lines, and checks their form: every line an object with a type, the last the result
 * and no other.
 * @param type what the rows before the result must be, if anything
 */
export async function rows(
  words: readonly string[],
  type?: string,
  options: RunOptions = {},
): Promise<{ rows: Fields[]; result: Fields; status: number | null }> {
  const { stdout, stderr, status } = await parlor(words, options);
  assert.ok(stdout.endsWith('}\n'), `${stdout}${stderr}`);
  const all = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Fields);
  const result = all.pop();
  assert.ok(result?.['type'] === 'result', stdout);
  for (const row of all) assert.equal(row['type'], type);
  return { rows: all, result, status };
}
