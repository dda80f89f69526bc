/**
 * The yardstick of `parlor bench`: games as one would write them without a thought of speed, one object a game, a
 * fresh list for every question. It is left as it is, so that ratios to it can be compared over the years.
 */
export interface NaiveGame {
  /** Seat to move, −1 for chance, −2 at the end. */
  currentPlayer(): number;
  legalActions(): number[];
  chanceOutcomes(): { outcome: number; probability: number }[];
  applyAction(action: number): void;
  returns(): number[];
  observation(player: number): number[];
}
