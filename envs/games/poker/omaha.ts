import type { HandEvaluator } from './hand-evaluator.ts';

/** Sums of rank keys of the six pairs that four cards hold. */
const pairs = new Int32Array(6);

/**
 * The strength of four cards in the hand, from `holeFrom` on, with three to five on the board, from `boardFrom` on: the
 * best of exactly two of the hand and three of the board. Both may stand in one array.
 */
export function omahaStrength(
  evaluator: HandEvaluator,
  hole: Int32Array,
  holeFrom: number,
  board: Int32Array,
  boardFrom: number,
  boardCount: number,
): number {
  const { rankKeys, suitKeys, lower, upper, strengths } = evaluator.tables;
  const upper5 = upper[0];
  const of5 = strengths[0];
  const end = boardFrom + boardCount;

  let holeSuits = 0;
  let count = 0;
  for (let one = 0; one < 4; one++) {
    holeSuits += suitKeys[hole[holeFrom + one]];
    for (let other = 0; other < one; other++) {
      pairs[count++] = rankKeys[hole[holeFrom + one]] + rankKeys[hole[holeFrom + other]];
    }
  }
  let boardSuits = 0;
  for (let card = boardFrom; card < end; card++) boardSuits += suitKeys[board[card]];
  // A flush takes two of a suit in the hand and three on the board: the highest of its four bits, then, in both sums.
  const flush = (holeSuits + 0x6666) & (boardSuits + 0x5555) & 0x8888;
  let best = flush === 0 ? 0 : bestFlush(evaluator, hole, holeFrom, board, boardFrom, boardCount, flush);

  for (let a = boardFrom; a < end - 2; a++) {
    for (let b = a + 1; b < end - 1; b++) {
      const two = rankKeys[board[a]] + rankKeys[board[b]];
      for (let c = b + 1; c < end; c++) {
        const three = two + rankKeys[board[c]];
        for (let pair = 0; pair < 6; pair++) {
          const sum = three + pairs[pair];
          const strength = of5[upper5[sum >> 17] + lower[sum & 0x1ffff]];
          if (strength > best) best = strength;
        }
      }
    }
  }
  return best;
}

/** The best flush of that suit, straight flushes among them. */
function bestFlush(
  evaluator: HandEvaluator,
  hole: Int32Array,
  holeFrom: number,
  board: Int32Array,
  boardFrom: number,
  boardCount: number,
  flush: number,
): number {
  const { flushes } = evaluator.tables;
  const suit = (31 - Math.clz32(flush)) >> 2;
  const end = boardFrom + boardCount;
  let best = 0;
  for (let p = holeFrom; p < holeFrom + 3; p++) {
    if ((hole[p] & 3) !== suit) continue;
    for (let q = p + 1; q < holeFrom + 4; q++) {
      if ((hole[q] & 3) !== suit) continue;
      const pair = (1 << (hole[p] >> 2)) | (1 << (hole[q] >> 2));
      for (let a = boardFrom; a < end - 2; a++) {
        if ((board[a] & 3) !== suit) continue;
        for (let b = a + 1; b < end - 1; b++) {
          if ((board[b] & 3) !== suit) continue;
          const four = pair | (1 << (board[a] >> 2)) | (1 << (board[b] >> 2));
          for (let c = b + 1; c < end; c++) {
            if ((board[c] & 3) !== suit) continue;
            best = Math.max(best, flushes[four | (1 << (board[c] >> 2))]);
          }
        }
      }
    }
  }
  return best;
}
