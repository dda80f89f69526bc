import { type Random, sample } from '@parlor/envs';
import type { LeagueRole } from './config.ts';
import { OPPONENT_RULES, type RuleContext } from './opponent-rules.ts';
import { applyRule } from './rule.ts';

/** In a lineup: the learner itself. Other entries are indices of frozen members. */
export const SELF = -1;

/**
 * Assigns members to the seats of a round's episodes, each for the whole episode. The learner takes every seat in
 * turn; in self-play it takes all of them.
 * @param lineup [episodes, seats], written: SELF or the index of a snapshot
 */
export function assignSeats(
  role: LeagueRole,
  context: RuleContext,
  seats: number,
  random: Random,
  lineup: Int32Array,
): void {
  const episodes = lineup.length / seats;
  const shares = normalise(role.opponents.map(({ weight }) => weight));
  const rules = role.opponents.map((entry) => {
    const weights = applyRule(OPPONENT_RULES, entry, context);
    return weights === 'self' || weights.every((weight) => weight === 0) ? 'self' : normalise(weights);
  });
  for (let episode = 0; episode < episodes; episode++) {
    const rule = rules[shares.length > 1 ? sample(shares, shares.length, random) : 0] ?? 'self';
    const own = episode % seats;
    for (let seat = 0; seat < seats; seat++) {
      const opponent = rule === 'self' || seat === own ? SELF : sample(rule, rule.length, random);
      lineup[episode * seats + seat] = opponent;
    }
  }
}

function normalise(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
