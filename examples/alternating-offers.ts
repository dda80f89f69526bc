/** A pie is shared over discounted offers: what reason says, what players by rules do, and how it reads in words. */
import {
  FairBargainer,
  playEpisode,
  PolicyAgent,
  rollout,
  SubgamePerfectBargainer,
  UniformPolicy,
} from '@parlor/agents';
import { loadGame, make } from '@parlor/envs';

const game = loadGame('alternating_offers(pot=100,turns=6,discount=0.9)');
const mean = (returns: Float64Array, seat: number): number =>
  returns.reduce((sum, value, at) => sum + (at % 2 === seat ? value : 0), 0) / (returns.length / 2);

for (const [first, second] of [
  [new SubgamePerfectBargainer(game), new SubgamePerfectBargainer(game)],
  [new FairBargainer(game), new UniformPolicy()],
] as const) {
  const { returns } = await rollout(game, [first, second], { seed: 1, episodes: 2000 });
  console.log(`${first.name} ${mean(returns, 0).toFixed(1)}, ${second.name} ${mean(returns, 1).toFixed(1)}`);
}

// The same game in words, with free speech besides the offers.
const env = make('in_words(game=alternating_offers,speech=true)');
await playEpisode(
  env,
  [
    new PolicyAgent(new FairBargainer(loadGame('alternating_offers'))),
    {
      name: 'talker',
      begin: () => undefined,
      act: () => 'That is too little for me, but let us not lose more to the discount. [accept]',
    },
  ],
  { seed: 1 },
);
console.log(env.view(0));
