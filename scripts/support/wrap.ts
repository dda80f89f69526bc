/** What is asked of a stream that people may be looking at: standard output is one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** How many letters fit on a line of a terminal; Infinity where the text goes elsewhere, such as into a file. */
export function columnsOf({ isTTY, columns }: Screen): number {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : Infinity;
}

/**
 * Lines that are too long are broken between words, and go on with the indentation that they began with. A word that
 * is longer than a line is left to the terminal.
 */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  if (line.length <= columns) return line;
  const [indent = ''] = /^\s*/.exec(line) ?? [];
  const lines: string[] = [];
  let current = '';
  let gap = '';
  for (const part of line.slice(indent.length).split(/( +)/)) {
    if (part.trim() === '') {
      gap = part;
      continue;
    }
    const longer = `${current}${gap}${part}`;
    if (current !== '' && indent.length + longer.length > columns) {
      lines.push(indent + current);
      current = part;
    } else current = longer;
    gap = '';
  }
  return [...lines, indent + current].join('\n');
}
