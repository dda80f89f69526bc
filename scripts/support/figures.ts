import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where figures and their raw data are kept. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'figures');

/** What raw data begins with: what was run, at which commit and on what. */
function origin(command: string): object {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return { type: 'origin', command, commit, machine, node: process.version };
}

/** Writes rows, or lines that hold one each, as JSON lines, after the row that tells their origin. */
export function saveRows(name: string, command: string, rows: readonly (object | string)[]): void {
  const lines = [origin(command), ...rows].map((row) =>
    typeof row === 'string' ? row : JSON.stringify(row),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

/** Writes a picture: text, or bytes. */
export function saveFigure(name: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
}
