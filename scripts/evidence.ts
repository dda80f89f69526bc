import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveRows } from './support/figures.ts';

/**
 * Makes the raw data of the README's figures anew: `npm run evidence`. About six minutes; use a quiet machine.
 * Each file of `figures/` begins with a row that says what was run, at which commit and on what.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const SEEDS = [1, 2, 3];

function parlor(...words: string[]): string[] {
  process.stderr.write(`parlor ${words.join(' ')}\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'scripts/parlor.mjs'), ...words, '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`parlor ${words.join(' ')} ended with status ${status}`);
  return stdout.trimEnd().split('\n');
}

const runs = mkdtempSync(join(tmpdir(), 'parlor-evidence-'));
try {
  saveRows('bench.jsonl', 'parlor bench --json', parlor('bench'));
  const leagues = SEEDS.flatMap((seed) =>
    parlor('league', '--seed', String(seed), '--runs', runs).filter((row) =>
      /^\{"type":"(evaluated|result)"/.test(row),
    ),
  );
  const shown = leagues.map((row) => row.replaceAll(runs, 'runs'));
  saveRows('leduc-league.jsonl', `parlor league --seed ${SEEDS.join('|')} --json`, shown);
} finally {
  rmSync(runs, { recursive: true });
}
