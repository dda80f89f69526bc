import { chenPoints } from './chen-points.ts';

/** What share of all starting hands one is better than, equal ones counted half. */
export type StartingHands = (hand: readonly number[]) => number;

/**
 * Starting hands of two or four cards in the order of Chen's points, four cards by the sum over their six pairs.
 * @param firstCard the lowest card of the deck, which has all from there to 51
 */
export function startingHands(hole: number, firstCard: number): StartingHands {
  /** Twice the points of two cards, a whole number. */
  const pairs = Int32Array.from({ length: 52 * 52 }, (_, at) => 2 * chenPoints(Math.floor(at / 52), at % 52));
  const added = (hand: readonly number[], size: number, card: number): number => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += pairs[hand[at] * 52 + card];
    return sum;
  };
  const counts = new Map<number, number>();
  const hand = Array.from({ length: hole }, () => 0);
  let all = 0;
  const count = (size: number, from: number, points: number): void => {
    for (let card = from; card <= 52 - hole + size; card++) {
      const sum = points + added(hand, size, card);
      if (size + 1 === hole) {
        counts.set(sum, (counts.get(sum) ?? 0) + 1);
        all++;
      } else {
        hand[size] = card;
        count(size + 1, card + 1, sum);
      }
    }
  };
  count(0, firstCard, 0);

  const shares = new Map<number, number>();
  let below = 0;
  for (const [points, equals] of [...counts].sort(([one], [other]) => one - other)) {
    shares.set(points, (below + equals / 2) / all);
    below += equals;
  }
  return (cards) => shares.get(cards.reduce((sum, card, size) => sum + added(cards, size, card), 0)) ?? NaN;
}
