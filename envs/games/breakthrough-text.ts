import { TERMINAL, type State } from '../core/game.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { parseName, type ParseFailure, REPLY_LIMIT, type TextFace } from '../core/text.ts';
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

  /** Row and column of a square such as `b3`, or undefined off the board. */
  const squareOf = (name: string): { row: number; column: number } | undefined => {
    const square = { row: Number(name.slice(1)) - 1, column: name.charCodeAt(0) - 'a'.charCodeAt(0) };
    const inside = square.row >= 0 && square.row < rows && square.column >= 0 && square.column < columns;
    return inside ? square : undefined;
  };
  /** Why the mover cannot go from one square to another. */
  const whyNot = (state: State, from: string, to: string): string => {
    const side = state[at.mover];
    const [start, end] = [squareOf(from), squareOf(to)];
    if (start === undefined || end === undefined)
      return `${quote(start === undefined ? from : to)} is not on the board.`;
    const owner = sideAt(state, start.row, start.column);
    if (owner !== side)
      return owner === undefined ? `There is no piece on ${from}.` : `The piece on ${from} is not yours.`;
    const ahead = side === 0 ? 'up' : 'down';
    if (end.row - start.row !== (side === 0 ? 1 : -1) || Math.abs(end.column - start.column) > 1)
      return `From ${from} to ${to} is no step: your pieces go one row ${ahead}, straight or diagonally.`;
    return sideAt(state, end.row, end.column) === side
      ? `Your own piece is on ${to}.`
      : `${to} is taken, and a piece takes diagonally, never straight ahead.`;
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

    parse(state, reply): number | ParseFailure {
      const actions = legal(state);
      const names = actions.map((action) => moveName(state, action));
      const found = parseName(reply, names);
      if (typeof found === 'number') return actions[found];
      // Two squares will do where they stand alone, whatever is between them.
      const text = reply.slice(-REPLY_LIMIT);
      const alone = (lastMarked(text) ?? text).trim().toLowerCase();
      const pair = /^([a-z]\d{1,2})\s*(?:[-–x:]|to|takes)?\s*([a-z]\d{1,2})[.!]?$/.exec(alone);
      const example = names.length > 0 ? `, such as [${names[names.length >> 1]}]` : '';
      const format = `Answer with one of your moves in brackets${example}.`;
      if (pair === null) return { reason: found.reason, format };
      const [, from, to] = pair;
      const meant = names.findIndex((name) => name.replace('x', '-') === `${from}-${to}`);
      return meant >= 0 ? actions[meant] : { reason: whyNot(state, from, to), format };
    },

    spectator(state) {
      const last = lastMove(state);
      const mark = (row: number, column: number): string | undefined =>
        MARKS[sideAt(state, row, column) ?? -1];
      const over = state[at.mover] === TERMINAL;
      return [...drawBoard(rows, columns, mark, last), ...(over ? [ending(state)] : [])].join('\n');
    },
  };
}
