import { TERMINAL, type State } from '../core/game.ts';
import { lastMarked } from '../core/reply.ts';
import { parseName, REPLY_LIMIT, type TextFace } from '../core/text.ts';
import { cellName, drawBoard } from './lettered-board.ts';

const NAMES = ['white', 'black'];
const CAPITALS = ['White', 'Black'];
const MARKS = ['W', 'B'];

interface BreakthroughTable {
  readonly rows: number;
  readonly columns: number;
  readonly at: Readonly<Record<'row' | 'left' | 'mover' | 'result' | 'last', number>>;
  /** Of every action: the rank that it begins in, from the mover's side, and the columns it begins and ends in. */
  readonly rankOf: Uint8Array;
  readonly fromOf: Uint8Array;
  readonly toOf: Uint8Array;
  readonly maxLegal: number;
  legal(state: State, actions: Int32Array): number;
}

/**
 * Breakthrough in words, on a board with letters for columns and numbers for rows, white at the bottom; `b2-b3` is a
 * move, `b2xc3` takes a piece.
 */
export function breakthroughText(table: BreakthroughTable): TextFace {
  const { rows, columns, at, rankOf, fromOf, toOf } = table;
  /** The side whose piece stands there, if any does. */
  const sideAt = (state: State, row: number, column: number): number | undefined => {
    const pieces = state[at.row + row] >> column;
    return pieces & 1 ? 0 : (pieces >> 16) & 1 ? 1 : undefined;
  };
  const rowOf = (side: number, rank: number): number => (side === 0 ? rank : rows - 1 - rank);
  /** Names by side and action, of moves and of captures. */
  const [moves, captures] = ['-', 'x'].map((between) =>
    MARKS.map((_, side) =>
      Array.from(rankOf, (rank, action) => {
        const from = cellName(rowOf(side, rank), fromOf[action]);
        return `${from}${between}${cellName(rowOf(side, rank + 1), toOf[action])}`;
      }),
    ),
  );
  const moveName = (state: State, action: number): string => {
    const side = state[at.mover];
    const there = sideAt(state, rowOf(side, rankOf[action] + 1), toOf[action]);
    return (there === undefined ? moves : captures)[side][action];
  };
  const legal = (state: State): number[] => {
    const actions = new Int32Array(table.maxLegal);
    return Array.from(actions.subarray(0, table.legal(state, actions)));
  };

  /** Who moved last, and how; nothing before the first move. */
  const lastMove = (
    state: State,
  ): { side: number; name: string; row: number; column: number } | undefined => {
    const last = state[at.last] - 1;
    if (last < 0) return undefined;
    const side = state[at.mover] === TERMINAL ? (state[at.result] > 0 ? 0 : 1) : 1 - state[at.mover];
    const action = last >> 1;
    const row = rowOf(side, rankOf[action] + 1);
    return { side, name: (last & 1 ? captures : moves)[side][action], row, column: toOf[action] };
  };

  const ending = (state: State): string => {
    const winner = state[at.result] > 0 ? 0 : 1;
    return state[at.left + 1 - winner] === 0
      ? `${CAPITALS[winner]} wins: ${NAMES[1 - winner]} has no piece left.`
      : `${CAPITALS[winner]} wins: the last row is reached.`;
  };

  return {
    rules: (role) =>
      [
        `Breakthrough on ${rows} rows and ${columns} columns; ${role < 0 ? '' : `you play ${NAMES[role]} (${MARKS[role]}), and `}white begins.`,
        'White (W) goes up from rows 1 and 2, black (B) comes down from the two last rows.',
        'A piece goes one step ahead, straight or diagonally, to a free square. It takes a piece of the other side that stands diagonally ahead, never one straight ahead.',
        'Who first reaches the last row on the other side, or takes all pieces of the other side, wins.',
        `Answer with a move in brackets: [${cellName(1, 0)}-${cellName(2, 0)}] goes, [${cellName(1, 0)}x${cellName(2, 1)}] takes.`,
      ].join('\n'),

    view(state, seat) {
      const last = lastMove(state);
      const mark = (row: number, column: number): string | undefined =>
        MARKS[sideAt(state, row, column) ?? -1];
      const lines = [`You play ${NAMES[seat]} (${MARKS[seat]}).`, ...drawBoard(rows, columns, mark, last)];
      if (last) lines.push(`Last move: ${NAMES[last.side]} ${last.name}.`);
      const mover = state[at.mover];
      if (mover === TERMINAL) lines.push(ending(state));
      else if (mover !== seat) lines.push(`${CAPITALS[mover]} is to move.`);
      else {
        const names = legal(state).map((action) => `[${moveName(state, action)}]`);
        lines.push(`Your turn: ${names.join(' ')}.`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.mover];
      const name = moveName(state, action);
      return mover === seat ? `You play ${name}.` : `${CAPITALS[mover]} plays ${name}.`;
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
