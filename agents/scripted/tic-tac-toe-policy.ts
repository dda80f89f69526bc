import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { type Place, placeOf } from './reading.ts';

const FULL = 0b111_111_111;
const ROWS_OF_THREE = [0o700, 0o070, 0o007, 0o444, 0o222, 0o111, 0o421, 0o124];
const UNKNOWN = -128;

/** What a position is worth to whoever is to move, by its cells and the other's; filled in as it is asked for. */
const values = new Int8Array(512 * 512).fill(UNKNOWN);

/** 0 for a draw; for a win 1 and 1 more for each cell that is left free then, so that sooner is better; a loss alike. */
function valueOf(own: number, other: number): number {
  const at = own * 512 + other;
  if (values[at] === UNKNOWN) values[at] = search(own, other);
  return values[at];
}

function search(own: number, other: number): number {
  let free = FULL & ~(own | other);
  if (ROWS_OF_THREE.some((row) => (other & row) === row)) {
    let left = 1;
    for (; free !== 0; free &= free - 1) left++;
    return -left;
  }
  if (free === 0) return 0;
  let best = -Infinity;
  for (; free !== 0; free &= free - 1) best = Math.max(best, -valueOf(other, own | (free & -free)));
  return best;
}

/** Perfect tic-tac-toe: never loses, wins as soon as it can; all best cells with the same probability. */
export class TicTacToePolicy implements Policy {
  readonly name = 'perfect-tic-tac-toe';
  private readonly own: Place;
  private readonly other: Place;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.own = placeOf(game, 'tic_tac_toe', 'own', this.name);
    this.other = placeOf(game, 'tic_tac_toe', 'other', this.name);
  }

  /** @throws PolicyError where the game is another */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, observations, legalOffsets, legalActions } = batch;
    placeOf(game, 'tic_tac_toe', 'own', this.name);
    for (let row = 0; row < batch.count; row++) {
      const start = row * game.observationSize;
      const own = cells(observations, start + this.own.offset);
      const other = cells(observations, start + this.other.offset);
      let best = -Infinity;
      let count = 0;
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        const value = -valueOf(other, own | (1 << legalActions[at]));
        count = value > best ? 1 : value === best ? count + 1 : count;
        best = Math.max(best, value);
      }
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        probabilities[at] = -valueOf(other, own | (1 << legalActions[at])) === best ? 1 / count : 0;
      }
    }
  }
}

/** The set of cells that are marked: bit c for cell c. */
function cells(observations: Float32Array, from: number): number {
  let set = 0;
  for (let cell = 0; cell < 9; cell++) set |= observations[from + cell] << cell;
  return set;
}
