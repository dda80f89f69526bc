import { type Game, key, OptionError, type Seed, Stream, VectorEnv } from '@parlor/envs';
import type { Policy } from '../policy.ts';
import { DecisionGroup } from './decision-group.ts';

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
  const returns = new Float64Array(episodes * game.seats);
  let table: Table | undefined;
  let decisions = 0;
  let transitions = 0;
  for (let done = 0; done < episodes; done += batch) {
    const count = Math.min(batch, episodes - done);
    if (table?.env.count !== count) table = new Table(game, policies, count);
    decisions += await table.play(seed, first + done);
    returns.set(table.env.finalReturns, done * game.seats);
    for (let k = 0; k < count; k++) transitions += table.env.finalHistory(k).length;
  }
  return { returns, decisions, transitions };
}

/** Episodes that are played side by side, each once. */
class Table {
  readonly env: VectorEnv;
  private readonly groups: readonly DecisionGroup[];
  /** The group of each seat. */
  private readonly groupOf: readonly DecisionGroup[];
  private readonly streams: readonly Stream[];
  private readonly actions: Int32Array;

  constructor(game: Game, policies: readonly Policy[], count: number) {
    // Actions come from the legal lists; histories are kept for tokens and the number of transitions.
    this.env = new VectorEnv(game, { count, restart: false, check: false, track: true });
    const distinct = [...new Set(policies)];
    this.groups = distinct.map((policy) => new DecisionGroup(policy, this.env));
    this.groupOf = policies.map((policy) => this.groups[distinct.indexOf(policy)]);
    this.streams = Array.from({ length: count * game.seats }, () => new Stream());
    this.actions = new Int32Array(count);
  }

  /** Plays the episodes from number `first` on and returns how many decisions they took. */
  async play(seed: Seed, first: number): Promise<number> {
    const { env, streams, groups, actions } = this;
    const { seats } = env.game;
    const seatKey = key(seed, 'seat');
    for (let at = 0; at < streams.length; at++) {
      streams[at].seek(seatKey, first + Math.floor(at / seats), 0, at % seats);
    }
    env.reset({ seed, first });
    let decisions = 0;
    while (this.gather()) {
      for (const group of groups) {
        if (group.count === 0) continue;
        decisions += group.count;
        await group.choose(streams, actions);
      }
      env.step(actions);
    }
    return decisions;
  }

  /** Sorts the decisions that wait by policy; false where none does. */
  private gather(): boolean {
    const { env, groups, groupOf } = this;
    for (const group of groups) group.clear();
    let waiting = false;
    for (let k = 0; k < env.count; k++) {
      const seat = env.seats[k];
      if (seat < 0) continue;
      groupOf[seat].add(k);
      waiting = true;
    }
    return waiting;
  }
}
