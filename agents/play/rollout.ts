import { type Game, OptionError, type Seed } from '@parlor/envs';
import type { Policy } from '../policy.ts';
import { SelfPlay } from './self-play.ts';

export interface RolloutOptions {
  /** Of the deals and, in streams of their own, of the choices. */
  readonly seed: Seed;
  /** How many episodes are played. */
  readonly episodes: number;
  /** Number of the first episode: a part of a longer rollout is the same played alone. Default 0. */
  readonly first?: number;
  /** Episodes played side by side, no part of the result; default 1024. */
  readonly batch?: number;
}

export interface Rollout {
  /** Final returns: [episodes, seats]. */
  readonly returns: Float64Array;
  /** Only in games with stages: the role of every seat at the end, [episodes, seats]. */
  readonly roles?: Int32Array;
  /** Only in games with stages: training signals, NaN for none, [episodes, stages, seats]. */
  readonly signals?: Float64Array;
  /** Actions that policies chose. */
  readonly decisions: number;
  /** Actions and chance outcomes. */
  readonly transitions: number;
}

/**
 * Plays episodes between policies, `policies[s]` in seat s; one policy may hold several seats. Decisions are gathered
 * by policy and evaluated in one call.
 *
 * The deal of episode e depends on (seed, e) alone, not on who sits where, so the same episodes with seats swapped are
 * a match on duplicate deals; the choices in seat s are drawn from the stream (seed, e, s). So the result is the same
 * for any batch size, as far as the policies answer a row alike in any batch.
 * @throws OptionError where there is not one policy for each seat, or a count is out of range.
 */
export async function rollout(
  game: Game,
  policies: readonly Policy[],
  options: RolloutOptions,
): Promise<Rollout> {
  const { seed, episodes, first = 0, batch = 1024 } = options;
  if (policies.length !== game.seats) {
    throw new OptionError(
      `${game.spec} has ${game.seats} seats, and ${policies.length} policies were given; give one for each seat.`,
    );
  }
  for (const [name, value, least] of [
    ['episodes', episodes, 1],
    ['first', first, 0],
    ['batch', batch, 1],
  ] as const) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new OptionError(`A rollout's ${name} must be a whole number from ${least} on, not ${value}.`);
  }
  const play = new SelfPlay(game, { seed, episodes, batch, track: true });
  const distinct = [...new Set(policies)];
  const seating = policies.map((policy) => distinct.indexOf(policy));
  const lineup = Int32Array.from({ length: episodes * game.seats }, (_, at) => seating[at % game.seats]);
  const actors = distinct.map((policy) => ({ policy }));
  await play.play(0, first, actors, lineup);
  const { returns, signals, roles, decisions, transitions } = play;
  return { returns, ...(game.stages && { roles, signals }), decisions, transitions };
}
