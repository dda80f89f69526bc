/**
 * A perfect index of how many cards of each rank a hand of five, six or seven cards holds.
 *
 * One sum of keys counts the ranks: the lower seven are the digits of a number in base 5 in the low 17 bits, the upper
 * six those of another above it. There are at most four cards of a rank, so no digit overflows. The place of a sum is
 * `upper[sum >> 17] + lower[sum & 0x1ffff]`: `lower` numbers a lower half among all lower halves of as many cards, and
 * `upper` gives an upper half of m cards a block of its own, as long as there are lower halves of the other n − m
 * cards. So every pair of halves that makes n cards has a place, no two have the same, and none is left empty: 6 175
 * places for five cards, 18 395 for six, 49 205 for seven.
 */
export interface RankIndex {
  readonly lower: Uint16Array;
  /** For five, six and seven cards. */
  readonly upper: readonly [Uint16Array, Uint16Array, Uint16Array];
  /** How many places there are. */
  readonly places: readonly [number, number, number];
}

const RANK_COUNT = 13;
const LOWER_RANKS = 7;
const UPPER_RANKS = RANK_COUNT - LOWER_RANKS;
const LOWER_BITS = 17;
const MOST_CARDS = 7;

/** What a card of each rank adds to the sum. */
export const RANK_KEYS = Int32Array.from({ length: RANK_COUNT }, (_, rank) =>
  rank < LOWER_RANKS ? 5 ** rank : (5 ** (rank - LOWER_RANKS)) << LOWER_BITS,
);

export function buildRankIndex(): RankIndex {
  const lower = new Uint16Array(5 ** LOWER_RANKS);
  const cards = new Uint8Array(lower.length); // in a half, by its number: the sum of the digits
  const halves = new Int32Array(MOST_CARDS + 1); // lower ones so far, by cards
  for (let half = 0; half < lower.length; half++) {
    if (half > 0) cards[half] = cards[Math.floor(half / 5)] + (half % 5);
    if (cards[half] <= MOST_CARDS) lower[half] = halves[cards[half]]++;
  }
  const blocks = (total: number): [upper: Uint16Array, places: number] => {
    const upper = new Uint16Array(5 ** UPPER_RANKS);
    let end = 0;
    for (let half = 0; half < upper.length; half++) {
      if (cards[half] > total) continue;
      upper[half] = end;
      end += halves[total - cards[half]];
    }
    return [upper, end];
  };
  const [five, six, seven] = [blocks(5), blocks(6), blocks(7)];
  return { lower, upper: [five[0], six[0], seven[0]], places: [five[1], six[1], seven[1]] };
}

/** The place of a sum of keys of 5, 6 or 7 cards. */
export function placeOf(index: RankIndex, cards: number, sum: number): number {
  return index.upper[cards - 5][sum >> LOWER_BITS] + index.lower[sum & ((1 << LOWER_BITS) - 1)];
}

/** Visits every way to hold so many cards of the ranks from `lowest` on, at most `most` of each: counts by rank, sum. */
export function eachRankCount(
  cards: number,
  lowest: number,
  most: number,
  visit: (counts: Int32Array, sum: number) => void,
): void {
  const [counts, keys] = [new Int32Array(RANK_COUNT), RANK_KEYS];
  const extend = (rank: number, left: number, sum: number): void => {
    if (left === 0) visit(counts, sum);
    else if ((RANK_COUNT - rank) * most >= left) {
      for (let count = Math.min(left, most); count >= 0; count--) {
        counts[rank] = count;
        extend(rank + 1, left - count, sum + count * keys[rank]);
      }
    }
  };
  extend(lowest, cards, 0);
}
