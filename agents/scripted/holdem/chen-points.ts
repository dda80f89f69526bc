/** Points of the highest card by W. Chen's formula, by rank from the deuce to the ace. */
const HIGH = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10];
/** What ranks between the two cards cost, the last for so many or more. */
const GAPS = [0, 1, 2, 4, 5];
const QUEEN = 10;

/**
 * Points of a starting hand of two cards by W. Chen's formula (in L. Krieger, Hold'em Excellence, 2000), not rounded:
 * the highest card; doubled for a pair, at least 5; 2 more for cards of a suit; less for ranks in between; 1 more where
 * two different cards below the queen lie next to each other or one rank apart. Cards are 4 × rank + suit.
 */
export function chenPoints(one: number, other: number): number {
  const [high, low] = one > other ? [one >> 2, other >> 2] : [other >> 2, one >> 2];
  if (high === low) return Math.max(5, 2 * HIGH[high]);
  const between = high - low - 1;
  return (
    HIGH[high] -
    GAPS[Math.min(between, GAPS.length - 1)] +
    ((one & 3) === (other & 3) ? 2 : 0) +
    (between < 2 && high < QUEEN ? 1 : 0)
  );
}
