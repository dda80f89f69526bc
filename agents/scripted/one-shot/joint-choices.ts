import type { Game } from '@parlor/envs';
import { PolicyError } from '../../policies/errors.ts';

/** More joint choices are not looked at one by one. */
const MOST = 100_000;

/** A game of one simultaneous choice as a table. */
export interface JointChoices {
  /** How many actions each seat has: [seats]. */
  readonly counts: readonly number[];
  /** What every seat is paid for every joint choice, the last seat's choice changing fastest: [choices, seats]. */
  readonly payoffs: Float64Array;
}

/** Whether every seat chooses once, all at the same time, and nothing else happens. */
export function isOneShot(game: Game): boolean {
  if (game.chanceKind !== 'none' || game.choosing === undefined || game.maxTurns !== game.seats) return false;
  const state = new Int32Array(game.stateSize);
  game.start(state);
  return game.choosing(state, new Int32Array(game.seats)) === game.seats;
}

/**
 * Plays every joint choice of a game.
 * @throws PolicyError where it is no game of one simultaneous choice, or has too many
 */
export function jointChoices(game: Game, policy: string): JointChoices {
  if (!isOneShot(game)) {
    throw new PolicyError(
      `The policy ${policy} is for games of one simultaneous choice, not for ${game.spec}; give it a matrix game.`,
    );
  }
  const { seats } = game;
  const choices = new Int32Array(seats);
  const legal = new Int32Array(game.maxLegal);
  const state = new Int32Array(game.stateSize);
  const returns = new Float64Array(seats);

  game.start(state);
  const counts = Array.from({ length: seats }, () => {
    const count = game.legal(state, legal);
    game.apply(state, legal[0]);
    return count;
  });
  const size = counts.reduce((product, count) => product * count, 1);
  if (size > MOST) {
    throw new PolicyError(
      `${game.spec} has ${size} joint choices, and the policy ${policy} looks at ${MOST} at most; take fewer.`,
    );
  }
  const payoffs = new Float64Array(size * seats);
  for (let joint = 0; joint < size; joint++) {
    spread(joint, counts, choices);
    game.start(state);
    for (let seat = 0; seat < seats; seat++) {
      game.legal(state, legal);
      game.apply(state, legal[choices[seat]]);
    }
    game.returns(state, returns);
    payoffs.set(returns, joint * seats);
  }
  return { counts, payoffs };
}

/** What each seat does in a joint choice. */
export function spread(joint: number, counts: readonly number[], choices: Int32Array): void {
  for (let seat = counts.length - 1, rest = joint; seat >= 0; seat--) {
    choices[seat] = rest % counts[seat];
    rest = Math.floor(rest / counts[seat]);
  }
}
