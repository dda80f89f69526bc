import { defineGame } from '../core/factory.ts';
import { darkBoard } from './dark-board.ts';
import { darkOptions } from './dark-board-state.ts';
import { hexBoard } from './hex-board.ts';
import { drawHex, HEX_GOALS, hexCellName, hexRules, parseHexCell } from './hex-words.ts';

/**
 * Dark Hex, also called Phantom Hex (as in OpenSpiel's dark_hex): {@link hex} on which neither seat sees the other's
 * stones. x joins the top and the bottom and begins, o joins the left and the right. See {@link darkBoard} for what a
 * seat may try, and what it learns.
 */
export const darkHex = defineGame({
  id: 'dark_hex',
  summary: 'Hex without seeing the stones of the other',
  options: {
    rows: { kind: 'integer', default: 3, min: 1, max: 11, doc: 'rows between top and bottom' },
    columns: {
      kind: 'integer',
      default: ({ rows }) => Number(rows),
      min: 1,
      max: 11,
      doc: 'columns between left and right; left out, as many as rows',
    },
    ...darkOptions,
  },
  create({ rows, columns, version, told }) {
    return darkBoard(
      hexBoard(rows, columns),
      { version, told },
      {
        names: Array.from({ length: rows * columns }, (_, cell) => hexCellName(cell, columns)),
        piece: 'stone',
        rules: (role) => hexRules('Dark Hex', rows, columns, role),
        goal: (seat) => `join ${HEX_GOALS[seat]}`,
        draw: (markAt) => drawHex(rows, columns, (cell) => markAt(cell) ?? '.'),
        parse: parseHexCell,
      },
    );
  },
});
