import { checkGame, gameLaws } from '@parlor/envs/laws';
import { loadGame } from '@parlor/envs';
for (const s of process.argv.slice(2)) { const g = loadGame(s as 'kuhn_poker'); const t=performance.now();
const v = checkGame(g, { runs: Number(process.env.RUNS ?? 100) });
console.log(s, v.ok, Math.round(performance.now()-t)+'ms', gameLaws(g).length);
for (const x of v.violations) console.log(' -', x.law, x.actions.join(), x.message.slice(0,700));
if (process.env.T) for (const l of gameLaws(g)) { const t=performance.now(); checkGame(g,{laws:[l.name]}); console.log('    ',l.name, Math.round(performance.now()-t)); }
}
