import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { jointChoices } from './joint-choices.ts';
import { expectGame } from '../reading.ts';
import { regretMatching } from './regret-matching.ts';

/**
 * A player of matrix games and whatever else is one simultaneous choice. It plays what regret matching comes to: an
 * equilibrium of a zero-sum game between two, the dominant choice where there is one. Whoever could swap seats plays
 * alike, so of several equilibria it is one that need not be agreed on: in `chicken` the mixed one.
 */
export class OneShotPolicy implements Policy {
  readonly name = 'regret-matching';
  /** A probability for each action: [seats][actions]. */
  readonly strategies: readonly Float64Array[];
  private readonly game: Game;

  /** @throws PolicyError where the game is another kind of game, or its table is too large */
  constructor(game: Game) {
    this.game = game;
    this.strategies = regretMatching(jointChoices(game, this.name));
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    for (let row = 0; row < batch.count; row++) {
      probabilities.set(this.strategies[batch.seats[row]], batch.legalOffsets[row]);
    }
  }
}
