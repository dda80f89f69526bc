import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { breakthroughText } from './breakthrough-text.ts';

/** The second side's half of a row. */
const HALF = 16;

/**
 * The most moves that two rows of pieces can have at once. A piece has 3, at the edge 2, less those that end on its own
 * side's pieces. So the best that they can do is to stand in every other row, away from the edges as long as there is
 * room: nobody is in the way of anybody there.
 */
function mostLegal(rows: number, columns: number): number {
  const apart = rows >> 1; // rows that they can stand in: the last but one, and down from there
  const inside = Math.min(2 * columns, apart * (columns - 2));
  const edge = Math.min(2 * columns - inside, apart * 2);
  return 3 * inside + 2 * edge;
}

/**
 * Breakthrough (D. Troyka, 2000): both sides begin with two full rows, white with the lower ones, and white moves first.
 * A piece goes one step ahead, straight or diagonally, to a free square, or takes what stands diagonally ahead. Who
 * reaches the last row, or takes every piece of the other side, wins; somebody always can move, so there is no draw.
 *
 * Actions count a side's moves as it sees them from its own side of the board: rank by rank from its first row, in each
 * the 3 × columns − 2 steps, column by column, towards the first column, straight, towards the last column (rank ×
 * (3 × columns − 2) + 3 × column + step, step −1, 0 or 1). All are possible somewhere; a move and a capture between the
 * same squares are the same action. Columns are the same for both sides.
 */
export const breakthrough = defineGame({
  id: 'breakthrough',
  summary: 'pieces that only go ahead: reach the last row first',
  options: {
    rows: { kind: 'integer', default: 8, min: 4, max: 10, doc: 'rows of the board' },
    columns: { kind: 'integer', default: 8, min: 2, max: 10, doc: 'columns of the board' },
  },
  create({ rows, columns }) {
    // A row is a set of white's pieces, bit c for column c, and HALF higher the set of black's.
    const { at, size } = layout({ row: rows, left: 2, mover: 1, result: 1, last: 1 });
    const features = fields({
      own: { shape: [rows, columns], kind: 'flag' },
      other: { shape: [rows, columns], kind: 'flag' },
      toMove: { shape: [1], kind: 'flag' },
    });
    const full = 2 ** columns - 1;
    const steps = 3 * columns - 2;
    const actionCount = (rows - 1) * steps;
    const maxLegal = mostLegal(rows, columns);
    const rankOf = Uint8Array.from({ length: actionCount }, (_, action) => Math.floor(action / steps));
    const fromOf = Uint8Array.from({ length: actionCount }, (_, action) =>
      Math.floor(((action % steps) + 1) / 3),
    );
    const toOf = Uint8Array.from(
      { length: actionCount },
      (_, action) => fromOf[action] + ((action % steps) + 1 - 3 * fromOf[action]) - 1,
    );
    /** For every set of columns: the set of their straight steps. */
    const straight = Int32Array.from({ length: full + 1 }, (_, set) => {
      let spread = 0;
      for (let column = 0; column < columns; column++) spread |= ((set >> column) & 1) << (3 * column);
      return spread;
    });

    function legal(state: State, actions: Int32Array): number {
      const side = state[at.mover];
      if (side === TERMINAL) return 0;
      const half = side * HALF;
      const forward = 1 - 2 * side;
      let row = at.row + side * (rows - 1);
      let own = (state[row] >> half) & full;
      let count = 0;
      for (let first = 0; first < actionCount; first += steps) {
        row += forward;
        const ahead = state[row];
        const ownAhead = (ahead >> half) & full;
        if (own !== 0) {
          const back = straight[own & ~(ownAhead << 1)] >> 1;
          const on = straight[own & ~(ahead | (ahead >> HALF))];
          const up = straight[own & ~(ownAhead >> 1) & (full >> 1)] << 1;
          for (let moves = back | on | up; moves !== 0; moves &= moves - 1) {
            actions[count++] = first + 31 - Math.clz32(moves & -moves);
          }
        }
        own = ownAhead;
      }
      return count;
    }

    return {
      version: 1,
      seats: 2,
      roles: ['white', 'black'],
      actionCount,
      maxLegal,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      // Both planes from the seat's own side: row 0 is where its pieces begin, and forward is up.
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      // Every piece may come as far as the last row but one, and then one of them wins.
      maxTurns: 2 * columns * (2 * rows - 5) + 1,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'perfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        state[at.row] = state[at.row + 1] = full;
        state[at.row + rows - 2] = state[at.row + rows - 1] = full << HALF;
        state[at.left] = state[at.left + 1] = 2 * columns;
      },
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal,
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        const side = state[at.mover];
        const half = side * HALF;
        const rank = rankOf[action];
        const row = at.row + rank + side * (rows - 1 - 2 * rank);
        const ahead = row + 1 - 2 * side;
        const target = state[ahead];
        const taken = (target >> (toOf[action] + HALF - half)) & 1;
        state[row] ^= 1 << (fromOf[action] + half);
        state[ahead] = (target ^ (taken << (toOf[action] + HALF - half))) | (1 << (toOf[action] + half));
        const left = (state[at.left + 1 - side] -= taken);
        state[at.last] = 1 + 2 * action + taken;
        if (rank === rows - 2 || left === 0) {
          state[at.mover] = TERMINAL;
          state[at.result] = 1 - 2 * side;
        } else {
          state[at.mover] = 1 - side;
        }
      },
      returns(state, out) {
        const result = state[at.result];
        out[0] = result;
        out[1] = 0 - result;
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        const half = seat * HALF;
        const forward = 1 - 2 * seat;
        let row = at.row + seat * (rows - 1);
        for (let from = 0; from < rows * columns; from += columns) {
          const pieces = state[row];
          for (let own = (pieces >> half) & full; own !== 0; own &= own - 1) {
            out[features.at.own + from + 31 - Math.clz32(own & -own)] = 1;
          }
          for (let other = (pieces >> (HALF - half)) & full; other !== 0; other &= other - 1) {
            out[features.at.other + from + 31 - Math.clz32(other & -other)] = 1;
          }
          row += forward;
        }
        if (state[at.mover] === seat) out[features.at.toMove] = 1;
      },
      text: breakthroughText({ rows, columns, at, rankOf, fromOf, toOf, legal, maxLegal }),
    };
  },
});
