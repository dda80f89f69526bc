import { compositions } from './compositions.ts';

/**
 * Everything that can be taken of `types` kinds of items where at most `most` are taken together, in lexicographic
 * order, row by row: [C(most + types, types), types].
 */
export function divisionsOfAtMost(most: number, types: number): Int32Array {
  // What is taken of each kind, and what is left, are compositions once each is raised by 1.
  const rows = compositions(most + types + 1, types + 1);
  const divisions = new Int32Array((rows.length / (types + 1)) * types);
  for (let at = 0; at < divisions.length; at++) {
    divisions[at] = rows[at + Math.floor(at / types)] - 1;
  }
  return divisions;
}

/** All rows of `types` whole numbers from 0 to `most`, as the digits of their own places: [(most + 1)^types, types]. */
export function digitRows(most: number, types: number): Int32Array {
  return Int32Array.from({ length: (most + 1) ** types * types }, (_, at) => {
    const type = at % types;
    return Math.floor((at - type) / types / (most + 1) ** (types - 1 - type)) % (most + 1);
  });
}

/** The divisions that each pool allows, by their numbers. */
export interface PoolDivisions {
  /** Where each pool's part of `list` begins, and at the end how long it is: [pools + 1]. */
  readonly from: Int32Array;
  /** Ascending; at the end of each pool's part the action that accepts. */
  readonly list: Int32Array;
  /** The length of the longest part. */
  readonly longest: number;
}

/**
 * @param divisions [divisions, types]
 * @param pools [pools, types]
 * @param accept the action that follows each pool's divisions
 */
export function divisionsByPool(
  divisions: Int32Array,
  pools: Int32Array,
  types: number,
  accept: number,
): PoolDivisions {
  const from = new Int32Array(pools.length / types + 1);
  const list: number[] = [];
  let longest = 0;
  for (let pool = 0; pool + 1 < from.length; pool++) {
    for (let division = 0; division * types < divisions.length; division++) {
      let fits = true;
      for (let type = 0; type < types; type++) {
        if (divisions[division * types + type] > pools[pool * types + type]) fits = false;
      }
      if (fits) list.push(division);
    }
    list.push(accept);
    from[pool + 1] = list.length;
    longest = Math.max(longest, from[pool + 1] - from[pool]);
  }
  return { from, list: Int32Array.from(list), longest };
}

/** What amounts are worth: the sum of amount × value over a row of each table. */
export function worthOf(
  amounts: Int32Array,
  amountRow: number,
  values: Int32Array,
  valueRow: number,
  types: number,
): number {
  let sum = 0;
  for (let type = 0; type < types; type++) {
    sum += amounts[amountRow * types + type] * values[valueRow * types + type];
  }
  return sum;
}
