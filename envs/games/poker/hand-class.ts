import { HAND_CATEGORIES, type HandCategory, type HandOrder, LOWEST_RANK } from './hand-order.ts';

const ACE = 12;

/**
 * All that counts of five cards in a comparison, as one number that is greater for the better hand: the category's
 * place in the order, then the five ranks, those that decide first in front, in four bits each.
 */
export type HandClass = number;

/** The class of five cards, given as counts by rank, and as being of one suit or not. */
export function handClass(counts: Int32Array, suited: boolean, order: HandOrder): HandClass {
  let ranks = 0;
  for (let count = 4; count > 0; count--) {
    for (let rank = ACE; rank >= 0; rank--) {
      if (counts[rank] !== count) continue;
      for (let card = 0; card < count; card++) ranks = (ranks << 4) | rank;
    }
  }
  const first = ranks >> 16;
  const most = counts[first];
  const second = (ranks >> (16 - 4 * most)) & 15;
  let category: HandCategory;
  if (most === 4) category = 'four of a kind';
  else if (most === 3) category = counts[second] === 2 ? 'full house' : 'three of a kind';
  else if (most === 2) category = counts[second] === 2 ? 'two pair' : 'pair';
  else {
    // The ace is also below the lowest rank of the deck: A 2 3 4 5, or A 6 7 8 9.
    const low = first === ACE && second === LOWEST_RANK[order] + 3;
    const straight = low || first - (ranks & 15) === 4;
    if (low) ranks = ((ranks & 0xffff) << 4) | ACE;
    if (suited) category = straight ? (ranks >> 16 === ACE ? 'royal flush' : 'straight flush') : 'flush';
    else category = straight ? 'straight' : 'high card';
  }
  return (HAND_CATEGORIES[order].indexOf(category) << 20) | ranks;
}

export function categoryOf(hand: HandClass, order: HandOrder): HandCategory {
  return HAND_CATEGORIES[order][hand >> 20];
}

/** The five ranks, those that decide first in front; the ace of A 2 3 4 5 is the last. */
export function ranksOf(hand: HandClass): number[] {
  return [16, 12, 8, 4, 0].map((shift) => (hand >> shift) & 15);
}
