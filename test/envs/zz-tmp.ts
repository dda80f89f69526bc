import { checkGame, gameLaws } from '@parlor/envs/laws';
import { leducPoker } from '@parlor/envs';
const t=performance.now(); console.log(checkGame(leducPoker()), performance.now()-t);
for (const {name} of gameLaws(leducPoker())) { const t=performance.now(); checkGame(leducPoker(),{laws:[name]}); const d=performance.now()-t; if (d>150) console.log(name, Math.round(d)); }
