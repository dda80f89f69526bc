import type { Game } from '@parlor/envs';
import { hotIn, placeOf } from '../reading.ts';

/** What the closed game of Who Is the Spy asks a row of a batch for. */
export interface SpyRows {
  /** CIVILIAN, SPY or JUDGE; −1 where the seat does not know. */
  role(observations: Float32Array, row: number): number;
  /** Whether a vote is asked for; a clue else. */
  votes(observations: Float32Array, row: number): boolean;
}

/**
 * Tells rows of a batch apart by role and stage, for policies that play some of them each.
 * @throws PolicyError where the game is another
 */
export function spyRows(game: Game): SpyRows {
  const role = placeOf(game, 'who_is_the_spy', 'role', 'spyRows');
  const voting = placeOf(game, 'who_is_the_spy', 'voting', 'spyRows');
  const size = game.observationSize;
  return {
    role: (observations, row) => hotIn(observations, row * size + role.offset, role.size),
    votes: (observations, row) => observations[row * size + voting.offset] === 1,
  };
}
