import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { choose, expectGame, placeOf } from '../reading.ts';

/**
 * The dominant choice of `public_goods`: it contributes nothing. Each unit that is given costs its giver more than the
 * giver's share of what it becomes, whatever the others do.
 */
export class FreeRider implements Policy {
  readonly name = 'free-rider';
  private readonly game: Game;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    placeOf(game, 'public_goods', 'own', this.name);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    for (let row = 0; row < batch.count; row++) choose(batch, row, 0, probabilities);
  }
}
