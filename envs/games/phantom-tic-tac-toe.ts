import { defineGame } from '../core/factory.ts';
import { parseAction } from '../core/text.ts';
import { type Board, darkBoard } from './dark-board.ts';
import { darkOptions } from './dark-board-state.ts';
import { WINS } from './tic-tac-toe.ts';

/** A set of cells per side, bit c for cell c. */
const board: Board = {
  shape: [3, 3],
  size: 2,
  clear(state) {
    state[0] = 0;
    state[1] = 0;
  },
  taken: (state, cell) => (((state[0] | state[1]) >> cell) & 1) === 1,
  wins: (state, seat, cell) => WINS[state[seat] | (1 << cell)] === 1,
  place(state, seat, cell) {
    state[seat] |= 1 << cell;
    return WINS[state[seat]] === 1;
  },
};

const NAMES = Array.from({ length: 9 }, (_, cell) => String(cell + 1));

/**
 * Phantom tic-tac-toe (as in OpenSpiel's phantom_ttt): tic-tac-toe in which neither seat sees the other's marks. x
 * begins; cells 0 … 8 row by row; three in a row win, a full board is a draw. See {@link darkBoard} for what a seat may
 * try, and what it learns.
 */
export const phantomTicTacToe = defineGame({
  id: 'phantom_tic_tac_toe',
  summary: 'tic-tac-toe without seeing the marks of the other',
  options: { ...darkOptions },
  create: (options) =>
    darkBoard(board, options, {
      names: NAMES,
      piece: 'mark',
      rules: (role) => [
        `Phantom tic-tac-toe${role < 0 ? '' : `; you play ${role === 0 ? 'x' : 'o'}`}. Cells are 1 to 9, row by row from the top.`,
        'Three in a row, column or diagonal win; a full board is a draw.',
      ],
      goal: () => 'get three in a row',
      draw: (markAt) => {
        const row = (first: number): string =>
          ` ${[first, first + 1, first + 2].map((cell) => markAt(cell) ?? NAMES[cell]).join(' | ')}`;
        return [row(0), '---+---+---', row(3), '---+---+---', row(6)];
      },
      parse: parseAction,
    }),
});
