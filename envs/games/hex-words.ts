import { lastMarked, quote } from '../core/reply.ts';
import { type NamedActions, parseAction, type ParseFailure, REPLY_LIMIT } from '../core/text.ts';

/** What each seat has to join, and the mark of its stones. */
export const HEX_MARKS = ['x', 'o'] as const;
export const HEX_GOALS = ['top and bottom', 'left and right'] as const;

const LETTERS = 'abcdefghijklmnopqrs';

/** The name of a cell of Hex: a letter for the column, a number for the row, from the upper left corner on. */
export function hexCellName(cell: number, columns: number): string {
  return `${LETTERS[cell % columns]}${1 + Math.floor(cell / columns)}`;
}

/** The board of Hex, or of a game like it, and how it is won, for x, o or whoever (−1). */
export function hexRules(title: string, rows: number, columns: number, role: number): string[] {
  return [
    `${title} on ${rows} × ${columns} cells${role < 0 ? '' : `; you play ${HEX_MARKS[role]}`}.`,
    `x wins by a chain of neighbouring stones that joins the ${HEX_GOALS[0]} edges, o by one that joins the ${HEX_GOALS[1]} ones; one of them always does.`,
    'The neighbours of a cell are left and right, above and above to the right, below and below to the left: b2 touches a2, c2, b1, c1, b3 and a3.',
  ];
}

/** A board of Hex in lines: each row half a cell further right than the one above, each edge marked with its owner. */
export function drawHex(rows: number, columns: number, markAt: (cell: number) => string): string[] {
  const margin = String(rows).length;
  const letters = Array.from({ length: columns }, (_, column) => LETTERS[column]);
  const edge = `─${letters.map(() => HEX_MARKS[0]).join('─')}─`;
  const lines = [`${' '.repeat(margin + 4)}${letters.join(' ')}`, `${' '.repeat(margin + 3)}${edge}`];
  for (let row = 0; row < rows; row++) {
    const marks = letters.map((_, column) => markAt(row * columns + column)).join(' ');
    const side = HEX_MARKS[1];
    lines.push(`${' '.repeat(row)}${String(row + 1).padStart(margin)} ${side}\\ ${marks} \\${side}`);
  }
  return [...lines, `${' '.repeat(rows + margin + 3)}${edge}`];
}

/** Reads a reply that names a cell, or another action, as `parseAction` does, however many there are. */
export function parseHexCell(
  reply: string,
  { names, legal, why }: Omit<NamedActions, 'format'>,
): number | ParseFailure {
  const text = reply.slice(-REPLY_LIMIT).toLowerCase();
  const said = new Set(text.match(/[a-z]\d+|swap/g));
  const mentioned = names.map((_, action) => action).filter((action) => said.has(names[action]));
  const local = new Map(mentioned.map((action, index) => [action, index]));
  const found = parseAction(reply, {
    names: mentioned.map((action) => names[action]),
    legal: legal.flatMap((action) => local.get(action) ?? []),
    why: (index) => why(mentioned[index]),
    format: `Answer with one free cell in brackets, its column and its row, such as [${names[legal[legal.length >> 1]]}].`,
  });
  if (typeof found === 'number') return mentioned[found];
  const alone = (lastMarked(text) ?? text).trim();
  const outside = /^[a-z]\d{1,3}$/.test(alone) && !names.includes(alone);
  return outside ? { ...found, reason: `${quote(alone)} is not on the board.` } : found;
}
