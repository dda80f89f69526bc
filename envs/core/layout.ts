/** Offsets of the named parts of a state, and its length. */
export interface Layout<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly size: number;
}

/**
 * Names the parts of a state: `layout({ card: 2, pot: 1 })` gives `at.card = 0`, `at.pot = 2`, `size = 3`, so that
 * rules read `state[at.card + seat]`. Lengths are in 32-bit integers.
 */
export function layout<Name extends string>(lengths: Readonly<Record<Name, number>>): Layout<Name> {
  const at = {} as Record<Name, number>;
  let size = 0;
  for (const name in lengths) {
    at[name] = size;
    size += lengths[name];
  }
  return { at, size };
}
