import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { LineBoard } from './line-board.ts';
import { expectGame, type Place, placeOf, shareAmongBest } from './reading.ts';

/** What comes first whatever rows promise. A row with two marks of the other promises more than all without. */
const WIN = 1024;

/**
 * Phantom tic-tac-toe by the marks that the seat knows: tries what would win, then what would stop a row of which it has
 * run into two marks, and else the cell whose rows promise most to both sides, at first the middle, then corners. Cells
 * where nothing is known may turn out to be taken; equal ones share the probability.
 */
export class PhantomTicTacToePolicy implements Policy {
  readonly name = 'known-marks';
  private readonly game: Game;
  private readonly own: Place;
  private readonly other: Place;
  private readonly board = new LineBoard(3, 3, 3);

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.own = placeOf(game, 'phantom_tic_tac_toe', 'own', this.name);
    this.other = placeOf(game, 'phantom_tic_tac_toe', 'other', this.name);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { board } = this;
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const own = row * this.game.observationSize + this.own.offset;
      const other = row * this.game.observationSize + this.other.offset;
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        const cell = legalActions[at];
        const wins = board.completes(observations, own, cell) ? WIN : 0;
        probabilities[at] = wins + board.promise(observations, own, other, cell);
      }
      shareAmongBest(batch, row, probabilities);
    }
  }
}
