/** Kuhn poker in words: a match of five rounds, the dealer going round, between the equilibrium and a random player. */
import { KuhnEquilibriumPolicy, playEpisode, PolicyAgent, RandomAgent } from '@parlor/agents';
import { make } from '@parlor/envs';

const env = make('in_words(game=kuhn_poker,rounds=5)');
const { step } = await playEpisode(
  env,
  [new PolicyAgent(new KuhnEquilibriumPolicy()), new RandomAgent(env)],
  { seed: 8 },
);
console.log(env.view(0)); // what the first seat was told, and nothing else
console.log(step.returns); // chips won and lost
