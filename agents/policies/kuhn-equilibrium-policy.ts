import { OptionError, type Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { PolicyError } from './errors.ts';

const JACK = 0;
const QUEEN = 1;

/**
 * The equilibria of Kuhn poker for two players (H. W. Kuhn, 1950). The first player bets the jack with probability
 * alpha and the king with 3 alpha, checks the queen, and calls with the queen with alpha + 1/3; the second bets the
 * jack after a check and calls with the queen with 1/3; kings always call, after a check they bet; jacks never call.
 */
export class KuhnEquilibriumPolicy implements Policy {
  readonly name = 'kuhn-equilibrium';
  readonly alpha: number;

  /**
   * @param alpha how often the first player bluffs, in [0, 1/3]
   * @throws OptionError where alpha is out of range.
   */
  constructor(alpha = 1 / 3) {
    if (!(alpha >= 0 && alpha <= 1 / 3)) {
      throw new OptionError(`The Kuhn equilibrium's alpha must be a number from 0 to 1/3, not ${alpha}.`);
    }
    this.alpha = alpha;
  }

  /** @throws PolicyError where the game is another. */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, observations, legalOffsets } = batch;
    const card = offsetOf(game, 'card');
    const betting = offsetOf(game, 'betting');
    for (let row = 0; row < batch.count; row++) {
      const start = row * game.observationSize;
      const did = (turn: number, action: number): boolean =>
        observations[start + betting + 2 * turn + action] === 1;
      const held = observations.indexOf(1, start + card) - start - card;
      const bet = batch.seats[row] === 0 ? this.first(held, did(1, 1)) : second(held, did(0, 1));
      probabilities[legalOffsets[row]] = 1 - bet;
      probabilities[legalOffsets[row] + 1] = bet;
    }
  }

  /** How often the first player bets, or calls once it faces a bet. */
  private first(card: number, faced: boolean): number {
    if (card === JACK) return faced ? 0 : this.alpha;
    if (card === QUEEN) return faced ? this.alpha + 1 / 3 : 0;
    return faced ? 1 : 3 * this.alpha;
  }
}

function second(card: number, faced: boolean): number {
  if (card === JACK) return faced ? 0 : 1 / 3;
  if (card === QUEEN) return faced ? 1 / 3 : 0;
  return 1;
}

function offsetOf(game: Game, name: string): number {
  const field = game.observation.find((candidate) => candidate.name === name);
  if (game.id !== 'kuhn_poker' || game.seats !== 2 || field === undefined) {
    throw new PolicyError(`The Kuhn equilibrium is for kuhn_poker(players=2), not ${game.spec}.`);
  }
  return field.offset;
}
