import { TERMINAL, type State } from '../core/game.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { parseName, type ParseFailure, REPLY_LIMIT, type TextFace } from '../core/text.ts';
import { cellName, drawBoard } from './lettered-board.ts';

const MARKS = ['x', 'o'];

/** Row and column of a step: along a row, up a column, up a rising and down a falling diagonal. */
const DIRECTIONS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [-1, 1],
] as const;

interface ConnectFourTable {
  readonly rows: number;
  readonly columns: number;
  readonly connect: number;
  readonly at: Readonly<Record<'column' | 'open' | 'mover' | 'result' | 'last', number>>;
}

/** Connect four in words: columns are letters from the left, rows numbers from the bottom, a move is where it lands. */
export function connectFourText({ rows, columns, connect, at }: ConnectFourTable): TextFace {
  const everyColumn = Array.from({ length: columns }, (_, column) => column);
  const isOpen = (state: State, column: number): boolean => ((state[at.open] >> column) & 1) === 1;
  const height = (state: State, column: number): number => 31 - Math.clz32(state[at.column + column]);
  const letter = (column: number): string => cellName(0, column).charAt(0);
  const moveName = (state: State, column: number): string => cellName(height(state, column), column);
  /** The side whose stone lies there, if any does. */
  const sideAt = (state: State, row: number, column: number): number | undefined => {
    const above = height(state, column) - 1 - row;
    const inside = column >= 0 && column < columns && row >= 0 && above >= 0;
    return inside ? (state[at.column + column] >> above) & 1 : undefined;
  };
  const legal = (state: State): number[] =>
    state[at.mover] === TERMINAL ? [] : everyColumn.filter((column) => isOpen(state, column));

  /** The cells of a line through the last stone that holds enough of its side. */
  const winningCells = (state: State): string[] => {
    const column = state[at.last];
    const row = height(state, column) - 1;
    const side = sideAt(state, row, column);
    for (const [up, right] of DIRECTIONS) {
      const along = (step: number): number | undefined =>
        sideAt(state, row + step * up, column + step * right);
      let from = 0;
      let to = 0;
      while (along(from - 1) === side) from--;
      while (along(to + 1) === side) to++;
      const count = to - from + 1;
      if (count < connect) continue;
      return Array.from({ length: count }, (_, step) =>
        cellName(row + (from + step) * up, column + (from + step) * right),
      );
    }
    return [];
  };

  /** Why a column, perhaps with the number of a row, is no move; undefined where the words name neither. */
  const whyNot = (state: State, said: string): string | undefined => {
    const [, name, row] = /^([a-z])(\d{1,3})?$/.exec(said) ?? [];
    if (name === undefined) {
      return /^\d{1,3}$/.test(said) ? `Columns are letters, a to ${letter(columns - 1)}.` : undefined;
    }
    const column = everyColumn.find((one) => letter(one) === name);
    if (column === undefined)
      return `There is no column ${quote(name)}: columns are a to ${letter(columns - 1)}.`;
    if (!isOpen(state, column)) return `Column ${name} is full.`;
    if (row === undefined) return undefined;
    const level = Number(row) - 1;
    if (level < 0 || level >= rows) return `${quote(said)} is not on the board: rows are 1 to ${rows}.`;
    const lands = `A stone in column ${name} falls to ${moveName(state, column)}`;
    return level < height(state, column) ? `${said} is taken. ${lands}.` : `${lands}, not to ${said}.`;
  };

  const ending = (state: State): string => {
    const result = state[at.result];
    if (result === 0) return 'The board is full: a draw.';
    return `${MARKS[result > 0 ? 0 : 1]} wins with ${winningCells(state).join(' ')}.`;
  };

  return {
    rules: (role) =>
      [
        `Connect ${connect} on ${rows} rows and ${columns} columns; ${role < 0 ? '' : `you play ${MARKS[role]}, and `}x begins.`,
        'In turn, drop a stone into a column: it falls to the lowest free cell.',
        `Who first has ${connect} stones side by side in a row, column or diagonal wins; a full board is a draw.`,
        `Answer with the cell that your stone falls to, or its column, in brackets, such as [${cellName(0, columns >> 1)}] or [${letter(columns >> 1)}].`,
      ].join('\n'),

    view(state, seat) {
      const column = state[at.last];
      const last = { row: height(state, column) - 1, column }; // below the board before the first move
      const mark = (row: number, column: number): string | undefined =>
        MARKS[sideAt(state, row, column) ?? -1];
      const lines = [`You play ${MARKS[seat]}.`, ...drawBoard(rows, columns, mark, last)];
      const mover = state[at.mover];
      if (mover === TERMINAL) lines.push(ending(state));
      else if (mover !== seat) lines.push(`${MARKS[mover]} is to move.`);
      else {
        const names = legal(state).map((column) => `[${moveName(state, column)}]`);
        lines.push(`Your turn: ${names.join(' ')}.`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.mover];
      const cell = moveName(state, action);
      return mover === seat ? `You take ${cell}.` : `${MARKS[mover]} takes ${cell}.`;
    },

    actionName: moveName,

    parse(state, reply): number | ParseFailure {
      const open = legal(state);
      const names = open.map((column) => moveName(state, column));
      const found = parseName(reply, names);
      if (typeof found === 'number') return open[found];
      // A column's letter will do where it stands alone: in a sentence, "a" is a word.
      const text = reply.slice(-REPLY_LIMIT);
      const said = (lastMarked(text) ?? text).trim().toLowerCase();
      const alone = /^(?:column )?([a-z]\d{0,3}|\d{1,3})[.!]?$/.exec(said)?.[1] ?? '';
      const column = open.find((one) => letter(one) === alone);
      return column ?? { ...found, reason: whyNot(state, alone) ?? found.reason };
    },

    spectator(state) {
      const mark = (row: number, column: number): string | undefined =>
        MARKS[sideAt(state, row, column) ?? -1];
      const over = state[at.mover] === TERMINAL;
      return [...drawBoard(rows, columns, mark), ...(over ? [ending(state)] : [])].join('\n');
    },
  };
}
