#!/usr/bin/env node
/** The `parlor` command: lets Node read the TypeScript sources, then runs it. Works from any folder. */
import { fileURLToPath } from 'node:url';
import { register as registerCommonJs } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';

// The sources follow this repository's compiler options, not those of the folder that the command is called from.
registerCommonJs();
register({ tsconfig: fileURLToPath(new URL('../tsconfig.base.json', import.meta.url)) });
const { main, stop } = await import('./parlor.ts');
process.stdout.on('error', stop);
await main(process.argv.slice(2));
