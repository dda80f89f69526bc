import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './folder.ts';

const TSX = ['--import', 'tsx'];
/** Where `npm test` has compiled everything. */
const COMPILED =
  process.env['PARLOR_COMPILED'] === undefined
    ? undefined
    : ['--enable-source-maps', '--import', join(ROOT, 'test/support/compiled.mjs')];

/** What lets Node read the repository's TypeScript: what the type-check of this run has compiled, or else tsx. */
export const TYPESCRIPT: readonly string[] = COMPILED ?? TSX;

/** The same where there are files of other places as well. */
export const ANY_TYPESCRIPT: readonly string[] = [...TSX, ...(COMPILED ?? [])];

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** What standard input holds; it is at its end at once where this is left out. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command to its end. */
export function run(file: string, parameters: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd = ROOT, input = '', env = {} } = options;
  return new Promise((resolve, reject) => {
    // A test runner in the child must not take itself for a part of the runner that runs this.
    const variables = { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined, ...env };
    const child = spawn(file, parameters, { cwd, env: variables });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error); // a command need not read what it is given
    });
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** Runs a Node script. */
export function node(parameters: readonly string[], options?: RunOptions): Promise<Run> {
  return run(process.execPath, parameters, options);
}

/** Runs npm: the one that runs the tests, or the one on the path. */
export function npm(parameters: readonly string[], options?: RunOptions): Promise<Run> {
  const script = process.env['npm_execpath'];
  return script?.endsWith('npm-cli.js')
    ? node([script, ...parameters], options)
    : run('npm', parameters, options);
}

/** The file of the `parlor` command, as it is installed. */
export const PARLOR = join(ROOT, 'scripts/parlor.mjs');

/** What Node runs as the `parlor` command: where everything is compiled, in a quicker way. */
export function parlorCommand(parameters: readonly string[]): string[] {
  if (COMPILED === undefined) return [PARLOR, ...parameters];
  const withModule = parameters.some((word) => /\.[cm]?ts\b/.test(word)); // one of the user's
  return [...(withModule ? ANY_TYPESCRIPT : TYPESCRIPT), join(ROOT, 'test/support/parlor.ts'), ...parameters];
}

/** Runs the `parlor` command. */
export function parlor(parameters: readonly string[], options?: RunOptions): Promise<Run> {
  return node(parlorCommand(parameters), options);
}

/** Runs `parlor` commands that need no input one after the other in a single process, which is faster. */
export async function parlorMany(commands: readonly (readonly string[])[]): Promise<Run[]> {
  const script = join(ROOT, 'test/support/many.ts');
  const { stdout, stderr, status } = await node([...TYPESCRIPT, script], {
    input: JSON.stringify(commands),
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout) as Run[];
}
