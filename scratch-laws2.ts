import { checkEnvironment, checkAgent, type AgentUnderTest, type PolicyUnderTest } from '@parlor/envs/laws';
import { loadGame, Env } from '@parlor/envs';
import type { Agent } from './agents/agent.ts';
import type { Policy } from './agents/policy.ts';
for (const s of process.argv.slice(2)) { const g = loadGame(s as 'kuhn_poker'); let t=performance.now();
const v = checkEnvironment(() => new Env(g), { chance: g.chanceKind !== 'none' });
console.log(s, v.ok, Math.round(performance.now()-t)+'ms');
for (const x of v.violations) console.log(' -', x.law, x.actions.join(), x.message.slice(0,900));
const p: Policy = { name: 'uniform', act(b, out) { for (let r=0;r<b.count;r++){const a=b.legalOffsets[r],z=b.legalOffsets[r+1]; for(let i=a;i<z;i++) out[i]=1/(z-a);} } };
t=performance.now(); const w = await checkAgent(p satisfies PolicyUnderTest, g); console.log(w.ok, Math.round(performance.now()-t)); for (const x of w.violations) console.log(x);
const ag: Agent = { name: 'first', begin(){}, act(s){return s.legal[0];} };
t=performance.now(); const u = await checkAgent(ag satisfies AgentUnderTest, g); console.log(u.ok, Math.round(performance.now()-t)); for (const x of u.violations) console.log(x);
}
