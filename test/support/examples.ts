/**
 * Runs programs one after the other in this process, which is faster than a process for each: the files are the
 * arguments, and what each has printed and thrown is printed at the end, as JSON.
 */
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

export interface ExampleRun {
  readonly stdout: string;
  readonly stderr: string;
  /** What it has thrown, as it would be shown; null where it came to its end. */
  readonly error: string | null;
}

type Write = typeof process.stdout.write;

const write = process.stdout.write.bind(process.stdout);
const runs: ExampleRun[] = [];
for (const file of process.argv.slice(2)) {
  const told = { stdout: '', stderr: '' };
  const keep =
    (name: keyof typeof told): Write =>
    (part: string | Uint8Array) => {
      told[name] += typeof part === 'string' ? part : Buffer.from(part).toString('utf8');
      return true;
    };
  process.stdout.write = keep('stdout');
  process.stderr.write = keep('stderr');
  let error: string | null = null;
  try {
    await import(pathToFileURL(file).href);
  } catch (thrown) {
    error = inspect(thrown);
  }
  runs.push({ ...told, error });
}
write(JSON.stringify(runs));
