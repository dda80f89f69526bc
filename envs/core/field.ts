/**
 * One part of an observation, `size` numbers from `offset` on:
 * `flag`: each 0 or 1; `one-hot`: along the last axis at most one is 1, the rest 0; `count`: whole numbers; `real`: any number.
 */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly kind: FieldKind;
  /** Bounds of every number in the field, inclusive. */
  readonly low: number;
  readonly high: number;
}

export const FIELD_KINDS = ['flag', 'one-hot', 'count', 'real'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** A field without its place; bounds default to 0 and 1. */
export interface FieldSpec {
  readonly shape: readonly number[];
  readonly kind: FieldKind;
  readonly low?: number;
  readonly high?: number;
}

/** How many numbers a field holds. */
export function fieldSize(field: { readonly shape: readonly number[] }): number {
  return field.shape.reduce((product, length) => product * length, 1);
}

/**
 * Lays observation fields one after the other, in the order given.
 * @returns the fields with their offsets, the offset of each by name, and the length of the whole.
 */
export function fields<Name extends string>(
  specs: Readonly<Record<Name, FieldSpec>>,
): { list: readonly Field[]; at: Readonly<Record<Name, number>>; size: number } {
  let size = 0;
  const list = Object.entries<FieldSpec>(specs).map(([name, { shape, kind, low = 0, high = 1 }]): Field => {
    const offset = size;
    size += fieldSize({ shape });
    return { name, offset, shape, kind, low, high };
  });
  // At once, as in `layout`.
  const at = Object.fromEntries(list.map(({ name, offset }) => [name, offset])) as Record<Name, number>;
  return { list, at, size };
}
