import { fields } from '../core/field.ts';
import { type Game, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import type { OptionsOf } from '../core/options.ts';
import { darkResample } from './dark-board-resample.ts';
import {
  type darkOptions,
  type DarkTable,
  DRAW,
  logCell,
  logEntry,
  logPlaced,
  logSeat,
} from './dark-board-state.ts';
import { type BoardWords, darkText } from './dark-board-text.ts';

/** A board for two seats, x and o, who claim cells in turn. Its part of the state comes first. */
export interface Board {
  /** Rows and columns. */
  readonly shape: readonly [number, number];
  /** Words of its part of the state. */
  readonly size: number;
  clear(state: State): void;
  taken(state: State, cell: number): boolean;
  /** Whether a stone of this seat on this free cell would win. */
  wins(state: State, seat: number, cell: number): boolean;
  /** Puts a stone of this seat on a free cell and answers whether it wins. */
  place(state: State, seat: number, cell: number): boolean;
}

/** How a try went: the cell was taken, it now has the mover's stone, or so it has and the game is over. */
const REFUSED = 0;
const PLACED = 1;
const LAST = 2;

/**
 * A board on which neither seat sees the other's stones. A seat tries a cell that it does not know to be taken. A free
 * one gets its stone, and the turn passes; of a taken one it learns that the other has it, and tries again (classical)
 * or loses the turn (abrupt).
 *
 * A seat's information state is the sequence of its own tries with what came of them, and with `told=number` the other's
 * tries in between, without cell or outcome. With `told=nothing` the other's tries are not seen at all; that the turn
 * has come tells of them what the rules tell: in the abrupt version their number (so that `told=number` adds nothing to a
 * decision), in the classical one the number of stones. Both seats see how the game ends, and nothing else of each other.
 */
export function darkBoard(
  board: Board,
  options: OptionsOf<typeof darkOptions>,
  words: BoardWords,
): Omit<Game, 'id' | 'spec'> {
  const [rows, columns] = board.shape;
  const cells = rows * columns;
  const width = Math.ceil(cells / 32); // words of a set of cells
  const abrupt = options.version === 'abrupt';
  const counted = options.told === 'number';
  // Every seat tries a cell once, and the last stone of a full board cannot have been refused to the other.
  const most = 2 * cells - 1;
  const { at, size } = layout({
    board: board.size,
    known: 2 * width, // cells that a seat knows to be taken: bit c & 31 of word c >> 5
    seat: 1, // to move
    end: 1,
    placed: 1, // stones of both
    count: 1, // tries of both
    log: most, // them
  });
  const shared = {
    seat: { shape: [2], kind: 'one-hot' },
    own: { shape: [rows, columns], kind: 'flag' },
    other: { shape: [rows, columns], kind: 'flag' }, // stones that the seat has run into
    tries: { shape: [cells, cells], kind: 'one-hot' }, // own tries in order
    toMove: { shape: [1], kind: 'flag' },
  } as const;
  // The other's tries before each own try, since the one before.
  const others = { shape: [cells], kind: 'count', high: cells } as const;
  const bare = fields(shared);
  const features = counted ? fields({ ...shared, others }) : bare;
  const othersAt = bare.size;
  /** All cells, as a set. */
  const all = Int32Array.from({ length: width }, (_, word) =>
    cells - 32 * word >= 32 ? -1 : (1 << (cells - 32 * word)) - 1,
  );
  const table: DarkTable = { ...options, cells, at };

  function start(state: State): void {
    board.clear(state);
    for (let i = at.known; i < size; i++) state[i] = 0;
  }

  function mover(state: State): number {
    return state[at.end] !== 0 ? TERMINAL : state[at.seat];
  }

  function apply(state: State, cell: number): void {
    const seat = state[at.seat];
    const placed = board.taken(state, cell) ? 0 : 1;
    state[at.known + seat * width + (cell >> 5)] |= 1 << (cell & 31);
    state[at.log + state[at.count]++] = logEntry(seat, cell, placed);
    if (placed === 1) {
      state[at.placed]++;
      if (board.place(state, seat, cell)) state[at.end] = 1 + seat;
      else if (state[at.placed] === cells) state[at.end] = DRAW;
      state[at.seat] = 1 - seat;
    } else if (abrupt) state[at.seat] = 1 - seat;
  }

  return {
    version: 1,
    seats: 2,
    roles: ['x', 'o'],
    actionCount: cells,
    maxLegal: cells,
    chanceCount: 0,
    chanceKind: 'none',
    stateSize: size,
    observation: features.list,
    observationSize: features.size,
    recall: 'perfect',
    maxTurns: most,
    payoff: 'zero-sum',
    payoffRange: [-1, 1],
    information: 'imperfect',
    pays: 'at-end',

    start,
    mover,
    role: (_state, seat) => seat,
    legal(state, actions) {
      if (state[at.end] !== 0) return 0;
      const known = at.known + state[at.seat] * width;
      let count = 0;
      for (let word = 0; word < width; word++) {
        for (let open = ~state[known + word] & all[word]; open !== 0; open &= open - 1) {
          actions[count++] = 32 * word + 31 - Math.clz32(open & -open);
        }
      }
      return count;
    },
    chance: () => 0,
    draw: () => 0,
    apply,
    returns(state, out) {
      const end = state[at.end];
      const result = end === 1 ? 1 : end === 2 ? -1 : 0;
      out[0] = result;
      out[1] = 0 - result;
    },
    witness(state, action, seat) {
      const actor = state[at.seat];
      const taken = board.taken(state, action);
      const won = !taken && board.wins(state, actor, action);
      const over = won || (!taken && state[at.placed] === cells - 1);
      if (seat === actor) return 4 + 3 * action + (taken ? REFUSED : over ? LAST : PLACED);
      return over ? (won ? 2 : 3) : counted ? 1 : 0;
    },
    observe(state, seat, out) {
      out[features.at.seat + seat] = 1;
      const count = state[at.count];
      let own = 0;
      for (let turn = 0; turn < count; turn++) {
        const entry = state[at.log + turn];
        if (logSeat(entry) === seat) {
          const cell = logCell(entry);
          out[(logPlaced(entry) === 1 ? features.at.own : features.at.other) + cell] = 1;
          out[features.at.tries + own * cells + cell] = 1;
          own++;
        } else if (counted) out[othersAt + own]++;
      }
      if (state[at.end] === 0 && state[at.seat] === seat) out[features.at.toMove] = 1;
    },
    resample: darkResample(table, { start, mover, apply }),
    text: darkText(words, table, board),
  };
}
