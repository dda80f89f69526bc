import type { HandEvaluator } from './hand-evaluator.ts';

/**
 * The best of exactly two of four cards in the hand and three of the three to five on the board, of which the first
 * stand at `holeFrom` and `boardFrom`. Both may be in one array.
 */
export function omahaStrength(
  evaluator: HandEvaluator,
  hole: Int32Array,
  holeFrom: number,
  board: Int32Array,
  boardFrom: number,
  boardCount: number,
): number {
  const { strength5 } = evaluator;
  let best = 0;
  for (let i = boardFrom; i < boardFrom + boardCount - 2; i++) {
    for (let j = i + 1; j < boardFrom + boardCount - 1; j++) {
      for (let k = j + 1; k < boardFrom + boardCount; k++) {
        for (let p = holeFrom; p < holeFrom + 3; p++) {
          for (let q = p + 1; q < holeFrom + 4; q++) {
            const strength = strength5(board[i], board[j], board[k], hole[p], hole[q]);
            if (strength > best) best = strength;
          }
        }
      }
    }
  }
  return best;
}
