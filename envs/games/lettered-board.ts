/** What players call a cell: a letter for the column from the left, a number for the row from the bottom. */
export function cellName(row: number, column: number): string {
  return `${String.fromCharCode(97 + column)}${row + 1}`;
}

/**
 * Draws a board, the highest row first, with numbers at the left and letters below.
 * @param markAt what stands in a cell, one letter; nothing is drawn as a dot
 * @param last the cell that is put in round brackets: where the last move went
 * @returns its lines
 */
export function drawBoard(
  rows: number,
  columns: number,
  markAt: (row: number, column: number) => string | undefined,
  last?: { readonly row: number; readonly column: number },
): string[] {
  const width = String(rows).length;
  const lines: string[] = [];
  for (let row = rows - 1; row >= 0; row--) {
    let line = `${String(row + 1).padStart(width)} `;
    for (let column = 0; column < columns; column++) {
      const mark = markAt(row, column) ?? '.';
      line += row === last?.row && column === last.column ? `(${mark})` : ` ${mark} `;
    }
    lines.push(line.trimEnd());
  }
  let letters = ' '.repeat(width + 1);
  for (let column = 0; column < columns; column++) letters += ` ${String.fromCharCode(97 + column)} `;
  lines.push(letters.trimEnd());
  return lines;
}
