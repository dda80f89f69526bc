/**
 * `npm test`: type-check, lint, and every test/**\/*.test.ts, two files at a time, each in a process of its own. The
 * tests wait for the type-check alone: they run what it has compiled, since that starts in half the time.
 * `npm test -- pattern …` runs the test files whose path holds a pattern, by tsx, and no checks. The last line counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, styleText } from 'node:util';

const PROCESSES = 2;
/** A file that takes longer hangs. Unit: milliseconds. */
const PATIENCE = 600_000;
/** Begun before all others, in this order: a file that takes long and begins late has a processor wait for it. */
const LONG = [
  'envs/laws-games',
  'envs/laws-language',
  'scripts/package',
  'scripts/check',
  'scripts/match',
  'league/run',
  'envs/laws',
  'scripts/',
  'envs/who-is-the-spy',
  'league/',
];
const root = resolve(fileURLToPath(import.meta.url), '../..');

const tally = { passed: 0, failed: 0, skipped: [] as string[] };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function paint(colour: 'green' | 'red' | 'yellow' | 'dim', text: string): string {
  return process.stdout.isTTY ? styleText(colour, text) : text;
}

function passed(name: string, milliseconds: number): void {
  tally.passed++;
  say(`${paint('green', '✔')} ${name} ${paint('dim', `(${milliseconds.toFixed(0)} ms)`)}`);
}

function failed(name: string, why: string): void {
  tally.failed++;
  say(`${paint('red', '✖')} ${name}\n${why.replace(/^/gm, '    ')}`);
}

/**
 * Runs a tool of the repository; its output is shown only where it finds something.
 * @returns whether it found nothing
 */
async function check(name: string, tool: string, options: readonly string[]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...options], { cwd: root });
  let output = '';
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding('utf8').on('data', (part) => (output += part));
  await once(child, 'close');
  if (child.exitCode === 0) passed(name, performance.now() - started);
  else failed(name, output.trimEnd());
  return child.exitCode === 0;
}

async function lint(): Promise<void> {
  await check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']);
  await check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']);
}

/** Type-checks, and has everything that begins from now on run what the compiler made where it found no mistake. */
async function compile(): Promise<void> {
  if (!(await check('type-check', 'typescript/bin/tsc', ['-b', '--pretty', 'false']))) return;
  // The runner starts a test file as this process was started.
  process.execArgv = ['--enable-source-maps', '--import', join(root, 'test/support/compiled.mjs')];
  process.env['PARLOR_COMPILED'] = '1'; // for what the tests start themselves: test/support/process.ts
}

function testFiles(patterns: readonly string[]): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(root, 'test', path))
    .filter(
      (path) => patterns.length === 0 || patterns.some((pattern) => relative(root, path).includes(pattern)),
    )
    .sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1));
}

function place(file: string): number {
  const path = relative(join(root, 'test'), file);
  const index = LONG.findIndex((name) => path.startsWith(name));
  return index < 0 ? LONG.length : index;
}

async function tests(files: readonly string[]): Promise<void> {
  const empty = new Set(files);
  const events = run({ files: [...files], concurrency: PROCESSES, timeout: PATIENCE });
  events.on('test:stdout', ({ message }) => process.stdout.write(message));
  events.on('test:stderr', ({ message }) => process.stderr.write(message));
  // Those without a file are the runner's own counts.
  events.on('test:diagnostic', ({ message, file }) => {
    if (file !== undefined) say(`${relative(root, file)}: ${message}`);
  });
  events.on('test:fail', ({ name, file, details }) => {
    // A suite fails because a test in it has failed, which was told and counted.
    if (failureType(details.error) === 'subtestsFailed') return;
    empty.delete(file ?? name);
    failed(label(name, file), describe(details.error, file ?? name));
  });
  events.on('test:pass', ({ name, file, skip, todo, details }) => {
    if ((details.type === 'suite' && skip === undefined) || name === file) return;
    empty.delete(file ?? name);
    const reason = skip ?? todo;
    if (reason !== undefined) {
      tally.skipped.push(`${label(name, file)}${typeof reason === 'string' ? ` (${reason})` : ''}`);
    } else passed(label(name, file), details.duration_ms);
  });
  await once(events.resume(), 'end');
  for (const file of empty) failed(relative(root, file), 'The file holds no test.');
}

/** The runner reports a file that ends badly as a test of the file's name. */
function label(name: string, file: string | undefined): string {
  return file === undefined || file === name ? relative(root, name) : `${relative(root, file)}: ${name}`;
}

/** What a test threw, without the runner's own frames; or how the process of a file ended. */
function describe(error: Error, file: string): string {
  if ('exitCode' in error && failureType(error) === 'testCodeFailure') {
    const how = String(error.exitCode ?? ('signal' in error ? error.signal : 'an error'));
    const alone = `node --import tsx ${relative(root, file)}`;
    return `The process of this file ended with ${how}; what it wrote is above, or run it alone: ${alone}`;
  }
  const text = inspect(error.cause ?? error, { colors: process.stdout.isTTY, depth: 8 });
  return text.replace(/\n +at [^\n]*node:internal[^\n]*/g, '');
}

function failureType(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}

const patterns = process.argv.slice(2);
const files = testFiles(patterns);
const linted = patterns.length === 0 ? lint() : undefined;
if (patterns.length === 0) await compile();
if (files.length > 0) await tests(files);
await linted;

if (files.length === 0)
  say(paint('red', `No test file${patterns.length > 0 ? ` matches ${patterns.join(' ')}` : ''}.`));
if (tally.skipped.length > 0) say(`Skipped:\n${tally.skipped.map((name) => `  ${name}`).join('\n')}`);
say(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
process.exitCode = tally.failed > 0 || files.length === 0 ? 1 : 0;
