/** A hand as its category and the ranks that decide, first in front: compared from the left. */
export interface NaiveHand {
  readonly category: string;
  readonly value: readonly number[];
}

/**
 * The best five of five or more cards (4 · rank + suit), as one would find it without a thought of speed: all choices
 * of five are looked at one by one.
 * @param categories lowest to highest
 * @param lowest rank of the deck
 */
export function naiveHand(cards: readonly number[], categories: readonly string[], lowest = 0): NaiveHand {
  return choices(cards, 5)
    .map((five) => judge(five, categories, lowest))
    .reduce((best, hand) => (compareNaiveHands(hand, best) > 0 ? hand : best));
}

/** Above 0 where the first is better, 0 where they tie. */
export function compareNaiveHands(one: NaiveHand, other: NaiveHand): number {
  for (const [index, value] of one.value.entries()) {
    const difference = value - (other.value[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Every choice of so many of the cards. */
export function choices(cards: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return cards.flatMap((card, index) =>
    choices(cards.slice(index + 1), count - 1).map((others) => [card, ...others]),
  );
}

function judge(five: readonly number[], categories: readonly string[], lowest: number): NaiveHand {
  const groups = new Map<number, number>();
  for (const card of five) groups.set(Math.floor(card / 4), (groups.get(Math.floor(card / 4)) ?? 0) + 1);
  const sorted = [...groups].sort(([a, m], [b, n]) => n - m || b - a);
  const shape = sorted.map(([, count]) => count).join('');
  let ranks = sorted.map(([rank]) => rank);
  const wheel = [12, lowest + 3, lowest + 2, lowest + 1, lowest];
  if (ranks.join() === wheel.join()) ranks = [lowest + 3, lowest + 2, lowest + 1, lowest, lowest - 1];
  const straight = shape === '11111' && (ranks[0] ?? 0) - (ranks[4] ?? 0) === 4;
  const flush = new Set(five.map((card) => card % 4)).size === 1;
  const category = ((): string => {
    if (straight && flush) return ranks[0] === 12 ? 'royal flush' : 'straight flush';
    if (shape === '41') return 'four of a kind';
    if (shape === '32') return 'full house';
    if (flush) return 'flush';
    if (straight) return 'straight';
    if (shape === '311') return 'three of a kind';
    if (shape === '221') return 'two pair';
    return shape === '2111' ? 'pair' : 'high card';
  })();
  return { category, value: [categories.indexOf(category), ...ranks] };
}
