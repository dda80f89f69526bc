import { OptionError } from './errors.ts';
import type { SimulatedGame } from './simulated-game.ts';

/** What happens to replies that mean nothing. */
export interface InvalidMovePolicy {
  /** Rejected replies in a row that a seat may correct; one more and it forfeits. */
  readonly retries: number;
  /** Where a forfeit ends the episode: return of the seat that forfeits, in place of what it had. */
  readonly offender: number;
  /** Return of every other seat, in place of what it had. */
  readonly others: number;
}

/** The policies of published systems, by name: for two players. Sources: specifications of SPIRAL and TextArena. */
export const INVALID_MOVE_PRESETS = {
  /** SPIRAL in training: an invalid reply ends the game at once, and costs more than a loss. */
  spiral: { retries: 0, offender: -1.5, others: 0.5 },
  /** SPIRAL in evaluation. */
  'spiral-eval': { retries: 0, offender: -1, others: 1 },
  /** TextArena since 0.7: one retry, then a loss. */
  textarena: { retries: 1, offender: -1, others: 1 },
  /** TextArena up to 0.6.4: the other player gets nothing. */
  'textarena-0.6.4': { retries: 1, offender: -1, others: 0 },
} as const satisfies Readonly<Record<string, InvalidMovePolicy>>;
export type InvalidMovePreset = keyof typeof INVALID_MOVE_PRESETS;

/**
 * What the game's own rules say; else one retry, then the offender gets the least that the game can pay. The others
 * share what it loses where the payoff is zero-sum, get the same where it is common, and else nothing, or as near to it
 * as the game can pay.
 */
export function defaultInvalidMoves(game: SimulatedGame): InvalidMovePolicy {
  if (game.invalidMoves) return game.invalidMoves;
  const [low, high] = game.payoffRange;
  const retries = 1;
  if (game.payoff === 'zero-sum')
    return { retries, offender: low, others: -low / Math.max(1, game.seats - 1) };
  if (game.payoff === 'common') return { retries, offender: low, others: low };
  return { retries, offender: low, others: Math.min(Math.max(0, low), high) };
}

/**
 * The policy that is meant: a preset by name, or the game's own with some parts replaced.
 * @throws OptionError for an unknown preset, or where the policy cannot be followed.
 */
export function invalidMovePolicy(
  game: SimulatedGame,
  given: InvalidMovePreset | Partial<InvalidMovePolicy> = {},
): InvalidMovePolicy {
  if (typeof given !== 'string')
    return checkInvalidMoves(game.id, { ...defaultInvalidMoves(game), ...given });
  if (Object.hasOwn(INVALID_MOVE_PRESETS, given)) return INVALID_MOVE_PRESETS[given];
  const known = Object.keys(INVALID_MOVE_PRESETS).join(', ');
  throw new OptionError(
    `${game.id}: there is no policy for invalid moves called "${String(given)}"; the presets are ${known}.`,
  );
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
