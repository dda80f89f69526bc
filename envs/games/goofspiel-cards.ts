// Sets of cards or prizes: bit a stands for the one of value a + 1.

/** The least element of a set that is not empty. */
export function lowest(set: number): number {
  return 31 - Math.clz32(set & -set);
}

/** The element of a set that has so many smaller ones. */
export function pick(set: number, smaller: number): number {
  let rest = set;
  for (let count = 0; count < smaller; count++) rest &= rest - 1;
  return lowest(rest);
}
