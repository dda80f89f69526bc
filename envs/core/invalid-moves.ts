import { OptionError } from './errors.ts';
import type { SimulatedGame } from './simulated-game.ts';

/** What happens to replies that mean nothing. */
export interface InvalidMovePolicy {
  /** Rejected replies in a row that a seat may correct; one more and it forfeits, which ends the episode. */
  readonly retries: number;
  /** Return of the seat that forfeits, in place of what it had. */
  readonly offender: number;
  /** Return of every other seat, in place of what it had. */
  readonly others: number;
}

/**
 * One retry, then the offender gets the least that the game can pay. The others share what it loses where the payoff
 * is zero-sum, get the same where it is common, and else nothing, or as near to it as the game can pay.
 */
export function defaultInvalidMoves(game: SimulatedGame): InvalidMovePolicy {
  const [low, high] = game.payoffRange;
  const retries = 1;
  if (game.payoff === 'zero-sum')
    return { retries, offender: low, others: -low / Math.max(1, game.seats - 1) };
  if (game.payoff === 'common') return { retries, offender: low, others: low };
  return { retries, offender: low, others: Math.min(Math.max(0, low), high) };
}

/** @throws OptionError where the policy cannot be followed. */
export function checkInvalidMoves(game: string, policy: InvalidMovePolicy): InvalidMovePolicy {
  const { retries, offender, others } = policy;
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new OptionError(
      `${game}: invalidMoves.retries must be a whole number from 0 on, not ${String(retries)}.`,
    );
  }
  for (const [name, value] of Object.entries({ offender, others })) {
    if (!Number.isFinite(value)) {
      throw new OptionError(`${game}: invalidMoves.${name} must be a finite number, not ${String(value)}.`);
    }
  }
  return { retries, offender, others };
}
