/** How many bits of a 32-bit integer are set: the size of a set of small numbers. */
export function setSize(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}
