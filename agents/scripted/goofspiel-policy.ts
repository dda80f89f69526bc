import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { choose, expectGame, optionOf, type Place, placeOf } from './reading.ts';

/**
 * Goofspiel by matching: bids the card of the value that is bid for, with what was carried over to it; where it is gone,
 * the nearest, and the higher of two. Against uniform bids of one other seat matching does best (S. M. Ross, 1971).
 */
export class GoofspielPolicy implements Policy {
  readonly name = 'matching-bids';
  private readonly game: Game;
  private readonly pot: Place;
  /** All prizes together: what a pot of 1 stands for. */
  private readonly worth: number;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.pot = placeOf(game, 'goofspiel', 'pot', this.name);
    const cards = optionOf(game, 'cards');
    this.worth = (cards * (cards + 1)) / 2;
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const pot = Math.round(observations[row * this.game.observationSize + this.pot.offset] * this.worth);
      let bid = -1;
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
        const action = legalActions[at]; // the card of value action + 1; ascending, so that the higher of two stays
        if (bid < 0 || Math.abs(action + 1 - pot) <= Math.abs(bid + 1 - pot)) bid = action;
      }
      choose(batch, row, bid, probabilities);
    }
  }
}
