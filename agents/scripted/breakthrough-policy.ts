import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { expectGame, optionOf, type Place, placeOf, shareAmongBest } from './reading.ts';

const [OWN, OTHER] = [1, -1];
const WIN = 1e6;
/** The other wins at its next move. */
const LOSS = -1e5;
/** The other can come to stand before the last row where nobody can take it. */
const LEAK = -1e3;
/** A piece is worth this and the square of the rows that it has come, so that the foremost goes first. */
const PIECE = 30;

/**
 * Breakthrough one move ahead: reaches the last row, or takes the last piece, where it can, and stops who is about to.
 * Else it makes the move after which pieces are worth most: those of the other less than its own, and nothing for an own
 * one that more can take than guard. That takes what is safe to take, and takes the foremost safe step where nothing is.
 * Equal moves share the probability.
 */
export class BreakthroughPolicy implements Policy {
  readonly name = 'safe-steps';
  private readonly game: Game;
  private readonly rows: number;
  private readonly columns: number;
  private readonly own: Place;
  private readonly other: Place;
  /** Whose piece stands where, from the seat's own side of the board, between two free columns: [rows, columns + 2]. */
  private readonly board: Int8Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.own = placeOf(game, 'breakthrough', 'own', this.name);
    this.other = placeOf(game, 'breakthrough', 'other', this.name);
    this.rows = optionOf(game, 'rows');
    this.columns = optionOf(game, 'columns');
    this.board = new Int8Array(this.rows * (this.columns + 2));
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { board, columns } = this;
    const { observations, legalOffsets, legalActions } = batch;
    const steps = 3 * columns - 2;
    for (let row = 0; row < batch.count; row++) {
      this.read(observations, row * this.game.observationSize);
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        const rank = Math.floor(legalActions[at] / steps);
        const step = (legalActions[at] % steps) + 1; // 3 × column + 0, 1 or 2: towards the first column, on, to the last
        const from = rank * (columns + 2) + 1 + Math.floor(step / 3);
        const to = from + columns + 1 + (step % 3);
        const stood = board[to];
        board[from] = 0;
        board[to] = OWN;
        probabilities[at] = this.worth();
        board[from] = OWN;
        board[to] = stood;
      }
      shareAmongBest(batch, row, probabilities);
    }
  }

  private read(observations: Float32Array, start: number): void {
    const { board, columns, own, other } = this;
    for (let row = 0, cell = 0; row < this.rows; row++) {
      for (let column = 1; column <= columns; column++, cell++) {
        board[row * (columns + 2) + column] =
          observations[start + own.offset + cell] - observations[start + other.offset + cell];
      }
    }
  }

  /** What the board is worth with the other to move. */
  private worth(): number {
    const { board, rows, columns } = this;
    let worth = 0;
    let own = 0;
    let others = 0;
    let exposed = 0; // own pieces that the other can take
    for (let row = 0; row < rows; row++) {
      for (let place = row * (columns + 2) + 1, end = place + columns; place < end; place++) {
        if (board[place] === OWN) {
          if (row === rows - 1) return WIN;
          own++;
          const takers = this.ahead(place, OTHER);
          if (takers > 0) exposed++;
          if (takers <= this.behind(place, OWN)) worth += PIECE + row ** 2;
        } else if (board[place] === OTHER) {
          others++;
          worth -= PIECE + (rows - 1 - row) ** 2;
          if (row === 1) worth += LOSS;
          else if (row === 2 && this.leaks(place)) worth += LEAK;
        }
      }
    }
    if (others === 0) return WIN;
    return own === 1 && exposed === 1 ? worth + LOSS : worth;
  }

  /** How many pieces of a side stand diagonally ahead of a place, as the seat looks. */
  private ahead(place: number, side: number): number {
    const { board, columns } = this;
    const beyond = place + columns + 2;
    return (board[beyond - 1] === side ? 1 : 0) + (board[beyond + 1] === side ? 1 : 0);
  }

  private behind(place: number, side: number): number {
    return this.ahead(place - 2 * (this.columns + 2), side);
  }

  /** Whether a piece of the other, two steps from its last row, has a step after which nobody can take it. */
  private leaks(place: number): boolean {
    const { board, columns } = this;
    for (const step of [-1, 0, 1]) {
      const next = place - columns - 2 + step;
      const column = next % (columns + 2);
      if (column === 0 || column > columns || board[next] === OTHER || (step === 0 && board[next] === OWN))
        continue;
      if (this.behind(next, OWN) === 0) return true;
    }
    return false;
  }
}
