import { checkGame } from '@parlor/envs/laws';
import { lowOrHigh, oddOneOut } from './test/envs/broken/tiny.ts';
for (const g of [lowOrHigh(), oddOneOut()]) { const v = checkGame(g); console.log(g.id, v.ok); for (const x of v.violations) console.log(' -', x.law, x.actions.join(), x.other?.join(), x.message.slice(0,600)); }
