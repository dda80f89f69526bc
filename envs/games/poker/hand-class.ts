import { HAND_CATEGORIES, type HandCategory, type HandOrder, LOWEST_RANK } from './hand-order.ts';

const ACE = 12;

/**
 * Five cards as all that counts in a comparison, in one number that is greater for the better hand: the category's
 * place in the order, then the five ranks, those that decide first in front, four bits each.
 */
export type HandClass = number;

/** Calls `visit` with every way to hold `cards` cards of `ranks` ranks, at most `most` of each, as counts by rank. */
export function eachRankCount(
  cards: number,
  lowest: number,
  most: number,
  visit: (counts: Int32Array) => void,
): void {
  const counts = new Int32Array(ACE + 1);
  const extend = (rank: number, left: number): void => {
    if (left === 0) visit(counts);
    else if (rank <= ACE) {
      for (let count = Math.min(left, most); count >= 0; count--) {
        counts[rank] = count;
        extend(rank + 1, left - count);
      }
    }
  };
  extend(lowest, cards);
}

/** What five cards are worth. They are given as counts by rank, and as being of one suit or not. */
export function handClass(counts: Int32Array, suited: boolean, order: HandOrder): HandClass {
  const ranks: number[] = [];
  for (let count = 4; count > 0; count--) {
    for (let rank = ACE; rank >= 0; rank--)
      if (counts[rank] === count) ranks.push(...Array<number>(count).fill(rank));
  }
  const [first = 0, second = 0] = ranks;
  const [most, next] = [counts[first], counts[ranks[counts[first]] ?? 0]];
  let category: HandCategory;
  if (most === 4) category = 'four of a kind';
  else if (most === 3) category = next === 2 ? 'full house' : 'three of a kind';
  else if (most === 2) category = next === 2 ? 'two pair' : 'pair';
  else {
    // The ace is below the lowest rank of the deck too: A 2 3 4 5, or A 6 7 8 9.
    const wheel = first === ACE && second === LOWEST_RANK[order] + 3;
    const straight = wheel || first - (ranks[4] ?? 0) === 4;
    if (wheel) ranks.push(ranks.shift() ?? 0);
    category = straight ? 'straight' : 'high card';
    if (suited) category = !straight ? 'flush' : ranks[0] === ACE ? 'royal flush' : 'straight flush';
  }
  return ranks.reduce((code, rank) => 16 * code + rank, HAND_CATEGORIES[order].indexOf(category));
}

export function categoryOf(hand: HandClass, order: HandOrder): HandCategory {
  return HAND_CATEGORIES[order][hand >> 20] ?? 'high card';
}

/** The five ranks, those that decide first in front; the ace of A 2 3 4 5 is the last. */
export function ranksOf(hand: HandClass): number[] {
  return [16, 12, 8, 4, 0].map((shift) => (hand >> shift) & 15);
}
