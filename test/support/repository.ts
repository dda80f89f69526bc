import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, temporaryFolder } from './folder.ts';

const CACHE = 'node_modules/.cache/parlor';
const WORKSPACES = ['envs', 'agents', 'league'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'LICENSE',
  'scripts',
  ...WORKSPACES,
];

/**
 * A copy of the repository with the same packages installed. What packs or breaks something works on a copy, because
 * other tests read the repository at the same time.
 */
export function copyOfRepository(): string {
  const folder = temporaryFolder();
  const filter = (path: string): boolean => basename(path) !== 'dist';
  const copy = (name: string): void =>
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, preserveTimestamps: true, filter });
  for (const name of FILES) copy(name);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@parlor'), { recursive: true });
  for (const name of WORKSPACES) {
    // What the compiler has found out already saves it the same work again.
    if (existsSync(join(ROOT, CACHE, name))) copy(join(CACHE, name));
  }
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!['@parlor', '.cache'].includes(name))
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  for (const name of WORKSPACES) symlinkSync(join(folder, name), join(modules, '@parlor', name));
  return folder;
}
