/**
 * Runs many command lines in one process, since starting one takes longer than most commands: reads them as JSON from
 * standard input, writes what each did as JSON.
 */
import { text } from 'node:stream/consumers';
import { main } from '../../scripts/parlor.ts';
import type { Run } from './process.ts';

const commands = JSON.parse(await text(process.stdin)) as string[][];
const write = process.stdout.write.bind(process.stdout);
const runs: Run[] = [];
for (const words of commands) {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (part: string | Uint8Array) => {
      written[name] += String(part);
      return true;
    };
  }
  process.exitCode = 0;
  await main(words);
  runs.push({ status: process.exitCode, ...written });
}
process.exitCode = 0;
write(JSON.stringify(runs));
