/** Goods are traded in free words; the same rules as a closed game are solved exactly. */
import { buildTree, Cfr, NashConv, playEpisode, RandomAgent, SimpleNegotiator } from '@parlor/agents';
import { loadGame, make, transcript } from '@parlor/envs';

const env = make('simple_negotiation', { resources: 5, turns: 6 });
const { step } = await playEpisode(env, [new SimpleNegotiator(), new RandomAgent(env)], { seed: 4 });
console.log(transcript(env.messages(0), 0)); // stocks, values, offers and answers, as the first seat hears them
console.log(step.returns); // the larger gain wins

// The closed form: offers are actions, so that it has a tree, values and equilibria.
const tree = buildTree(loadGame('trading(turns=3,quantity=1)'));
const solver = new Cfr(tree, { plus: true }).run(200);
console.log('NashConv', new NashConv(tree).evaluate(solver.averagePolicy()).toFixed(6));
