import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { ROOT, temporaryFolder } from '../support/folder.ts';
import { node, npm } from '../support/process.ts';
import { copyOfRepository } from '../support/repository.ts';

const TOOLS = join(ROOT, 'node_modules');

test('every package resolves from the root without a build', async () => {
  const script = `
    const names = ['@parlor/envs', '@parlor/envs/laws', '@parlor/agents', '@parlor/league'];
    const found = await Promise.all(names.map((name) => import(name)));
    console.log(JSON.stringify(found.map((module) => Object.keys(module).length > 0)));`;
  const evaluate = ['--input-type=module', '--eval', script];
  assert.deepEqual(await node(['--import', 'tsx', ...evaluate]), {
    status: 0,
    stdout: '[true,true,true,true]\n',
    stderr: '',
  });
  // From 22.18 on, Node reads the sources by itself.
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) {
    const { status, stdout, stderr } = await node(evaluate);
    assert.deepEqual([status, stdout], [0, '[true,true,true,true]\n'], stderr);
  }
});

describe('npm pack', () => {
  let repository = '';
  let parcels = '';
  let consumer = '';
  const manifest = (name: string): string => readFileSync(join(repository, name, 'package.json'), 'utf8');
  const installed = (...names: string[]) =>
    npm(['install', '--offline', '--no-audit', '--no-fund', ...names.map((name) => join(parcels, name))], {
      cwd: consumer,
    });

  before(async () => {
    repository = copyOfRepository();
    parcels = temporaryFolder();
    consumer = temporaryFolder();
    const own = ['-w', '@parlor/envs', '-w', '@parlor/agents', '-w', '@parlor/league'];
    const { status, stdout, stderr } = await npm(['pack', ...own, '--json', '--pack-destination', parcels], {
      cwd: repository,
    });
    assert.equal(status, 0, stderr);
    assert.doesNotThrow(() => void JSON.parse(stdout), 'JSON alone on standard output');
    // What the registry would give, from what is installed here, so that the tests need no network.
    const others = ['seedrandom', 'fast-check', 'pure-rand'].map((name) => join(TOOLS, name));
    const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', parcels, ...others]);
    assert.equal(packed.status, 0, packed.stderr);
    writeFileSync(
      join(consumer, 'package.json'),
      '{ "name": "consumer", "private": true, "type": "module" }\n',
    );
  });

  const parcel = (name: string): string => {
    const { version } = JSON.parse(readFileSync(join(TOOLS, name, 'package.json'), 'utf8')) as {
      version: string;
    };
    return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  };

  test('leaves the repository as it was', () => {
    for (const name of ['envs', 'agents', 'league']) {
      assert.equal(manifest(name), readFileSync(join(ROOT, name, 'package.json'), 'utf8'));
      assert.ok(
        !existsSync(join(repository, name, 'dist')) && !existsSync(join(repository, name, 'LICENSE')),
      );
    }
  });

  test('@parlor/envs works in plain JavaScript, in an empty folder, with nothing but seedrandom', async () => {
    const { status, stderr } = await installed(parcel('@parlor/envs'), parcel('seedrandom'));
    assert.equal(status, 0, stderr);
    assert.ok(!existsSync(join(consumer, 'node_modules/fast-check')));
    for (const file of ['LICENSE', 'README.md'])
      assert.ok(existsSync(join(consumer, 'node_modules/@parlor/envs', file)));
    const script = `
      import { make } from '@parlor/envs';
      const env = make('leduc_poker', { players: 3 });
      let step = env.reset({ seed: 7 });
      while (!step.done) step = env.step(step.legal[0]);
      console.log(step.returns.reduce((sum, value) => sum + value));`;
    writeFileSync(join(consumer, 'play.js'), script);
    assert.deepEqual(await node(['play.js'], { cwd: consumer }), { status: 0, stdout: '0\n', stderr: '' });
  });

  test('@parlor/envs and its laws work in strict TypeScript, without type packages', async () => {
    const { status, stderr } = await installed(parcel('fast-check'), parcel('pure-rand'));
    assert.equal(status, 0, stderr);
    writeFileSync(join(consumer, 'consumer.ts'), CONSUMER);
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ]) {
      const compilerOptions = {
        module,
        moduleResolution,
        target: 'es2022',
        lib: ['es2022'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        verbatimModuleSyntax: true,
        skipLibCheck: false,
        outDir: 'out',
      };
      const config = `tsconfig.${moduleResolution}.json`;
      writeFileSync(join(consumer, config), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
      const checked = await node([join(TOOLS, 'typescript/bin/tsc'), '-p', config], { cwd: consumer });
      assert.deepEqual(checked, { status: 0, stdout: '', stderr: '' });
    }
    const { stdout, stderr: complaints } = await node(['out/consumer.js'], { cwd: consumer });
    assert.equal(stdout, 'true true\n', complaints);
  });

  test('publint and are-the-types-wrong find nothing', async () => {
    for (const name of ['@parlor/envs', '@parlor/agents', '@parlor/league']) {
      const path = join(parcels, parcel(name));
      const lint = await node([join(TOOLS, 'publint/src/cli.js'), '--strict', path]);
      assert.equal(lint.status, 0, lint.stdout + lint.stderr);
      const types = [
        join(TOOLS, '@arethetypeswrong/cli/dist/index.js'),
        path,
        '--profile',
        'esm-only',
        '--no-emoji',
      ];
      const wrong = await node(types);
      assert.equal(wrong.status, 0, wrong.stdout + wrong.stderr);
    }
  });
});

