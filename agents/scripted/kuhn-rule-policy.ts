import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { expectGame, hotIn, type Place, placeOf } from './reading.ts';

/** How often the lowest card bets when everybody before has passed and nobody is left to. */
const BLUFF = 1 / 4;
/** How often the second highest card bets first, and how often it calls a bet that nobody else has called. */
const SECOND = 1 / 2;

/**
 * Kuhn poker for three players or more by simple rules: the highest card bets and calls, the second highest does half of
 * the time, the last to act sometimes bluffs with the lowest; all others pass. Two players have an exact policy.
 */
export class KuhnRulePolicy implements Policy {
  readonly name = 'kuhn-rules';
  private readonly game: Game;
  private readonly card: Place;
  private readonly betting: Place;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.card = placeOf(game, 'kuhn_poker', 'card', this.name);
    this.betting = placeOf(game, 'kuhn_poker', 'betting', this.name);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    for (let row = 0; row < batch.count; row++) {
      const start = row * this.game.observationSize;
      const card = hotIn(batch.observations, start + this.card.offset, this.card.size);
      let bets = 0;
      for (let at = 1; at < this.betting.size; at += 2) {
        bets += batch.observations[start + this.betting.offset + at];
      }
      const bet = this.bets(card, bets, batch.seats[row]);
      probabilities[batch.legalOffsets[row]] = 1 - bet;
      probabilities[batch.legalOffsets[row] + 1] = bet;
    }
  }

  private bets(card: number, bets: number, seat: number): number {
    const highest = this.card.size - 1;
    if (card === highest) return 1;
    if (card === highest - 1) return bets < 2 ? SECOND : 0;
    if (bets > 0) return 0;
    return card === 0 && seat === this.game.seats - 1 ? BLUFF : 0;
  }
}
