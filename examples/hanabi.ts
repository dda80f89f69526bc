/** Who plays Hanabi must be understood: a convention of one's own in the small game, and players by rules in the whole. */
import {
  type Agent,
  HanabiRulePolicy,
  type Policy,
  playEpisode,
  rollout,
  UniformPolicy,
} from '@parlor/agents';
import { Env, loadGame, type TimeStep } from '@parlor/envs';

// Tiny Hanabi: each sees the own card alone, the second hears the choice of the first, and both get the same.
const env = new Env(loadGame('tiny_hanabi'));
/** Which of a field's flags is up in what the mover sees. */
function shown({ observation }: TimeStep, field: string): number {
  const { offset = 0, shape = [] } = env.game.observation.find(({ name }) => name === field) ?? {};
  return observation.subarray(offset, offset + (shape.at(-1) ?? 0)).indexOf(1);
}
const convention: Agent = {
  name: 'convention',
  begin: () => undefined,
  // The first says its card: 2 is the card 0, and 0 the card 1. The second answers 0 where both are alike, else 2.
  act(step) {
    const card = shown(step, 'card');
    if (step.seat === 0) return card === 0 ? 2 : 0;
    return (shown(step, 'choices') === 2) === (card === 0) ? 0 : 2;
  },
};
const points = new Set<number>();
for (let episode = 0; episode < 100; episode++) {
  const { step } = await playEpisode(env, [convention, convention], { seed: 1, episode });
  points.add(step.returns[0] ?? 0);
}
console.log(`Tiny Hanabi with the convention pays ${[...points].join(', ')}`);

// The whole game: hints and plays that a partner by the same rules understands, and one at random spoils.
const hanabi = loadGame('hanabi(players=3)');
const rules = new HanabiRulePolicy(hanabi);
for (const third of [rules, new UniformPolicy()] as Policy[]) {
  const { returns } = await rollout(hanabi, [rules, rules, third], { seed: 1, episodes: 50 });
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  console.log(`Hanabi with ${third.name} in the third seat: ${mean.toFixed(1)} points of 25`);
}
