/**
 * Installs what is missing, and nothing else: compares package-lock.json with what node_modules holds, and runs
 * `npm ci` only where they differ. Needs Node alone. Writes to standard error only, so that a command that runs after
 * it keeps standard output to itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recover } from './pack.mjs';

/** The oldest that the tools run on; major and minor. */
const OLDEST_NODE = '20.19';
const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Why the packages of `folder` do not match its lock file, or undefined where they do. */
export function whatIsMissing(folder) {
  const locked = readJson(join(folder, 'package-lock.json'))?.packages;
  if (!locked) throw new Error('package-lock.json is missing or damaged; get it from the repository again.');
  const installed = readJson(join(folder, 'node_modules/.package-lock.json'))?.packages;
  if (!installed) return 'nothing is installed yet';
  for (const [path, wanted] of Object.entries(locked)) {
    if (!path.startsWith('node_modules/')) continue; // the root and the workspaces themselves
    if (wanted.link) {
      if (!pointsTo(join(folder, path), join(folder, wanted.resolved)))
        return `${path} does not lead to ${wanted.resolved}`;
    } else if (!existsSync(join(folder, path, 'package.json'))) {
      if (!(wanted.optional && !fitsHere(wanted))) return `${path} is not installed`;
    } else if (installed[path]?.version !== wanted.version) {
      return `${path} is ${installed[path]?.version ?? 'unknown'}, not ${wanted.version}`;
    } else if (wanted.integrity && installed[path].integrity !== wanted.integrity) {
      return `${path} differs from the lock file`;
    }
  }
  return undefined;
}

/** Optional packages are made for one platform each: whether this is the one. */
function fitsHere({ os, cpu, libc }) {
  const fits = (list, here) =>
    !list ||
    list.includes(here) ||
    (list.every((name) => name.startsWith('!')) && !list.includes(`!${here}`));
  return fits(os, process.platform) && fits(cpu, process.arch) && (!libc || fits(libc, libcHere()));
}

/** The C library that this Node was built for; undefined where there is no choice of one, as npm has it. */
function libcHere() {
  if (process.platform !== 'linux') return undefined;
  process.report.excludeNetwork = true; // a report would otherwise look up names
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

function pointsTo(link, target) {
  return existsSync(link) && realpathSync(link) === realpathSync(target);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Runs `npm ci` with the npm that runs this script, or else the one on the path. */
function install(folder) {
  const npm = process.env.npm_execpath;
  const arguments_ = ['ci', '--no-audit', '--no-fund'];
  const [command, ...rest] = npm?.endsWith('npm-cli.js')
    ? [process.execPath, npm, ...arguments_]
    : ['npm', ...arguments_];
  const { status, error, signal } = spawnSync(command, rest, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error)
    throw new Error(
      `npm could not be started (${error.message}); install Node ${OLDEST_NODE} or newer, which brings it.`,
    );
  if (status !== 0) {
    throw new Error(
      `npm ci ended with ${signal ?? `status ${status}`}; its messages are above. Check the connection to the registry and run it again.`,
    );
  }
}

function isOlder(version, than) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = than.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

function main() {
  if (isOlder(process.versions.node, OLDEST_NODE))
    throw new Error(`Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
  recover(root);
  const missing = whatIsMissing(root);
  if (missing === undefined) return;
  process.stderr.write(`Installing packages: ${missing}.\n`);
  install(root);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`Installation failed: ${error.message}\n`);
    process.exitCode = 1;
  }
}