/** Uses what a stranger would: the registry, a game of its own that joins the types, and the laws. */
const CONSUMER = `
import { make, register, loadGame, type Game, type GameOptions, type TimeStep } from '@parlor/envs';
import { ticTacToe } from '@parlor/envs';
import { checkGame, gameLaws } from '@parlor/envs/laws';

declare module '@parlor/envs' {
  interface GameOptions {
    noughts: { readonly size: number };
  }
}

register(Object.assign((): Game => ({ ...ticTacToe(), id: 'noughts', spec: 'noughts' }), {
  id: 'noughts', summary: 'the same by another name', options: {},
}));
const game: Game = loadGame('noughts', {});
// Only where the declaration has joined the types of the suite's own games.
const size: GameOptions['noughts']['size'] = 3;
const players: GameOptions['leduc_poker']['players'] = size;
// @ts-expect-error Leduc poker has no such option
const colour: GameOptions['leduc_poker']['colour'] = players;
void colour;

const env = make('leduc_poker', { players: 3 });
let step: TimeStep = env.reset({ seed: 7 });
while (!step.done) {
  const action = step.legal.at(-1);
  if (action === undefined) throw new Error('There is a legal action while a game goes on.');
  step = env.step(action);
}
const { ok, violations } = checkGame(game, { runs: 5, seed: 1 });
const lines: readonly string[] = violations.map(({ law, message }) => law + message);
declare const console: { log(...words: unknown[]): void };
console.log(ok || lines, gameLaws(game).length > 10);
`;

/** A repository of one small package, built as the three are. */
function smallRepository(): string {
  const repository = temporaryFolder();
  for (const name of ['scripts/pack.mjs', 'tsconfig.base.json', 'LICENSE', 'envs/tsconfig.json'])
    cpSync(join(ROOT, name), join(repository, name));
  const write = (name: string, text: string): void => {
    mkdirSync(join(repository, name, '..'), { recursive: true });
    writeFileSync(join(repository, name), text);
  };
  write('package.json', '{ "type": "module", "workspaces": ["envs"] }');
  write(
    'envs/package.json',
    '{\n  "type": "module", "exports": { ".": "./index.ts" },\n  "scripts": {}\n}\n',
  );
  write('envs/index.ts', "export { one } from './core/one.ts';\n");
  write('envs/core/one.ts', "export const one: number | import('./two.ts').Two = 1;\n");
  write('envs/core/two.ts', 'export type Two = 2;\n');
  mkdirSync(join(repository, 'node_modules'));
  symlinkSync(join(TOOLS, 'typescript'), join(repository, 'node_modules/typescript'));
  return repository;
}

