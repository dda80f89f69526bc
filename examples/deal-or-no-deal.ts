/** A pool is divided between two who do not know what it is worth to each other: patience, haste, and a deal in words. */
import { type Agent, playEpisode, PolicyAgent, PoolDivider, rollout, UniformPolicy } from '@parlor/agents';
import { loadGame, make } from '@parlor/envs';

const game = loadGame('deal_or_no_deal');
const divider = new PoolDivider(game);
for (const other of [divider, new UniformPolicy()]) {
  const { returns } = await rollout(game, [divider, other], { seed: 1, episodes: 2000 });
  const mean = (seat: number): string =>
    (returns.reduce((sum, value, at) => sum + (at % 2 === seat ? value : 0), 0) / 2000).toFixed(1);
  console.log(`${divider.name} gets ${mean(0)} of 10, ${other.name} ${mean(1)}`);
}

// In words: one takes whatever it is offered, by the last action, which agrees as soon as there is something to agree to.
const env = make('in_words(game=deal_or_no_deal,speech=true)');
const hasty: Agent = { name: 'hasty', begin: () => undefined, act: () => 'Fine with me. [agree]' };
const { step } = await playEpisode(env, [new PolicyAgent(divider), hasty], { seed: 2 });
console.log(env.view(1)); // the pool, its own values and what was said; the first one's values are not among it
console.log(step.returns);
