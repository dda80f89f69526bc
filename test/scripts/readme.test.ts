import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { parseConfig } from '@parlor/league';
import { ANY_TYPESCRIPT } from '../support/process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
/** Within the repository, so that the packages resolve as they do for a user at its root. */
const folder = mkdtempSync(join(root, 'node_modules', '.readme-'));
after(() => rmSync(folder, { recursive: true }));

describe('the examples of the README', () => {
  test('there is one for every layer', () => {
    for (const name of ['@parlor/envs', '@parlor/envs/laws', '@parlor/agents', '@parlor/league']) {
      assert.ok(
        examples.some((code) => code.includes(`'${name}'`)),
        name,
      );
    }
  });

  test('the configuration is one that a league takes', () => {
    const [, json] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.equal(parseConfig(JSON.parse(json ?? '')).learners.length, 2);
  });

  for (const [index, code] of examples.entries()) {
    test(`number ${index + 1} runs and prints something`, async () => {
      const file = join(folder, `example-${index}.mts`);
      writeFileSync(file, code);
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [...ANY_TYPESCRIPT, file], {
        cwd: root,
      });
      assert.equal(stderr, '');
      if (code.includes('console.log')) assert.notEqual(stdout, '');
    });
  }
});
