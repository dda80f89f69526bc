/** Liar's dice, small enough to be solved: the equilibrium bluffs, takes its share of whoever does not, and plays in words. */
import {
  buildTree,
  Cfr,
  LiarsDicePolicy,
  NashConv,
  playEpisode,
  PolicyAgent,
  rollout,
  TabularPolicy,
} from '@parlor/agents';
import { loadGame, make } from '@parlor/envs';

const game = loadGame('liars_dice(sides=3)');
const tree = buildTree(game);
const solver = new Cfr(tree, { plus: true }).run(500);
const average = solver.averagePolicy();
const measure = new NashConv(tree);
console.log(
  `NashConv ${measure.evaluate(average).toFixed(4)}, worth ${measure.values[0]?.toFixed(3)} to who bids first`,
);

const equilibrium = TabularPolicy.fromTree(tree, average, 'equilibrium');
const script = new LiarsDicePolicy(game);
let sum = 0;
for (const seat of [0, 1]) {
  const policies = seat === 0 ? [equilibrium, script] : [script, equilibrium];
  const { returns } = await rollout(game, policies, { seed: 1, episodes: 5000 });
  sum += returns.reduce((total, value, at) => total + (at % 2 === seat ? value : 0), 0);
}
console.log(`equilibrium against ${script.name}, from both seats: ${(sum / 10_000).toFixed(2)} a game`);

const env = make('in_words(game=liars_dice(sides=3))');
await playEpisode(env, [new PolicyAgent(equilibrium), new PolicyAgent(script)], { seed: 3 });
console.log(env.view(0)); // what who bids first was told: its own die, the bids, and both dice once a lie is called
