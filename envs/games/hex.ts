import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { OptionError } from '../core/errors.ts';
import { hexBoard } from './hex-board.ts';
import { hexText } from './hex-text.ts';

/**
 * Hex (P. Hein, 1942; J. Nash, 1948): x and o in turn put a stone on a free cell; x, who begins, wins by a chain of
 * neighbouring stones from the top to the bottom, o by one from the left to the right. A full board has exactly one
 * such chain, so nobody draws. Cell c is in row floor(c / columns); its neighbours are left and right, above and above
 * to the right, below and below to the left.
 * With `swap`, o may answer the first stone by action rows × columns: the stone becomes o's, mirrored at the long
 * diagonal, so that it is worth to o what it was to x. That takes as many rows as columns.
 */
export const hex = defineGame({
  id: 'hex',
  summary: 'join your two edges of the board; no draws',
  options: {
    rows: { kind: 'integer', default: 11, min: 1, max: 19, doc: 'rows between top and bottom' },
    columns: {
      kind: 'integer',
      default: ({ rows }) => Number(rows),
      min: 1,
      max: 19,
      doc: 'columns between left and right; left out, as many as rows',
    },
    swap: { kind: 'boolean', default: false, doc: 'whether o may take over the first stone' },
  },
  create({ rows, columns, swap }) {
    if (swap && rows !== columns) {
      throw new OptionError(
        `hex: a stone on ${rows} × ${columns} cells has no mirror image to swap; give as many rows as columns, or swap=false.`,
      );
    }
    const cells = rows * columns;
    const words = Math.ceil(cells / 32);
    const swapping = swap ? cells : -1;
    const board = hexBoard(rows, columns);
    const { at, size } = layout({
      links: board.size,
      stones: 2 * words, // a set of cells per seat, bit c & 31 of word c >> 5
      turn: 1,
      end: 1, // 1 + winner, 0 before the end
    });
    /** All cells, as a set. */
    const all = Int32Array.from({ length: words }, (_, word) =>
      cells - 32 * word >= 32 ? -1 : (1 << (cells - 32 * word)) - 1,
    );
    const features = fields({
      seat: { shape: [2], kind: 'one-hot' },
      own: { shape: [rows, columns], kind: 'flag' },
      other: { shape: [rows, columns], kind: 'flag' },
      toMove: { shape: [1], kind: 'flag' },
    });

    return {
      version: 1,
      seats: 2,
      roles: ['x', 'o'],
      actionCount: swap ? cells + 1 : cells,
      maxLegal: cells,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: swap && cells > 1 ? cells + 1 : cells,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'perfect',
      pays: 'at-end',

      start(state) {
        board.clear(state);
        for (let i = at.stones; i < size; i++) state[i] = 0;
      },
      mover: (state) => (state[at.end] !== 0 ? TERMINAL : state[at.turn] & 1),
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.end] !== 0) return 0;
        let count = 0;
        for (let word = 0; word < words; word++) {
          const taken = state[at.stones + word] | state[at.stones + words + word];
          for (let free = ~taken & all[word]; free !== 0; free &= free - 1) {
            actions[count++] = 32 * word + 31 - Math.clz32(free & -free);
          }
        }
        if (swap && state[at.turn] === 1) actions[count++] = swapping;
        return count;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        const seat = state[at.turn] & 1;
        let cell = action;
        if (action === swapping) {
          for (let word = 0; word < words; word++) {
            const first = state[at.stones + word];
            if (first !== 0) cell = 32 * word + 31 - Math.clz32(first);
            state[at.stones + word] = 0;
          }
          cell = (cell % columns) * columns + ((cell / columns) | 0);
          board.clear(state);
        }
        state[at.stones + seat * words + (cell >> 5)] |= 1 << (cell & 31);
        state[at.turn]++;
        if (board.place(state, seat, cell)) state[at.end] = 1 + seat;
      },
      returns(state, out) {
        const end = state[at.end];
        const result = end === 0 ? 0 : 3 - 2 * end;
        out[0] = result;
        out[1] = 0 - result;
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        for (let word = 0; word < words; word++) {
          const first = 32 * word + 31;
          for (let own = state[at.stones + seat * words + word]; own !== 0; own &= own - 1) {
            out[features.at.own + first - Math.clz32(own & -own)] = 1;
          }
          for (let other = state[at.stones + (1 - seat) * words + word]; other !== 0; other &= other - 1) {
            out[features.at.other + first - Math.clz32(other & -other)] = 1;
          }
        }
        if (state[at.end] === 0 && (state[at.turn] & 1) === seat) out[features.at.toMove] = 1;
      },
      text: hexText({ rows, columns, swap, words, at }),
    };
  },
});
