import { playLeague } from '/work/main/test/league/support.ts';
for (const [label, steps, training] of [
 ['ppo logit', 600000, {}], ['ppo prob', 300000, {space:'probability'}], ['rei logit', 300000, {algorithm:'reinforce'}], ['rei prob',300000,{algorithm:'reinforce',space:'probability'}], ['ppo logit h32', 400000, {hidden:[32]}],['ppo logit h32', 200000, {hidden:[32]}],
] as const) for (const seed of [1,2,3]) {
  const t=performance.now();
  const p = await playLeague({game:'kuhn_poker',seed,steps,episodes:1024,training:{...training},roles:{main:{opponents:[{rule:'self-play'}],admission:{rule:'steps',every:1e9}}},evaluation:{points:5,deals:10,referenceIterations:0}} as never);
  console.log(label, steps, seed, p.result.nashConv?.toFixed(4), p.of('evaluated').map(e=>e.averageNashConv.toFixed(3)).join(' '), p.of('evaluated').map(e=>e.nashConv.toFixed(3)).join(' '), ((performance.now()-t)/1000).toFixed(2)+' s');
}
