/** Every choice of `size` of the numbers 0 … count − 1, ascending, in lexical order. */
export function combinations(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count }, (_, first) =>
    combinations(count - first - 1, size - 1).map((rest) => [
      first,
      ...rest.map((index) => index + first + 1),
    ]),
  ).flat();
}
