/** Payoffs of one member in one seat against another: sums over episodes. */
export interface PayoffEntry {
  readonly episodes: number;
  readonly mean: number;
  /** Variance of a single episode's payoff; 0 while there are fewer than two. */
  readonly variance: number;
}

interface Sums {
  episodes: number;
  sum: number;
  squares: number;
}

/**
 * What members earned, by (member, seat) and opponent, sparsely: only what was played takes room. With more than two
 * seats an episode enters once for each other member at the table; a member against itself tells nothing.
 */
export class PayoffTable {
  private readonly rows = new Map<string, Map<number, Map<string, Sums>>>();

  /** Enters one episode: who sat where, and what each seat was paid. */
  add(lineup: readonly string[], returns: ArrayLike<number>): void {
    lineup.forEach((member, seat) => {
      const payoff = returns[seat] ?? 0;
      for (const opponent of new Set(lineup)) {
        if (opponent === member) continue;
        const entry = this.entry(member, seat, opponent);
        entry.episodes++;
        entry.sum += payoff;
        entry.squares += payoff * payoff;
      }
    });
  }

  /** One member against another, in one seat or (left out) in all. */
  get(member: string, opponent: string, seat?: number): PayoffEntry {
    const seats = this.rows.get(member);
    const total: Sums = { episodes: 0, sum: 0, squares: 0 };
    for (const [place, opponents] of seats ?? []) {
      const entry = opponents.get(opponent);
      if (!entry || (seat !== undefined && place !== seat)) continue;
      total.episodes += entry.episodes;
      total.sum += entry.sum;
      total.squares += entry.squares;
    }
    const mean = total.episodes > 0 ? total.sum / total.episodes : 0;
    const variance =
      total.episodes > 1
        ? Math.max(0, total.squares - total.episodes * mean * mean) / (total.episodes - 1)
        : 0;
    return { episodes: total.episodes, mean, variance };
  }

  /** Drops all results of a member that is no longer what it was. */
  forget(member: string): void {
    this.rows.delete(member);
    for (const seats of this.rows.values()) {
      for (const opponents of seats.values()) opponents.delete(member);
    }
  }

  /** Members that have played, in the order in which they first did. */
  get members(): string[] {
    return [...this.rows.keys()];
  }

  private entry(member: string, seat: number, opponent: string): Sums {
    const seats = getOrMake(this.rows, member, () => new Map<number, Map<string, Sums>>());
    const opponents = getOrMake(seats, seat, () => new Map<string, Sums>());
    return getOrMake(opponents, opponent, () => ({ episodes: 0, sum: 0, squares: 0 }));
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
