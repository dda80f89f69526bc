/**
 * `node --import …/compiled.mjs`: the repository's TypeScript as the type-check has just compiled it. A process then
 * starts in half the time that it takes with tsx, which reads and checks every file again; addresses of modules stay
 * those of the sources. `npm test` uses it for itself and for the commands under test.
 */
import { register } from 'node:module';

register('./compiled-hooks.mjs', import.meta.url);
