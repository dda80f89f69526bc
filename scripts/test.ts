/**
 * `npm test`: type-check, lint, then every test/**\/*.test.ts, two files at a time, each in a process of its own.
 * `npm test -- pattern …` runs the test files whose path holds a pattern, and no checks. The last line counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, styleText } from 'node:util';

const PROCESSES = 2;
const root = resolve(fileURLToPath(import.meta.url), '../..');

const tally = { passed: 0, failed: 0, skipped: [] as string[] };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function paint(colour: 'green' | 'red' | 'yellow' | 'dim', text: string): string {
  return process.stdout.isTTY ? styleText(colour, text) : text;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** Runs a tool of the repository; its output is shown only where it finds something. */
async function check(name: string, tool: string, options: readonly string[]): Promise<void> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...options], { cwd: root });
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.setEncoding('utf8').on('data', (part) => (output += part));
  await once(child, 'close');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (child.exitCode === 0) {
    tally.passed++;
    say(`${paint('green', '✔')} ${name} ${paint('dim', `(${seconds} s)`)}`);
  } else {
    tally.failed++;
    say(`${paint('red', '✖')} ${name}\n${indent(output.trimEnd())}`);
  }
}

async function checks(): Promise<void> {
  const lint = async (): Promise<void> => {
    await check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']);
    await check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']);
  };
  await Promise.all([check('type-check', 'typescript/bin/tsc', ['-b', '--pretty', 'false']), lint()]);
}

function testFiles(patterns: readonly string[]): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(root, 'test', path))
    .filter((path) => patterns.length === 0 || patterns.some((pattern) => relative(root, path).includes(pattern)))
    .sort();
}

async function tests(files: readonly string[]): Promise<void> {
  // Test files are TypeScript: their processes start as this one did, with tsx.
  const events = run({ files: [...files], concurrency: PROCESSES });
  const failures = new Map<string, number>();
  for await (const { type, data } of events) {
    if (type === 'test:stderr') process.stderr.write(data.message);
    if (type === 'test:stdout') process.stdout.write(data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file ? relative(root, data.file) : '';
    const label = data.name === data.file ? file : `${file}: ${data.name}`;
    if (type === 'test:fail') {
      // A suite fails because a test in it has failed, which was told and counted.
      if (failureType(data.details.error) === 'subtestsFailed') continue;
      tally.failed++;
      failures.set(file, (failures.get(file) ?? 0) + 1);
      say(`${paint('red', '✖')} ${label}\n${indent(describe(data.details.error))}`);
    } else if (data.details.type !== 'suite' && data.name !== data.file) {
      if (data.skip !== undefined || data.todo !== undefined) {
        const reason = data.skip ?? data.todo;
        tally.skipped.push(`${label}${typeof reason === 'string' ? ` (${reason})` : ''}`);
      } else {
        tally.passed++;
        say(`${paint('green', '✔')} ${label} ${paint('dim', `(${data.details.duration_ms.toFixed(0)} ms)`)}`);
      }
    }
  }
}

/** The runner wraps what a test threw. */
function describe(error: Error): string {
  return inspect(error.cause ?? error, { colors: process.stdout.isTTY, depth: 8 });
}

function failureType(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}

const patterns = process.argv.slice(2);
const files = testFiles(patterns);
if (patterns.length === 0) await checks();
if (files.length > 0) await tests(files);

const ran = tally.passed + tally.failed + tally.skipped.length;
if (files.length === 0) say(paint('red', `No test file${patterns.length > 0 ? ` matches ${patterns.join(' ')}` : ''}.`));
else if (ran === 0) say(paint('red', 'The test files hold no test.'));
if (tally.skipped.length > 0) say(`Skipped:\n${tally.skipped.map((name) => `  ${name}`).join('\n')}`);
say(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
process.exitCode = tally.failed > 0 || files.length === 0 || ran === 0 ? 1 : 0;
