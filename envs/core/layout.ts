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
  let size = 0;
  // All names at once: an object that grows name by name becomes a hash table after a dozen, and every access slow.
  const at = Object.fromEntries(
    Object.entries<number>(lengths).map(([name, length]) => {
      size += length;
      return [name, size - length];
    }),
  ) as Record<Name, number>;
  return { at, size };
}
