/** A table of one's own: solved, then repeated with a discount, so that today's gain is weighed against tomorrow's. */
import { buildTree, Cfr, NashConv } from '@parlor/agents';
import { Env, loadGame, normalForm, ParallelEnv, register } from '@parlor/envs';

const CATCH = [
  [
    [3, 3],
    [0, 4],
  ],
  [
    [4, 0],
    [1, 1],
  ],
];
const fishing = normalForm({ id: 'fishing', names: ['spare the lake', 'empty it'], payoffs: CATCH });
register(fishing);

// Once: who empties the lake gains, whatever the other does.
const tree = buildTree(fishing());
const policy = new Cfr(tree, { plus: true }).run(100).averagePolicy();
const measure = new NashConv(tree);
console.log(
  `once: NashConv ${measure.evaluate(policy).toFixed(3)}, both get ${measure.values[0]?.toFixed(1)}`,
);

// Ten times, each round worth 0.9 of the one before: who does what the other last did spares the lake for as long.
type Player = (others: number | undefined) => number;
const answers: Player = (others) => others ?? 0;
const empties: Player = () => 1;
const env = new ParallelEnv(new Env(loadGame('repeated_game(game=fishing,rounds=10,discount=0.9)')));
for (const [name, players] of Object.entries({
  both: [answers, answers],
  one: [answers, empties],
  none: [empties, empties],
})) {
  env.reset({ seed: 1 });
  let last: readonly number[] = [];
  const sums = [0, 0];
  while (env.agents.length > 0) {
    last = players.map((player, seat) => player(last[1 - seat]));
    const { rewards } = env.step(Object.fromEntries(last.map((action, seat) => [`player_${seat}`, action])));
    for (const seat of [0, 1]) sums[seat] = (sums[seat] ?? 0) + (rewards[`player_${seat}`] ?? 0);
  }
  console.log(`repeated, ${name} would spare the lake: ${sums.map((sum) => sum.toFixed(2)).join(' and ')}`);
}
