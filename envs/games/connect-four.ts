import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { connectFourText } from './connect-four-text.ts';

/** The second side's half of a line. */
const HALF = 16;

/** For every set of cells of a line: 1 where `connect` of them are neighbours. */
function runs(length: number, connect: number): Uint8Array {
  const run = 2 ** connect - 1;
  return Uint8Array.from({ length: 2 ** length }, (_, set) => {
    for (let from = 0; from + connect <= length; from++) if (((set >> from) & run) === run) return 1;
    return 0;
  });
}

/** For every column, as the state writes it: 1 where its upper `connect` stones are of one side. */
function tops(rows: number, connect: number): Uint8Array {
  const run = 2 ** connect - 1;
  return Uint8Array.from({ length: 2 ** (rows + 1) }, (_, column) => {
    const top = column & run;
    return column >> connect !== 0 && (top === 0 || top === run) ? 1 : 0;
  });
}

/**
 * Connect four: x begins; in turn, both drop a stone into a column, and who first has four neighbours in a row, column
 * or diagonal wins; a full board is a draw. Action c is column c, from the left; row 0 is the lowest.
 */
export const connectFour = defineGame({
  id: 'connect_four',
  summary: 'stones fall into columns; four in a row win',
  options: {
    rows: { kind: 'integer', default: 6, min: 2, max: 12, doc: 'stones that a column holds' },
    columns: { kind: 'integer', default: 7, min: 2, max: 12, doc: 'columns of the board' },
    connect: { kind: 'integer', default: 4, min: 2, max: 12, doc: 'stones in a row that win' },
  },
  create({ rows, columns, connect }) {
    if (connect > Math.max(rows, columns)) {
      throw new OptionError(
        `connect_four: ${connect} in a row do not fit on ${rows} rows and ${columns} columns; lower connect or raise one of them.`,
      );
    }
    // A column is a 1 and then a bit for each stone from the bottom up, the side it is of: its length tells the height.
    // Rows and both diagonals hold the same stones as sets, bit c for column c, and HALF higher for the second side,
    // so that a stone changes one set of each kind and a table knows whether it wins.
    const diagonals = rows + columns - 1;
    const { at, size } = layout({
      column: columns,
      row: rows,
      rising: diagonals,
      falling: diagonals,
      open: 1,
      mover: 1,
      result: 1,
      last: 1,
    });
    const features = fields({
      own: { shape: [rows, columns], kind: 'flag' },
      other: { shape: [rows, columns], kind: 'flag' },
      toMove: { shape: [1], kind: 'flag' },
    });
    const line = 2 ** columns - 1;
    const wins = runs(columns, connect);
    const topWins = tops(rows, connect);

    return {
      version: 1,
      seats: 2,
      roles: ['x', 'o'],
      actionCount: columns,
      maxLegal: columns,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: rows * columns,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'perfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < columns; i++) state[i] = 1;
        for (let i = columns; i < size; i++) state[i] = 0;
        state[at.open] = line;
      },
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.mover] === TERMINAL) return 0;
        let count = 0;
        for (let open = state[at.open]; open !== 0; open &= open - 1) {
          actions[count++] = 31 - Math.clz32(open & -open);
        }
        return count;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        const side = state[at.mover];
        const below = state[at.column + action];
        const height = 31 - Math.clz32(below);
        const column = (below << 1) | side;
        state[at.column + action] = column;
        const half = side * HALF;
        const stone = 1 << (action + half);
        const row = (state[at.row + height] |= stone);
        const rising = (state[at.rising + height - action + columns - 1] |= stone);
        const falling = (state[at.falling + height + action] |= stone);
        const open = state[at.open] ^ ((column >> rows) << action);
        state[at.open] = open;
        state[at.last] = action;
        const won =
          topWins[column] |
          wins[(row >> half) & line] |
          wins[(rising >> half) & line] |
          wins[(falling >> half) & line];
        if (won === 1) state[at.result] = 1 - 2 * side;
        state[at.mover] = won === 1 || open === 0 ? TERMINAL : 1 - side;
      },
      returns(state, out) {
        const result = state[at.result];
        out[0] = result;
        out[1] = 0 - result;
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        const half = seat * HALF;
        for (let row = 0; row < rows; row++) {
          const stones = state[at.row + row];
          if (stones === 0) break; // nothing lies higher either
          const from = row * columns;
          for (let own = (stones >> half) & line; own !== 0; own &= own - 1) {
            out[features.at.own + from + 31 - Math.clz32(own & -own)] = 1;
          }
          for (let other = (stones >> (HALF - half)) & line; other !== 0; other &= other - 1) {
            out[features.at.other + from + 31 - Math.clz32(other & -other)] = 1;
          }
        }
        if (state[at.mover] === seat) out[features.at.toMove] = 1;
      },
      text: connectFourText({ rows, columns, connect, at }),
    };
  },
});
