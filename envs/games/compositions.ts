/** In how many ways `total` is a sum of `parts` whole numbers of at least 1, in order: C(total − 1, parts − 1). */
export function compositionCount(total: number, parts: number): number {
  let count = 1;
  for (let part = 1; part < parts; part++) count = (count * (total - part)) / part;
  return count;
}

/** All of them in lexicographic order, row by row: [compositionCount, parts]. */
export function compositions(total: number, parts: number): Int32Array {
  const rows: number[] = [];
  const extend = (row: readonly number[], left: number): void => {
    const open = parts - row.length;
    if (open === 1) rows.push(...row, left);
    else for (let part = 1; part <= left - open + 1; part++) extend([...row, part], left - part);
  };
  extend([], total);
  return Int32Array.from(rows);
}
