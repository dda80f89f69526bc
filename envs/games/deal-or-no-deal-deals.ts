import type { State } from '../core/game.ts';
import type { Random } from '../core/random.ts';
import type { Instance } from './deal-or-no-deal-instances.ts';

/** Pools and values by their numbers, and how they are dealt: the pool, the first player's values, the second's. */
export interface Deals {
  /** Pools that there are: [pools, types]. */
  readonly pools: Int32Array;
  /** Values that somebody can have: [values, types]. */
  readonly values: Int32Array;
  readonly poolCount: number;
  readonly valueCount: number;
  /** Fills in how likely each outcome of the deal that is next is, and returns how many are possible. */
  chance(state: State, probabilities: Float64Array): number;
  draw(state: State, random: Random): number;
  /** Draws what the seat cannot know of what has been dealt, by the posterior, into `out`, a copy of the state. */
  resample(state: State, seat: number, random: Random, out: State): void;
}

/** Where a state has what is dealt, as numbers, and how much of it has been dealt. */
type Places = Readonly<Record<'dealt' | 'pool' | 'first' | 'second', number>>;

/** Each instance is dealt as often as any other; one that is listed twice, twice as often. */
export function deals(list: readonly Instance[], at: Places): Deals {
  const pools = numbered(list.map(({ pool }) => pool));
  const values = numbered(list.flatMap((instance) => instance.values));
  const poolCount = pools.rows.length;
  const valueCount = values.rows.length;
  const rows = list.map(({ pool, values: [first, second] }) => ({
    pool: pools.numberOf(pool),
    first: values.numberOf(first),
    second: values.numberOf(second),
  }));
  rows.sort((a, b) => a.pool - b.pool || a.first - b.first || a.second - b.second);
  const bySecond = rows.toSorted((a, b) => a.pool - b.pool || a.second - b.second || a.first - b.first);

  // Instances in order of pool, first and second player's values; the ranges of those with the same pool, or the same
  // pool and first player's values. And once more in order of pool, second and first player's values.
  const count = rows.length;
  const poolOf = Int32Array.from(rows, ({ pool }) => pool);
  const firstOf = Int32Array.from(rows, ({ first }) => first);
  const secondOf = Int32Array.from(rows, ({ second }) => second);
  const firstBySecond = Int32Array.from(bySecond, ({ first }) => first);
  const ofPool = ranges(
    rows.map(({ pool }) => pool),
    poolCount,
  );
  const ofFirst = ranges(
    rows.map(({ pool, first }) => pool * valueCount + first),
    poolCount * valueCount,
  );
  const ofSecond = ranges(
    bySecond.map(({ pool, second }) => pool * valueCount + second),
    poolCount * valueCount,
  );

  /** Counts outcomes over a range of instances and makes them probabilities. */
  function spread(outcomes: Int32Array, from: number, size: number, probabilities: Float64Array): number {
    probabilities.fill(0);
    for (let instance = from; instance < from + size; instance++) probabilities[outcomes[instance]]++;
    let possible = 0;
    for (let outcome = 0; outcome < probabilities.length; outcome++) {
      if (probabilities[outcome] > 0) possible++;
      probabilities[outcome] /= size;
    }
    return possible;
  }

  return {
    pools: Int32Array.from(pools.rows.flat()),
    values: Int32Array.from(values.rows.flat()),
    poolCount,
    valueCount,

    chance(state, probabilities) {
      const dealt = state[at.dealt];
      if (dealt === 0) return spread(poolOf, 0, count, probabilities);
      const pool = state[at.pool];
      if (dealt === 1) return spread(firstOf, ofPool.from[pool], ofPool.count[pool], probabilities);
      const pair = pool * valueCount + state[at.first];
      return spread(secondOf, ofFirst.from[pair], ofFirst.count[pair], probabilities);
    },
    draw(state, random) {
      const dealt = state[at.dealt];
      if (dealt === 0) return poolOf[random.below(count)];
      const pool = state[at.pool];
      if (dealt === 1) return firstOf[ofPool.from[pool] + random.below(ofPool.count[pool])];
      const pair = pool * valueCount + state[at.first];
      return secondOf[ofFirst.from[pair] + random.below(ofFirst.count[pair])];
    },
    resample(state, seat, random, out) {
      const dealt = state[at.dealt];
      const pool = state[at.pool];
      if (dealt === 3 && seat === 0) {
        const pair = pool * valueCount + state[at.first];
        out[at.second] = secondOf[ofFirst.from[pair] + random.below(ofFirst.count[pair])];
      } else if (dealt === 3) {
        const pair = pool * valueCount + state[at.second];
        out[at.first] = firstBySecond[ofSecond.from[pair] + random.below(ofSecond.count[pair])];
      } else if (dealt === 2 && seat === 1) {
        out[at.first] = firstOf[ofPool.from[pool] + random.below(ofPool.count[pool])];
      }
    },
  };
}

/** The different rows in lexicographic order, and the number of each. */
function numbered(rows: readonly (readonly number[])[]): {
  rows: (readonly number[])[];
  numberOf: (row: readonly number[]) => number;
} {
  const given = [...new Set(rows)]; // most rows are the same arrays
  const sorted = [...new Map(given.map((row) => [row.join(), row])).values()].sort((a, b) => {
    const at = a.findIndex((number, index) => number !== b[index]);
    return at < 0 ? 0 : a[at] - b[at];
  });
  const byText = new Map(sorted.map((row, number) => [row.join(), number]));
  const numbers = new Map(given.map((row) => [row, byText.get(row.join()) ?? -1]));
  return { rows: sorted, numberOf: (row) => numbers.get(row) ?? -1 };
}

/** Where each key's entries begin in ascending keys, and how many there are: [size] each. */
function ranges(keys: readonly number[], size: number): { from: Int32Array; count: Int32Array } {
  const count = new Int32Array(size);
  for (const key of keys) count[key]++;
  const from = new Int32Array(size);
  for (let key = 1; key < size; key++) from[key] = from[key - 1] + count[key - 1];
  return { from, count };
}
