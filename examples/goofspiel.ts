/** Goofspiel, all at once and in the dark: small hands are solved exactly, a whole suit is bid for by rules. */
import { buildTree, Cfr, GoofspielPolicy, NashConv, rollout, UniformPolicy } from '@parlor/agents';
import { Env, loadGame } from '@parlor/envs';

const small = loadGame('goofspiel(cards=4,prizes=descending)');
const tree = buildTree(small);
const measure = new NashConv(tree);
const nashConv = measure.evaluate(new Cfr(tree, { plus: true }).run(300).averagePolicy());
console.log(
  `four cards: NashConv ${nashConv.toFixed(3)}, worth ${Math.abs(measure.values[0] ?? 1).toFixed(2)} to both`,
);

const whole = loadGame('goofspiel');
const script = new GoofspielPolicy(whole);
const { returns } = await rollout(whole, [script, new UniformPolicy()], { seed: 1, episodes: 500 });
const won = returns.filter((value, at) => at % 2 === 0 && value > 0);
console.log(`thirteen cards: ${script.name} wins ${won.length} of 500`);

// One round by hand: both bid before either sees what the other has bid.
const env = new Env(whole);
let step = env.reset({ seed: 1 });
while (!step.done && step.info.turn < 3) step = env.step(step.legal[6] ?? 0);
console.log(env.view(1));
