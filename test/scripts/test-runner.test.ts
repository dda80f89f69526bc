import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT, temporaryFolder } from '../support/folder.ts';
import { node, run, type Run } from '../support/process.ts';

/** A repository that holds these tests. */
function repository(tests: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const name of ['scripts/test.ts', 'test/support/require.ts'])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, body] of Object.entries(tests)) {
    mkdirSync(join(folder, 'test', name, '..'), { recursive: true });
    writeFileSync(
      join(folder, 'test', name),
      `import assert from 'node:assert/strict';
       import { describe, it, test } from 'node:test';
       import { needs } from '${'../'.repeat(name.split('/').length - 1) || './'}support/require.ts';
       void [assert, describe, it, needs]; const typed: number = 1; void typed;
       ${body}`,
    );
  }
  return folder;
}

function runTests(
  folder: string,
  patterns: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return node(['--import', 'tsx', 'scripts/test.ts', ...patterns], {
    cwd: folder,
    env: { PARLOR_REQUIRE: '', ...env },
  });
}

const lastLine = ({ stdout }: Run): string | undefined => stdout.trimEnd().split('\n').at(-1);

describe('npm test', { concurrency: 2 }, () => {
  test('finds tests in every folder, counts subtests and not suites, and says what was skipped', async () => {
    const folder = repository({
      'top.test.ts': `test('one', () => {}); test('idle', { skip: 'too slow' }, () => {});`,
      'a/b/deep.test.ts': `
        describe('suite', () => { it('two', () => {}); });
        describe('idle suite', { skip: true }, () => { it('never', () => {}); });
        test('parent', async (t) => { await t.test('three', () => {}); });
        test('wants', { skip: needs('no-such-package') }, () => {});`,
      'a/helper.ts': `throw new Error('not a test');`,
    });
    const result = await runTests(folder, ['test/']);
    assert.equal(result.status, 0, result.stdout + result.stderr);
    assert.equal(lastLine(result), '4 passed, 0 failed, 3 skipped');
    assert.match(result.stdout, /\nSkipped:\n[^]*deep\.test\.ts: wants \(needs no-such-package\)\n/);
    assert.match(result.stdout, /top\.test\.ts: idle \(too slow\)/);
  });

  test('fails on a failure, wherever it is, and tells it with its place', async () => {
    const folder = repository({
      'x.test.ts': `
        describe('suite', () => { it('wrong', () => assert.equal(1, 2)); it('right', () => {}); });
        test('parent', async (t) => { await t.test('wrong below', () => { throw new Error('boo'); }); });`,
    });
    const result = await runTests(folder, ['x']);
    assert.equal(result.status, 1);
    assert.equal(lastLine(result), '1 passed, 2 failed, 0 skipped');
    assert.match(result.stdout, /✖ test\/x\.test\.ts: wrong\n[^]*1 !== 2[^]*x\.test\.ts:6:/);
    assert.match(result.stdout, /Error: boo/);
    assert.doesNotMatch(result.stdout, /node:internal/);
  });

  test('fails where a file cannot be loaded, ends early, or holds no test', async () => {
    const folder = repository({
      'broken.test.ts': `import './missing.ts';`,
      'early.test.ts': `test('fine', () => {}); setTimeout(() => process.exit(7), 50);`,
      'empty.test.ts': ``,
    });
    const result = await runTests(folder, ['test']);
    assert.equal(result.status, 1);
    assert.equal(lastLine(result), '1 passed, 3 failed, 0 skipped');
    for (const name of ['broken', 'early', 'empty'])
      assert.match(result.stdout, new RegExp(`✖ test/${name}`));
  });

  test('fails where there is no test at all', async () => {
    const result = await runTests(repository({ 'x.test.ts': `test('one', () => {});` }), ['nowhere']);
    assert.deepEqual([result.status, lastLine(result)], [1, '0 passed, 0 failed, 0 skipped']);
  });

  test('fails where something required is missing, and runs what wants it where it is there', async () => {
    const folder = repository({
      'x.test.ts': `
        test('wants a command', { skip: needs('node') }, () => {});
        test('wants a module', { skip: needs('typescript') }, () => {});
        test('wants something else', { skip: needs('here', () => true) }, () => {});
        test('wants what is nowhere', { skip: needs('no-such-package') }, () => {});`,
    });
    const optional = await runTests(folder, ['x'], { PARLOR_REQUIRE: 'node typescript' });
    assert.deepEqual([optional.status, lastLine(optional)], [0, '3 passed, 0 failed, 1 skipped']);
    const required = await runTests(folder, ['x'], { PARLOR_REQUIRE: 'node, no-such-package' });
    assert.equal(required.status, 1);
    // The runner does not wait for the last words of the last file, so they are asked for alone.
    const alone = /run it alone: node --import tsx (\S+)/.exec(required.stdout);
    assert.ok(alone, required.stdout);
    const file = await node(['--import', 'tsx', alone[1]], {
      cwd: folder,
      env: { PARLOR_REQUIRE: 'node, no-such-package' },
    });
    assert.match(file.stdout + file.stderr, /PARLOR_REQUIRE names no-such-package/);
  });

  test('runs what the type-check has compiled, under the names and lines of the sources', async () => {
    const folder = repository({
      'x.test.ts': `
        test('compiled', () => assert.equal(process.env['PARLOR_COMPILED'], '1'));
        test('where it was', () => assert.match(import.meta.url, /test\\/x\\.test\\.ts$/));
        interface Gone { readonly from: 'what is compiled' } // leaves a line out
        test('wrong', () => { throw new Error('boo' satisfies string); });`,
    });
    for (const name of ['compiled.mjs', 'compiled-hooks.mjs'])
      cpSync(join(ROOT, 'test/support', name), join(folder, 'test/support', name));
    // Modules of its own, so that what is compiled lands there.
    rmSync(join(folder, 'node_modules'));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['@types', 'eslint', 'prettier', 'tsx', 'typescript', 'undici-types'])
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
    cpSync(join(ROOT, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
    const compilerOptions = {
      rootDir: '.',
      outDir: 'node_modules/.cache/parlor',
      types: ['node'],
      noUnusedLocals: false,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: './tsconfig.base.json', compilerOptions, include: ['test', 'scripts'] }),
    );
    writeFileSync(join(folder, 'eslint.config.js'), 'export default [];\n');
    writeFileSync(join(folder, '.prettierignore'), '*\n');
    const result = await runTests(folder, []);
    assert.equal(lastLine(result), '5 passed, 1 failed, 0 skipped', result.stdout);
    assert.match(result.stdout, /✖ test\/x\.test\.ts: wrong\n[^]*x\.test\.ts:9:/);
  });

  test('checks types, lint and format first, and counts them', async () => {
    const folder = repository({ 'x.test.ts': `test('one', () => {});` });
    writeFileSync(join(folder, 'wrong.ts'), `export const text: string  = 1;\n`);
    writeFileSync(join(folder, 'wrong.js'), `unknownName();\n`);
    writeFileSync(join(folder, '.prettierignore'), 'test\nscripts\nnode_modules\n*.json\n*.js\n');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "files": ["wrong.ts"], "compilerOptions": { "noEmit": true } }',
    );
    writeFileSync(join(folder, 'eslint.config.js'), `export default [{ rules: { 'no-undef': 'error' } }];\n`);
    const result = await runTests(folder, []);
    assert.equal(result.status, 1);
    assert.equal(lastLine(result), '1 passed, 3 failed, 0 skipped', result.stdout);
    assert.match(result.stdout, /✖ type-check\n.*wrong\.ts\(1,14\): error TS2322/);
    assert.match(result.stdout, /✖ lint\n[^]*'unknownName' is not defined/);
    assert.match(result.stdout, /✖ format\n.*wrong\.ts/);
  });
});

