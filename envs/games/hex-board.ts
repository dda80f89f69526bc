import type { State } from '../core/game.ts';

/** Whose stone: 1 for seat 0, which joins top and bottom, 2 for seat 1, which joins left and right; 0 for none. */
const OWNER = 0b0011;
/** At the root of a group: whether it reaches the top or the left, and the bottom or the right. */
const NEAR_EDGE = 0b0100;
const FAR_EDGE = 0b1000;
const EDGES = NEAR_EDGE | FAR_EDGE;
/** Above these bits: a place of the same group, nearer to its root; the root has its own. */
const LINK = 4;

/** A Hex board whose links take the first `size` words of a state; cells are counted row by row from the top. */
export interface HexBoard {
  /** Rows and columns. */
  readonly shape: readonly [number, number];
  readonly size: number;
  /** Takes all stones off. */
  clear(state: State): void;
  taken(state: State, cell: number): boolean;
  /** Whether a stone of this seat on this free cell joins its edges. */
  wins(state: State, seat: number, cell: number): boolean;
  /** Puts a stone of this seat on a free cell and answers whether it joins the seat's edges. */
  place(state: State, seat: number, cell: number): boolean;
}

/**
 * Connected groups as a union-find forest with path halving (R. E. Tarjan and J. van Leeuwen, 1984), whose root knows
 * the edges that its group reaches. Around the cells lies a frame of stones, top and bottom of seat 0, left and right
 * of seat 1, so that every cell has six neighbours. Groups that meet in the frame may become one: each reaches that
 * edge anyway, so a group that reaches both edges still holds a chain of cells from one to the other.
 */
export function hexBoard(rows: number, columns: number): HexBoard {
  const width = columns + 2;
  const size = (rows + 2) * width;
  const steps = Int32Array.of(-width, 1 - width, -1, 1, width - 1, width);
  const places = Int32Array.from(
    { length: rows * columns },
    (_, cell) => width * (1 + Math.floor(cell / columns)) + 1 + (cell % columns),
  );
  const empty = Int32Array.from({ length: size }, (_, place) => {
    const row = Math.floor(place / width);
    const column = place % width;
    if (row === 0) return (place << LINK) | NEAR_EDGE | 1;
    if (row === rows + 1) return (place << LINK) | FAR_EDGE | 1;
    if (column === 0) return (place << LINK) | NEAR_EDGE | 2;
    return column === columns + 1 ? (place << LINK) | FAR_EDGE | 2 : 0;
  });

  return {
    shape: [rows, columns],
    size,
    clear(state) {
      for (let place = 0; place < size; place++) state[place] = empty[place];
    },
    taken: (state, cell) => state[places[cell]] !== 0,
    wins(state, seat, cell) {
      const owner = seat + 1;
      let edges = 0;
      for (let step = 0; step < 6; step++) {
        let place = places[cell] + steps[step];
        if ((state[place] & OWNER) !== owner) continue;
        while (state[place] >> LINK !== place) place = state[place] >> LINK;
        edges |= state[place];
      }
      return (edges & EDGES) === EDGES;
    },
    place(state, seat, cell) {
      const owner = seat + 1;
      const root = places[cell];
      let edges = 0;
      state[root] = (root << LINK) | owner;
      for (let step = 0; step < 6; step++) {
        let place = root + steps[step];
        if ((state[place] & OWNER) !== owner) continue;
        let above = state[place] >> LINK;
        while (above !== place) {
          const higher = state[above] >> LINK;
          state[place] = (state[place] & ~(-1 << LINK)) | (higher << LINK);
          place = higher;
          above = state[place] >> LINK;
        }
        edges |= state[place] & EDGES; // of the new stone itself where the group has joined it: none yet
        state[place] = (root << LINK) | owner;
      }
      state[root] |= edges;
      return edges === EDGES;
    },
  };
}
