/**
 * Which hand beats which.
 * - `full`: the usual order, of 52 cards.
 * - `short`: 36 cards, sixes and up. A flush beats a full house, and A 6 7 8 9 is the lowest straight.
 * - `short-trips`: the older order of 36 cards, in which three of a kind beats a straight as well.
 */
export type HandOrder = 'full' | 'short' | 'short-trips';

export type HandCategory =
  | 'high card'
  | 'pair'
  | 'two pair'
  | 'three of a kind'
  | 'straight'
  | 'flush'
  | 'full house'
  | 'four of a kind'
  | 'straight flush'
  | 'royal flush';

const FULL = [
  'high card',
  'pair',
  'two pair',
  'three of a kind',
  'straight',
  'flush',
  'full house',
  'four of a kind',
  'straight flush',
  'royal flush',
] as const satisfies readonly HandCategory[];

/** Those categories of which one took the other's place. */
function swapped(order: readonly HandCategory[], one: HandCategory, other: HandCategory): HandCategory[] {
  return order.map((category) => (category === one ? other : category === other ? one : category));
}
const SHORT = swapped(FULL, 'flush', 'full house');

/** The categories of hands, lowest to highest. */
export const HAND_CATEGORIES: Readonly<Record<HandOrder, readonly HandCategory[]>> = {
  full: FULL,
  short: SHORT,
  'short-trips': swapped(SHORT, 'straight', 'three of a kind'),
};

/** The lowest rank of the deck: the deuce, or the six of a short deck. */
export const LOWEST_RANK: Readonly<Record<HandOrder, number>> = { full: 0, short: 4, 'short-trips': 4 };
