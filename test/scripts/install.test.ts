import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT, temporaryFolder } from '../support/folder.ts';
import { node, type Run } from '../support/process.ts';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly libc?: readonly string[];
}

const LOCKED: Readonly<Record<string, Locked>> = {
  '': {},
  one: { version: '1.0.0' },
  'node_modules/one': { resolved: 'one', link: true },
  'node_modules/two': { version: '2.0.0', integrity: 'sha512-two' },
  'node_modules/elsewhere': { version: '3.0.0', optional: true, os: ['no such system'] },
  'node_modules/other-libc-elsewhere': {
    version: '3.0.0',
    optional: true,
    os: [process.platform],
    libc: ['no such library'],
  },
  'node_modules/here': { version: '4.0.0', optional: true, os: [process.platform] },
};
const INSTALLED = Object.fromEntries(
  Object.entries(LOCKED).filter(([path]) => path !== '' && !path.endsWith('elsewhere')),
);

/** A repository with a package of its own and what it needs installed, and a stand-in for npm that tells how it was called. */
function repository(npmStatus = 0): string {
  const folder = temporaryFolder();
  const write = (path: string, value: unknown): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  };
  for (const name of ['install.mjs', 'pack.mjs'])
    cpSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
  write('package.json', { workspaces: ['one'] });
  write('one/package.json', {});
  write('package-lock.json', { packages: LOCKED });
  write('node_modules/.package-lock.json', { packages: INSTALLED });
  for (const name of ['two', 'here']) write(`node_modules/${name}/package.json`, {});
  symlinkSync(join(folder, 'one'), join(folder, 'node_modules/one'));
  write('npm-cli.js', `console.log('npm', ...process.argv.slice(2)); process.exit(${npmStatus});`);
  return folder;
}

function install(folder: string): Promise<Run> {
  const script = join(folder, 'scripts/install.mjs');
  return node([script], { cwd: temporaryFolder(), env: { npm_execpath: join(folder, 'npm-cli.js') } });
}

describe('install', { concurrency: 2 }, () => {
  test('does nothing where all is there, packages for other systems left aside', async () => {
    assert.deepEqual(await install(repository()), { status: 0, stdout: '', stderr: '' });
    assert.deepEqual(await install(ROOT), { status: 0, stdout: '', stderr: '' });
  });

  const damages: Readonly<Record<string, readonly [(folder: string) => void, RegExp]>> = {
    'nothing is installed': [
      (folder) => rmSync(join(folder, 'node_modules'), { recursive: true }),
      /nothing is installed/,
    ],
    'a package is missing': [
      (folder) => rmSync(join(folder, 'node_modules/two'), { recursive: true }),
      /two is not installed/,
    ],
    'a package for this system is missing': [
      (folder) => rmSync(join(folder, 'node_modules/here'), { recursive: true }),
      /here is not installed/,
    ],
    'a version differs': [
      (folder) => {
        const packages = { ...INSTALLED, 'node_modules/two': { version: '1.9.9' } };
        writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
      },
      /two is 1\.9\.9, not 2\.0\.0/,
    ],
    'the contents differ': [
      (folder) => {
        const packages = {
          ...INSTALLED,
          'node_modules/two': { version: '2.0.0', integrity: 'sha512-other' },
        };
        writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
      },
      /two differs/,
    ],
    'a workspace is not linked': [
      (folder) => {
        rmSync(join(folder, 'node_modules/one'));
        symlinkSync(join(folder, 'scripts'), join(folder, 'node_modules/one'));
      },
      /one does not lead to one/,
    ],
  };
  for (const [what, [damage, reason]] of Object.entries(damages)) {
    test(`runs npm ci where ${what}, and leaves standard output alone`, async () => {
      const folder = repository();
      damage(folder);
      const { status, stdout, stderr } = await install(folder);
      assert.deepEqual([status, stdout], [0, '']);
      assert.match(stderr, reason);
      assert.match(stderr, /^npm ci /m);
    });
  }

  test('tells in one line that npm failed, or that the lock file is damaged', async () => {
    const failing = repository(3);
    rmSync(join(failing, 'node_modules/two'), { recursive: true });
    const { status, stderr } = await install(failing);
    assert.equal(status, 1);
    assert.match(stderr, /\nInstallation failed: npm ci ended with status 3; [^\n]*\n$/);

    const damaged = repository();
    writeFileSync(join(damaged, 'package-lock.json'), '{');
    const run = await install(damaged);
    assert.deepEqual([run.status, run.stdout], [1, '']);
    assert.match(run.stderr, /^Installation failed: package-lock\.json [^\n]*\n$/);
  });

  test('refuses an old Node in one line', async () => {
    const folder = repository();
    const old = join(folder, 'old.cjs');
    writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '18.20.0' });");
    const { status, stderr } = await node(['--require', old, join(folder, 'scripts/install.mjs')]);
    assert.equal(status, 1);
    assert.equal(stderr, 'Installation failed: Node 20.19 or newer is needed; this is 18.20.0.\n');
  });
});
