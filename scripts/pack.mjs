/**
 * What `npm pack` and `npm publish` run in a workspace. In the repository a package's exports are its TypeScript
 * sources; what is published is JavaScript with declarations. `prepack` builds dist and swaps the manifest,
 * `postpack` puts everything back. The manifest is swapped last and from a backup, and a guard puts it back where npm
 * is stopped in between, so that no failure leaves it swapped.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const root = resolve(script, '../..');

const manifestOf = (folder) => join(folder, 'package.json');
const backupOf = (folder) => join(folder, '.package.json.backup');

/** Builds what is published and swaps the manifest. */
function prepack(folder) {
  postpack(folder); // what an earlier run may have left
  try {
    build(folder);
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
    swapManifest(folder);
  } catch (error) {
    postpack(folder);
    throw error;
  }
  guard(folder);
}

/** Puts the manifest back and removes what `prepack` made; does nothing where there is nothing to do. */
export function postpack(folder) {
  if (existsSync(backupOf(folder))) renameSync(backupOf(folder), manifestOf(folder));
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  rmSync(join(folder, 'LICENSE'), { force: true });
}

/** Puts back every manifest that a pack which was cut off left swapped. */
export function recover(repository) {
  const { workspaces } = JSON.parse(readFileSync(manifestOf(repository), 'utf8'));
  for (const workspace of workspaces) {
    const folder = join(repository, workspace);
    if (existsSync(backupOf(folder))) postpack(folder);
  }
}

/** Copies what the compiler made of each source; it keeps that in the folder that the package's tsconfig.json names. */
function build(folder) {
  tsc(['-b', folder]); // checks this package and those below it
  const { compilerOptions } = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8'));
  const compiled = join(folder, compilerOptions.outDir);
  const made = sourcesOf(folder).flatMap((name) => [`${name}.js`, `${name}.d.ts`]);
  if (made.some((name) => !existsSync(join(compiled, name)))) tsc(['-b', '--force', folder]);
  for (const name of made) {
    const text = readFileSync(join(compiled, name), 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
    mkdirSync(dirname(join(folder, 'dist', name)), { recursive: true });
    // The compiler rewrites `./x.ts` to `./x.js` in JavaScript, but not in declarations.
    const rewritten = text.replace(/(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g, '$1$2.js$1');
    writeFileSync(join(folder, 'dist', name), name.endsWith('.d.ts') ? rewritten : text);
  }
}

/** The package's TypeScript files, without their ending: what is left over from others is not published. */
function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/(^|[/\\])(dist|node_modules)[/\\]/.test(name))
    .map((name) => name.replace(/\.ts$/, ''));
}

function tsc(options) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  // npm pack --json owns standard output.
  const { status } = spawnSync(process.execPath, [compiler, ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`tsc ${options.join(' ')} failed; its messages are above.`);
}

function swapManifest(folder) {
  const manifest = JSON.parse(readFileSync(manifestOf(folder), 'utf8'));
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (!target.endsWith('.ts')) continue;
    const built = target.replace(/^\.\//, './dist/').replace(/\.ts$/, '');
    manifest.exports[subpath] = { types: `${built}.d.ts`, default: `${built}.js` };
  }
  delete manifest.scripts;
  copyFileSync(manifestOf(folder), `${backupOf(folder)}.part`);
  renameSync(`${backupOf(folder)}.part`, backupOf(folder));
  writeFileSync(`${manifestOf(folder)}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${manifestOf(folder)}.part`, manifestOf(folder));
}

/** Starts a process that outlives npm and puts the manifest back where npm ends without running `postpack`. */
function guard(folder) {
  const npm = npmProcess();
  if (npm === undefined) return; // `recover` does it, before the next start or test
  spawn(process.execPath, [script, 'guard', folder, String(npm)], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/** npm's process: the parent, or the parent of the shell that runs the script where that stays alive. */
function npmProcess() {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(process.ppid)], { encoding: 'utf8' });
  const match = /^\s*(\d+)\s+(.*\S)/.exec(stdout ?? '');
  if (!match) return undefined;
  return /(^|\/)-?\w*sh$/.test(match[2]) ? Number(match[1]) : process.ppid;
}

async function keepGuard(folder, npm) {
  while (existsSync(backupOf(folder))) {
    try {
      process.kill(npm, 0);
    } catch {
      return postpack(folder); // there is no such process any more
    }
    await setTimeout(200);
  }
}

async function main([step, folder = process.cwd(), npm]) {
  if (step === 'prepack') prepack(folder);
  else if (step === 'postpack') postpack(folder);
  else if (step === 'guard') await keepGuard(folder, Number(npm));
  else throw new Error('usage: pack.mjs prepack|postpack, in a package folder');
}

if (process.argv[1] && realpathSync(process.argv[1]) === script) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`pack: ${error.message}\n`);
    process.exitCode = 1;
  }
}
