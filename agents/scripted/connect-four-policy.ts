import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { LineBoard } from './line-board.ts';
import { expectGame, optionOf, type Place, placeOf, shareAmongBest } from './reading.ts';

// What comes first whatever lines promise: that is below 2 ** 30 on the largest board.
const WIN = 2 ** 50;
const BLOCK = 2 ** 40;
const GIFT = -(2 ** 36);
const WASTE = -(2 ** 32);

/**
 * Connect four one stone ahead: takes a win, stops one of the other, does not drop a stone beneath a cell where the other
 * would win, rather not beneath one where it would win itself and the other could stop it, and else goes where its own
 * lines and those that it stops promise most, which is in the middle at first. Equal columns share the probability.
 */
export class ConnectFourPolicy implements Policy {
  readonly name = 'connect-four-lines';
  private readonly game: Game;
  private readonly rows: number;
  private readonly columns: number;
  private readonly own: Place;
  private readonly other: Place;
  private readonly board: LineBoard;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.own = placeOf(game, 'connect_four', 'own', this.name);
    this.other = placeOf(game, 'connect_four', 'other', this.name);
    this.rows = optionOf(game, 'rows');
    this.columns = optionOf(game, 'columns');
    this.board = new LineBoard(this.rows, this.columns, optionOf(game, 'connect'));
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const start = row * this.game.observationSize;
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        probabilities[at] = this.worth(observations, start, legalActions[at]);
      }
      shareAmongBest(batch, row, probabilities);
    }
  }

  private worth(observations: Float32Array, start: number, column: number): number {
    const { board, columns } = this;
    const cells = this.rows * columns;
    const own = start + this.own.offset;
    const other = start + this.other.offset;
    let cell = column;
    while (observations[own + cell] + observations[other + cell] > 0) cell += columns;
    if (board.completes(observations, own, cell)) return WIN;
    let worth = board.promise(observations, own, other, cell);
    if (board.completes(observations, other, cell)) worth += BLOCK;
    const above = cell + columns;
    // Lines that hold this cell too still lack two stones.
    if (above >= cells) return worth;
    if (board.completes(observations, other, above)) worth += GIFT;
    else if (board.completes(observations, own, above)) worth += WASTE;
    return worth;
  }
}
