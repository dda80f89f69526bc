import type { State } from '../../core/game.ts';
import type { Random } from '../../core/random.ts';
import { Phase, type SpyTable } from './closed-table.ts';
import { SIMULATED_HIT } from './payoffs.ts';

/**
 * What chance does in the closed game: it deals roles uniformly, draws the scene cell by cell, and makes votes up where
 * the released code does. An outcome of a cell is the civilians' value × most + the spies'.
 */
export function spyChance({
  at,
  attributes,
  blank,
  counts,
  deals,
  isSpy,
  most,
  options,
  vocabulary,
}: SpyTable) {
  const { edits, players, spies } = options;
  const { cells } = vocabulary;
  return {
    chance(state: State, probabilities: Float64Array): number {
      const phase = state[at.phase];
      probabilities.fill(0);
      if (phase === Phase.roles) {
        probabilities.fill(1 / deals.length, 0, deals.length);
        return deals.length;
      }
      if (phase === Phase.madeUp) {
        const [hit, miss] = [SIMULATED_HIT / spies, (1 - SIMULATED_HIT) / (players - spies)];
        for (let player = 0; player < players; player++)
          probabilities[player] = isSpy(state, player) ? hit : miss;
        return players;
      }
      const values = counts[state[at.cell] % attributes];
      if (blank) {
        probabilities.fill(1 / values, 0, values);
        return values;
      }
      // So many of the cells that are left are edited: selection sampling.
      const edit = (edits - state[at.edited]) / (cells - state[at.cell]);
      let positive = 0;
      for (let value = 0; value < values; value++) {
        for (let other = 0; other < values; other++) {
          const probability = value === other ? (1 - edit) / values : edit / (values * (values - 1));
          probabilities[value * most + other] = probability;
          if (probability > 0) positive++;
        }
      }
      return positive;
    },
    draw(state: State, random: Random): number {
      const phase = state[at.phase];
      if (phase === Phase.roles) return random.below(deals.length);
      if (phase === Phase.madeUp) {
        const hit = random.below(10) < 10 * SIMULATED_HIT;
        let left = random.below(hit ? spies : players - spies);
        for (let player = 0; ; player++) if (isSpy(state, player) === hit && left-- === 0) return player;
      }
      const values = counts[state[at.cell] % attributes];
      const value = random.below(values);
      if (blank) return value;
      if (random.below(cells - state[at.cell]) >= edits - state[at.edited]) return value * most + value;
      const other = random.below(values - 1);
      return value * most + (other < value ? other : other + 1);
    },
  };
}
