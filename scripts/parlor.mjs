#!/usr/bin/env node
/** The `parlor` command: lets Node read the TypeScript sources, then runs it. Works from any folder. */
import { fileURLToPath } from 'node:url';

try {
  const { register: registerCommonJs } = await import('tsx/cjs/api');
  const { register } = await import('tsx/esm/api');
  // The sources follow this repository's compiler options, not those of the folder that the command is called from.
  registerCommonJs();
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.base.json', import.meta.url)) });
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.message.includes("'tsx'")) throw error;
  process.stderr.write('parlor: packages are missing; run npm ci.\n');
  process.exit(1);
}
const { main, stop } = await import('./parlor.ts');
process.stdout.on('error', stop);
await main(process.argv.slice(2));
