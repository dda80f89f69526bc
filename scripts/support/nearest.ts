/** `, did you mean "…"?`-style hint: the known name that `wrong` is most likely a slip of, or nothing. */
export function nearest(wrong: string, known: readonly string[]): string {
  const slips = known
    .map((name) => ({ name, distance: distanceTo(name, wrong.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.ceil(name.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return slips[0] ? ` (did you mean ${slips[0].name}?)` : '';
}

/** How far from a name; the beginning of one is as good as a single slip. */
function distanceTo(name: string, wrong: string): number {
  return wrong.length > 2 && name.startsWith(wrong) ? 1 : editDistance(wrong, name.toLowerCase());
}

/** Letters to insert, delete or replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