describe('.ci/run', () => {
  /** Runs it with stand-ins for what it calls, which write down how. */
  async function runCi(packages: string): Promise<{ run: Run; calls: string }> {
    const folder = temporaryFolder();
    const log = join(folder, 'calls');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    cpSync(join(ROOT, '.ci'), join(folder, '.ci'), { recursive: true });
    writeFileSync(join(folder, '.ci/packages'), packages);
    writeFileSync(log, '');
    for (const name of ['npm', 'apt-get', 'sudo']) {
      const pass = name === 'sudo' ? 'exec "$@"' : `echo "${name} $* [$PARLOR_REQUIRE] $PWD" >> ${log}`;
      writeFileSync(join(bin, name), `#!/bin/sh\n${pass}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const path = `${bin}:${process.env['PATH'] ?? ''}`;
    const result = await run(join(folder, '.ci/run'), [], {
      cwd: temporaryFolder(),
      env: { PATH: path, PARLOR_REQUIRE: '' },
    });
    return { run: result, calls: readFileSync(log, 'utf8').replaceAll(folder, 'ROOT') };
  }

  test('installs nothing where nothing is listed, and runs the tests from the root', async () => {
    for (const packages of ['', '# nothing\n\n']) {
      const { run: result, calls } = await runCi(packages);
      assert.equal(result.status, 0, result.stderr);
      assert.equal(calls, 'npm test [] ROOT\n');
    }
  });

  test('installs what the repository lists', async () => {
    const { run: result, calls } = await runCi(readFileSync(join(ROOT, '.ci/packages'), 'utf8'));
    assert.equal(result.status, 0, result.stderr);
    assert.match(calls, /\napt-get install .*\bpython3\b.*\nnpm test \[.*\bpython3\b.*\] ROOT\n$/);
  });

  test('installs what is listed and requires it', async () => {
    const { run: result, calls } = await runCi('redis-server # a store\n\n  jq\n');
    assert.equal(result.status, 0, result.stderr);
    assert.match(
      calls,
      /^apt-get update .*\napt-get install .*redis-server jq .*\nnpm test \[redis-server jq\] ROOT\n$/,
    );
  });
});
