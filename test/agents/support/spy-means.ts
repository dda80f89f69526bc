import assert from 'node:assert/strict';
import { AsyncEnv, loadLanguageGame } from '@parlor/envs';
import type { Agent } from '../../../agents/agent.ts';
import { playEpisode } from '../../../agents/play/index.ts';
import { RandomAgent } from '../../../agents/policies/index.ts';
import { scriptedAgents } from '../../../agents/scripted/index.ts';

interface Mean {
  readonly mean: number;
  readonly error: number;
}

/**
 * Mean returns of spies and of civilians, and the mean vote signal of those that are no spies.
 * @param random the roles that are played at random; the others are played by rules
 */
export async function means(spec: string, random: readonly string[], episodes: number) {
  const game = loadLanguageGame(spec);
  const env = new AsyncEnv(game);
  const found = { spy: [] as number[], civilian: [] as number[], vote: [] as number[] };
  for (let episode = 0; episode < episodes; episode++) {
    await env.reset({ seed: 'roles', episode });
    const roles = env.roles.map((role) => game.roles[role]);
    const agents = roles.map((role): Agent =>
      random.includes(role) ? new RandomAgent(env) : scriptedAgents[game.id](),
    );
    const { step } = await playEpisode(env, agents, { seed: 'roles', episode });
    assert.equal(step.info.forfeit, undefined, step.info.reason);
    for (const [seat, role] of roles.entries()) {
      if (role !== 'judge') found[role === 'spy' ? 'spy' : 'civilian'].push(step.returns[seat]);
      const vote = game.signals?.(env.position)['vote'][seat];
      if (role !== 'spy' && typeof vote === 'number') found.vote.push(vote);
    }
  }
  return { spy: mean(found.spy), civilian: mean(found.civilian), vote: mean(found.vote) };
}

function mean(values: readonly number[]): Mean {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
  return { mean: average, error: Math.sqrt(variance / values.length) };
}

/** Whether one mean is larger than another by more than three standard errors of their difference. */
export function larger(one: Mean, other: Mean): boolean {
  return one.mean - other.mean > 3 * Math.hypot(one.error, other.error);
}

/**
 * A spy by rules earns more than one at random, and civilians by rules than those at random, the others by rules.
 * @param civiliansToo whether there is something for civilians to find
 * @returns the means where spies play at random
 */
export async function worthTheirRules(spec: string, episodes: number, civiliansToo = true) {
  const [rules, noSpy, noCivilian] = await Promise.all([
    means(spec, [], episodes),
    means(spec, ['spy'], episodes),
    means(spec, ['civilian'], episodes),
  ]);
  assert.ok(larger(rules.spy, noSpy.spy), `${rules.spy.mean} and ${noSpy.spy.mean}`);
  if (civiliansToo)
    assert.ok(
      larger(rules.civilian, noCivilian.civilian),
      `${rules.civilian.mean} and ${noCivilian.civilian.mean}`,
    );
  return noSpy;
}
