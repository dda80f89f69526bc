import { TERMINAL, type State } from '../core/game.ts';
import { lastMarked } from '../core/reply.ts';
import { parseName, REPLY_LIMIT, type TextFace } from '../core/text.ts';

const NAMES = ['white', 'black'];
const MARKS = ['W', 'B'];
const LETTERS = 'abcdefghij';

interface BreakthroughTable {
  readonly rows: number;
  readonly columns: number;
  readonly at: Readonly<Record<'row' | 'left' | 'mover' | 'result' | 'last', number>>;
  /** Of every action: the rank that it begins in, from the mover's side, and the columns it begins and ends in. */
  readonly rankOf: Uint8Array;
  readonly fromOf: Uint8Array;
  readonly toOf: Uint8Array;
}

/**
 * Breakthrough in words, on a board with letters for columns and numbers for rows, white at the bottom; `b2-b3` is a
 * move, `b2xc3` takes a piece.
 */
export function breakthroughText({ rows, columns, at, rankOf, fromOf, toOf }: BreakthroughTable): TextFace {
  const everyColumn = Array.from({ length: columns }, (_, column) => column);
  const squareName = (row: number, column: number): string => `${LETTERS[column]}${row + 1}`;
  /** The side whose piece stands there, if any does. */
  const sideAt = (state: State, row: number, column: number): number | undefined => {
    const pieces = state[at.row + row] >> column;
    return pieces & 1 ? 0 : (pieces >> 16) & 1 ? 1 : undefined;
  };
  const rowOf = (side: number, rank: number): number => (side === 0 ? rank : rows - 1 - rank);
  const target = (side: number, action: number): { row: number; column: number } => ({
    row: rowOf(side, rankOf[action] + 1),
    column: toOf[action],
  });
  const squares = (side: number, action: number, between: string): string => {
    const { row, column } = target(side, action);
    const from = squareName(rowOf(side, rankOf[action]), fromOf[action]);
    return `${from}${between}${squareName(row, column)}`;
  };
  const moveName = (state: State, action: number): string => {
    const side = state[at.mover];
    const { row, column } = target(side, action);
    return squares(side, action, sideAt(state, row, column) === 1 - side ? 'x' : '-');
  };

  const legal = (state: State): number[] => {
    const side = state[at.mover];
    if (side === TERMINAL) return [];
    return Array.from(rankOf.keys()).filter((action) => {
      if (sideAt(state, rowOf(side, rankOf[action]), fromOf[action]) !== side) return false;
      const { row, column } = target(side, action);
      const there = sideAt(state, row, column);
      return there === undefined || (there !== side && toOf[action] !== fromOf[action]);
    });
  };

  /** Who moved last, and how; nothing before the first move. */
  const lastMove = (state: State): { side: number; action: number; name: string } | undefined => {
    const last = state[at.last] - 1;
    if (last < 0) return undefined;
    const side = state[at.mover] === TERMINAL ? (state[at.result] > 0 ? 0 : 1) : 1 - state[at.mover];
    const action = last >> 1;
    return { side, action, name: squares(side, action, last & 1 ? 'x' : '-') };
  };

  const board = (state: State): string[] => {
    const last = lastMove(state);
    const now = last && target(last.side, last.action);
    const width = String(rows).length;
    const lines = Array.from({ length: rows }, (_, down) => {
      const row = rows - 1 - down;
      const cells = everyColumn.map((column) => {
        const mark = MARKS[sideAt(state, row, column) ?? -1] ?? '.';
        return row === now?.row && column === now.column ? `(${mark})` : ` ${mark} `;
      });
      return `${String(row + 1).padStart(width)} ${cells.join('')}`.trimEnd();
    });
    const letters = everyColumn.map((column) => ` ${LETTERS[column]} `).join('');
    return [...lines, `${' '.repeat(width)} ${letters}`.trimEnd()];
  };

  const ending = (state: State): string => {
    const winner = state[at.result] > 0 ? 0 : 1;
    return state[at.left + 1 - winner] === 0
      ? `${NAMES[winner]} wins: ${NAMES[1 - winner]} has no piece left.`
      : `${NAMES[winner]} wins: the last row is reached.`;
  };

  return {
    rules: (role) =>
      [
        `Breakthrough on ${rows} rows and ${columns} columns; ${role < 0 ? '' : `you play ${NAMES[role]} (${MARKS[role]}), and `}white begins.`,
        'White (W) goes up from rows 1 and 2, black (B) comes down from the two last rows.',
        'A piece goes one step ahead, straight or diagonally, to a free square. It takes a piece of the other side that stands diagonally ahead, never one straight ahead.',
        'Who first reaches the last row on the other side, or takes all pieces of the other side, wins.',
        `Answer with a move in brackets: [${squareName(1, 0)}-${squareName(2, 0)}] goes, [${squareName(1, 0)}x${squareName(2, 1)}] takes.`,
      ].join('\n'),

    view(state, seat) {
      const lines = [`You play ${NAMES[seat]} (${MARKS[seat]}).`, ...board(state)];
      const last = lastMove(state);
      if (last) lines.push(`Last move: ${NAMES[last.side]} ${last.name}.`);
      const mover = state[at.mover];
      if (mover === TERMINAL) lines.push(ending(state));
      else if (mover !== seat) lines.push(`${NAMES[mover]} is to move.`);
      else {
        const names = legal(state).map((action) => `[${moveName(state, action)}]`);
        lines.push(`Your turn: ${names.join(' ')}.`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.mover];
      const name = moveName(state, action);
      return mover === seat ? `You play ${name}.` : `${NAMES[mover]} plays ${name}.`;
    },

    actionName: moveName,

    parse(state, reply) {
      const actions = legal(state);
      const names = actions.map((action) => moveName(state, action));
      const found = parseName(reply, names);
      if (typeof found === 'number') return actions[found];
      // Two squares will do where they stand alone, whatever is between them.
      const text = reply.slice(-REPLY_LIMIT);
      const alone = (lastMarked(text) ?? text).trim().toLowerCase();
      const pair = /^([a-j]\d{1,2})\s*[-x:]?\s*([a-j]\d{1,2})$/.exec(alone);
      const meant = pair && names.findIndex((name) => name.replace('x', '-') === `${pair[1]}-${pair[2]}`);
      return meant !== null && meant >= 0 ? actions[meant] : found;
    },
  };
}