describe('pack.mjs', () => {
  const repository = smallRepository();
  const folder = join(repository, 'envs');
  const path = join(folder, 'package.json');
  const pack = join(repository, 'scripts/pack.mjs');
  const original = readFileSync(path, 'utf8');
  const exportsOf = (): unknown =>
    (JSON.parse(readFileSync(path, 'utf8')) as { exports: Record<string, unknown> }).exports['.'];
  const swapped = { types: './dist/index.d.ts', default: './dist/index.js' };

  test('swaps the manifest, finds the original again when run twice, and puts it back byte for byte', async () => {
    for (let time = 0; time < 2; time++) {
      assert.equal((await node([pack, 'prepack'], { cwd: folder })).status, 0);
      assert.deepEqual(exportsOf(), swapped);
    }
    assert.equal((await node([pack, 'postpack'], { cwd: folder })).status, 0);
    assert.equal(readFileSync(path, 'utf8'), original);
  });

  test('publishes what there is a source of, with no trace of the sources', async () => {
    const compiled = join(repository, 'node_modules/.cache/parlor/envs');
    writeFileSync(join(compiled, 'core/gone.js'), 'export const gone = 1;\n'); // its source is no more
    rmSync(join(compiled, 'core/two.js')); // as where somebody has tidied up
    assert.equal((await node([pack, 'prepack'], { cwd: folder })).status, 0);
    const dist = join(folder, 'dist');
    const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort();
    const files = ['core', 'index.d.ts', 'index.js'].concat(
      ...['one', 'two'].map((name) => [join('core', `${name}.d.ts`), join('core', `${name}.js`)]),
    );
    assert.deepEqual(names, files.sort());
    for (const name of files.slice(1)) {
      const text = readFileSync(join(dist, name), 'utf8');
      assert.doesNotMatch(text, /\.ts['"]|sourceMappingURL/, name);
    }
    assert.match(readFileSync(join(dist, 'core/one.d.ts'), 'utf8'), /import\(['"]\.\/two\.js['"]\)/);
    assert.equal((await node([pack, 'postpack'], { cwd: folder })).status, 0);
  });

  test('leaves the manifest alone when the build fails', async () => {
    const broken = join(folder, 'core/broken.ts');
    writeFileSync(broken, "export const number: number = 'text';\n");
    const { status, stderr } = await node([pack, 'prepack'], { cwd: folder });
    assert.equal(status, 1);
    assert.match(stderr, /broken\.ts.*TS2322[^]*pack: tsc .* failed/);
    assert.equal(readFileSync(path, 'utf8'), original);
    assert.ok(!existsSync(join(folder, 'dist')));
    writeFileSync(broken, 'export {};\n');
  });

  test('puts the manifest back by itself when npm ends in between', async () => {
    // A stand-in for npm that never comes to postpack.
    const npm = `require('node:child_process').spawnSync(process.execPath, [${JSON.stringify(pack)}, 'prepack'])`;
    assert.equal((await node(['--eval', npm], { cwd: folder })).status, 0);
    for (let wait = 0; wait < 100 && readFileSync(path, 'utf8') !== original; wait++) {
      await new Promise((wake) => setTimeout(wake, 50));
    }
    assert.equal(readFileSync(path, 'utf8'), original);
  });

  test('is undone by the next installation where nothing else could', async () => {
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, '.package.json.backup'), original);
    writeFileSync(path, '{}');
    const code = `import(${JSON.stringify(pack)}).then(({ recover }) => recover(${JSON.stringify(repository)}))`;
    assert.equal((await node(['--eval', code])).status, 0);
    assert.equal(readFileSync(path, 'utf8'), original);
  });
});
