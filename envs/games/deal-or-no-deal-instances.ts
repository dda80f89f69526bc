import { OptionError } from '../core/errors.ts';
import { compositions } from './compositions.ts';

/** What every instance must obey. */
export interface InstanceRules {
  readonly types: number;
  /** Fewest and most items in the pool, each type at least once. */
  readonly minItems: number;
  readonly maxItems: number;
  /** What the whole pool is worth to each player. */
  readonly total: number;
  /** Whether some type must be worth something to both. */
  readonly contested: boolean;
}

/** One instance: how many items of each type there are, and what one of each is worth to each player. */
export interface Instance {
  readonly pool: readonly number[];
  readonly values: readonly [readonly number[], readonly number[]];
}

/** More instances are refused: each is listed, and drawn by its number. */
const MOST = 2 ** 20;

/** Whole numbers from 0 on, one for each type of the pool, that make it worth `total`, in lexicographic order. */
export function valuesOf(pool: readonly number[], total: number): number[][] {
  if (pool.length === 0) return total === 0 ? [[]] : [];
  const [items, ...rest] = pool;
  const rows: number[][] = [];
  for (let value = 0; value * items <= total; value++) {
    for (const others of valuesOf(rest, total - value * items)) rows.push([value, ...others]);
  }
  return rows;
}

/** What is wrong with values of a pool, each of which makes it worth the total; undefined for nothing. */
function wrongWith({ pool, values: [first, second] }: Instance, contested: boolean): string | undefined {
  if (pool.some((_, type) => first[type] === 0 && second[type] === 0)) {
    return 'an item is worth nothing to either player';
  }
  if (contested && !pool.some((_, type) => first[type] > 0 && second[type] > 0)) {
    return 'no item is worth something to both players (contested=false allows that)';
  }
  return undefined;
}

/**
 * Every instance under the rules, in lexicographic order of pool, first and second player's values, pools by their
 * numbers of items.
 * @throws OptionError where there is none, or too many
 */
export function everyInstance(rules: InstanceRules): Instance[] {
  const { types, minItems, maxItems, total, contested } = rules;
  const instances: Instance[] = [];
  for (let items = minItems; items <= maxItems; items++) {
    const rows = compositions(items, types);
    for (let row = 0; row < rows.length; row += types) {
      const pool = Array.from(rows.subarray(row, row + types));
      const values = valuesOf(pool, total);
      if (instances.length + values.length ** 2 > MOST) {
        throw new OptionError(
          `deal_or_no_deal: there are more than ${MOST} instances; lower max_items or total, or list instances.`,
        );
      }
      for (const first of values) {
        for (const second of values) {
          const instance: Instance = { pool, values: [first, second] };
          if (wrongWith(instance, contested) === undefined) instances.push(instance);
        }
      }
    }
  }
  if (instances.length === 0) {
    throw new OptionError(
      `deal_or_no_deal: no instance with ${minItems} to ${maxItems} items of ${types} types is worth ${total} to ` +
        'each player under these rules; change total or the number of items.',
    );
  }
  return instances;
}

/**
 * Instances from 3 × types numbers each: the pool, the first player's values, the second's.
 * @throws OptionError where the numbers are none, or break the rules
 */
export function listedInstances(numbers: readonly number[], rules: InstanceRules): Instance[] {
  const { types, minItems, maxItems, total, contested } = rules;
  const width = 3 * types;
  if (numbers.length % width !== 0) {
    throw new OptionError(
      `deal_or_no_deal: instances are ${width} numbers each (pool, first and second player's values), or 0 for all; ` +
        `${numbers.length} numbers are neither.`,
    );
  }
  return Array.from({ length: numbers.length / width }, (_, index) => {
    const [pool, first, second] = [0, 1, 2].map((part) =>
      numbers.slice(index * width + part * types, index * width + (part + 1) * types),
    );
    const instance: Instance = { pool, values: [first, second] };
    const items = pool.reduce((sum, count) => sum + count, 0);
    const wrong = pool.includes(0)
      ? 'an item type is not in the pool'
      : items < minItems || items > maxItems
        ? `there are ${items} items in the pool, not ${minItems} to ${maxItems}`
        : [first, second].some((values) => dot(pool, values) !== total)
          ? `the pool is not worth ${total} to each player`
          : wrongWith(instance, contested);
    if (wrong !== undefined) {
      throw new OptionError(
        `deal_or_no_deal: instance ${index + 1} (${pool.join(' ')}, ${first.join(' ')}, ${second.join(' ')}) breaks ` +
          `the rules: ${wrong}.`,
      );
    }
    return instance;
  });
}

function dot(pool: readonly number[], values: readonly number[]): number {
  return pool.reduce((sum, items, type) => sum + items * values[type], 0);
}
