import type { Game } from '@parlor/envs';
import { optionOf } from './reading.ts';

/** All rows of so many whole numbers from 0 to `most` with a sum of at most `total`, in lexicographic order. */
export function amountRows(most: number, types: number, total: number): number[][] {
  if (types === 0) return [[]];
  return Array.from({ length: Math.min(most, total) + 1 }, (_, first) =>
    amountRows(most, types - 1, total - first).map((rest) => [first, ...rest]),
  ).flat();
}

/**
 * What can be hoped to be left of the worth of a deal by making a proposal instead of accepting one, by the proposals
 * made so far: 0 where it would be the last turn. In `deal_or_no_deal` it is the discount, and the probability that
 * chance does not end it; in `negotiation` the probability that there are more turns (Poisson, truncated).
 */
export function goingOn(game: Game, deals: boolean): number[] {
  const turns = optionOf(game, deals ? 'turns' : 'max_turns');
  const numbers = Array.from({ length: turns }, (_, made) => made);
  if (deals) {
    const stays = (1 - optionOf(game, 'prob_end')) * optionOf(game, 'discount');
    return numbers.map((made) => (made + 1 === turns ? 0 : made === 0 ? 1 : stays));
  }
  const [least, mean] = [optionOf(game, 'min_turns'), optionOf(game, 'mean_turns')];
  // The weight of a limit of n turns, mean^n / n!, by n − 1 proposals before the last.
  const weights = numbers.map(() => 0);
  for (let made = least - 1, weight = 1; made < turns; made++, weight *= mean / (made + 1))
    weights[made] = weight;
  const later = (made: number): number => weights.slice(made).reduce((sum, weight) => sum + weight, 0);
  return numbers.map((made) => later(made + 1) / later(made));
}
