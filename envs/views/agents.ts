import { OptionError } from '../core/errors.ts';
import type { Game } from '../core/game.ts';

/** Something for each agent, by its name. */
export type PerAgent<Value> = Record<string, Value>;

/** What an agent is told besides its observation. */
export interface AgentInfo {
  /** 1 for the actions that the agent may do now, all 0 while it is not its turn: [actionCount]. */
  readonly actionMask: Int8Array;
}

/** Seats as PettingZoo names them: `player_0`, `player_1`, … */
export function agentNames(game: Game): string[] {
  return Array.from({ length: game.seats }, (_, seat) => `player_${seat}`);
}

/** @throws OptionError where there is no such agent. */
export function seatOf(game: Game, agent: string): number {
  const seat = agentNames(game).indexOf(agent);
  if (seat >= 0) return seat;
  throw new OptionError(`${game.id} has no agent "${agent}"; its agents are ${agentNames(game).join(', ')}.`);
}

/** An action mask with 1 for each of these actions. */
export function maskOf(game: Game, legal: readonly number[]): Int8Array {
  const mask = new Int8Array(game.actionCount);
  for (const action of legal) mask[action] = 1;
  return mask;
}

/** The same for each of these agents. */
export function perAgent<Value>(
  agents: readonly string[],
  value: (agent: string, index: number) => Value,
): PerAgent<Value> {
  return Object.fromEntries(agents.map((agent, index) => [agent, value(agent, index)]));
}
