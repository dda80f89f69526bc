/** A player of one line against the player by rules at connect four, and hex by the shortest chain against random play. */
import {
  type Agent,
  ConnectFourPolicy,
  HexPolicy,
  playEpisode,
  PolicyAgent,
  rollout,
  UniformPolicy,
} from '@parlor/agents';
import { Env, loadGame } from '@parlor/envs';

// Legal actions are columns, from 0; whatever wins at once, this player does not see it.
const middle: Agent = {
  name: 'middle',
  begin: () => undefined,
  act: ({ legal }) => legal.toSorted((a, b) => Math.abs(a - 3) - Math.abs(b - 3))[0] ?? 0,
};
const env = new Env(loadGame('connect_four'));
const script = new PolicyAgent(new ConnectFourPolicy(env.game));
for (const agents of [
  [middle, script],
  [script, middle],
]) {
  const { step } = await playEpisode(env, agents, { seed: 1 });
  console.log(env.view(0)); // the last stone is in round brackets
  console.log(`x is ${agents[0]?.name}: ${step.returns.join(' to ')}`);
}

// Hex has no draws; with swap the second player may take over the first stone, which makes up for moving second.
const hex = loadGame('hex(rows=5,swap=true)');
const { returns } = await rollout(hex, [new UniformPolicy(), new HexPolicy(hex)], { seed: 1, episodes: 200 });
const won = returns.filter((value, at) => at % 2 === 1 && value > 0);
console.log(`the shortest chain wins ${won.length} of 200 from the second seat`);
