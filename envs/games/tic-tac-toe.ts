import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { type Game, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { ticTacToeText } from './tic-tac-toe-text.ts';

const FULL = 0b111_111_111;
const ROWS_OF_THREE = [0o700, 0o070, 0o007, 0o444, 0o222, 0o111, 0o421, 0o124];

/** For every set of cells: 1 where it holds three in a row. */
export const WINS = Uint8Array.from({ length: FULL + 1 }, (_, cells) =>
  ROWS_OF_THREE.some((row) => (cells & row) === row) ? 1 : 0,
);

// A set of cells per side, bit c for cell c.
const { at, size } = layout({ side: 2, turn: 1, end: 1 });

/** Tic-tac-toe: x begins; cells 0 … 8 row by row; three in a row win, a full board is a draw. */
export const ticTacToe = defineGame({
  id: 'tic_tac_toe',
  summary: 'three in a row on a board of nine',
  options: {},
  create() {
    const features = fields({
      own: { shape: [3, 3], kind: 'flag' },
      other: { shape: [3, 3], kind: 'flag' },
      toMove: { shape: [1], kind: 'flag' },
    });

    return {
      version: 1,
      seats: 2,
      roles: ['x', 'o'],
      actionCount: 9,
      maxLegal: 9,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: 9,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'perfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
      },
      mover: (state) => (state[at.end] === 1 ? TERMINAL : state[at.turn] & 1),
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.end] === 1) return 0;
        const taken = state[at.side] | state[at.side + 1];
        let count = 0;
        for (let free = ~taken & FULL; free !== 0; free &= free - 1) {
          actions[count++] = 31 - Math.clz32(free & -free);
        }
        return count;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        const turn = state[at.turn];
        const cells = state[at.side + (turn & 1)] | (1 << action);
        state[at.side + (turn & 1)] = cells;
        state[at.turn] = turn + 1;
        if (WINS[cells] === 1 || turn === 8) state[at.end] = 1;
      },
      returns(state, out) {
        const result = WINS[state[at.side]] - WINS[state[at.side + 1]];
        out[0] = result;
        out[1] = 0 - result;
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        for (let own = state[at.side + seat]; own !== 0; own &= own - 1) {
          out[features.at.own + 31 - Math.clz32(own & -own)] = 1;
        }
        for (let other = state[at.side + 1 - seat]; other !== 0; other &= other - 1) {
          out[features.at.other + 31 - Math.clz32(other & -other)] = 1;
        }
        if ((state[at.turn] & 1) === seat && state[at.end] === 0) out[features.at.toMove] = 1;
      },
      text: ticTacToeText({ at }),
    };
  },
});

/** The same game in the words of TextArena: o begins, and cells are called 0 to 8. */
export function asInTextArena(game: Game): Game {
  return { ...game, roles: ['o', 'x'], text: ticTacToeText({ at, names: { marks: ['o', 'x'], first: 0 } }) };
}
