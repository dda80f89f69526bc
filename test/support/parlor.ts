/** The `parlor` command without what lets Node read TypeScript, which whoever starts this has seen to. */
import { main, stop } from '../../scripts/parlor.ts';

process.stdout.on('error', stop);
await main(process.argv.slice(2));
