import { type State, TERMINAL } from '../core/game.ts';
import type { Random } from '../core/random.ts';
import { type DarkTable, logCell, logPlaced, logSeat } from './dark-board-state.ts';

interface DarkRules {
  start(state: State): void;
  mover(state: State): number;
  apply(state: State, cell: number): void;
}

/** What a seat knows for certain, as it bears on the other's tries. */
interface Known {
  readonly cells: number;
  readonly seat: number;
  /** Own tries in order: the cell, and whether it was free. */
  readonly own: readonly { readonly cell: number; readonly placed: boolean }[];
  /** Cells that the seat has not tried. */
  readonly open: readonly number[];
  /** The other's tries (where the seat can tell), and stones. */
  readonly tries: number;
  readonly stones: number;
  /** The other is trying now, maybe not for the first time in this turn. */
  readonly trying: boolean;
  /** The other's refused tries by turn, where the seat is told. */
  readonly refused?: readonly number[];
}

/** Draws the other's tries in order, by the posterior but for wins that would have ended the game before. */
type Proposal = (random: Random) => number[];

/**
 * Draws the other's tries by their exact posterior: all that fit, weighted by uniform choices among its legal cells.
 * Where the stones fit, a table over the turns counts what fits, so that proposals take time that is polynomial in the
 * size of the board; those in which the other would have won too early are drawn again.
 */
export function darkResample(
  { cells, version, told, at }: DarkTable,
  { start, mover, apply }: DarkRules,
): (state: State, seat: number, random: Random, out: State) => void {
  function knowledge(state: State, seat: number): Known {
    const own: Known['own'][number][] = [];
    const untried = new Uint8Array(cells).fill(1);
    const refused = [0];
    for (let turn = 0; turn < state[at.count]; turn++) {
      const entry = state[at.log + turn];
      const placed = logPlaced(entry) === 1;
      if (logSeat(entry) === seat) {
        own.push({ cell: logCell(entry), placed });
        untried[logCell(entry)] = 0;
      } else if (placed) refused.push(0);
      else refused[refused.length - 1]++;
    }
    const open: number[] = [];
    for (let cell = 0; cell < cells; cell++) if (untried[cell] === 1) open.push(cell);
    return {
      cells,
      seat,
      own,
      open,
      tries: state[at.count] - own.length,
      stones: refused.length - 1,
      trying: mover(state) === 1 - seat,
      ...(told === 'number' && { refused }),
    };
  }

  return (state, seat, random, out) => {
    const known = knowledge(state, seat);
    const propose = version === 'abrupt' ? abruptProposal(known) : classicalProposal(known);
    for (;;) {
      const hidden = propose(random);
      let [own, other] = [0, 0];
      start(out);
      for (let next = mover(out); next !== TERMINAL; next = mover(out)) {
        if (next === seat ? own === known.own.length : other === hidden.length) break;
        apply(out, next === seat ? known.own[own++].cell : hidden[other++]);
      }
      if (own === known.own.length && other === hidden.length && out[at.end] === state[at.end]) return;
    }
  };
}

/**
 * Seats try in turn, so the other's try τ = 1, 2, … comes after the seat's own τ − seat, and every sequence of
 * distinct cells that fits is equally likely. A cell that was refused must be among the tries before, a cell that got an
 * own stone may only be among those after, a cell not tried yet may be anywhere. `ways[τ][later]` counts how the first τ
 * tries can be filled where so many of the refused cells come later: taken from the last try backwards, each may have
 * any refused cell that is due and not yet placed; taken from the first forwards, each may have any other cell that
 * is possible by then and not yet used.
 */
function abruptProposal({ seat, own, open, tries }: Known): Proposal {
  // By turn: refused cells that are due at this try or a later one, and other cells that are possible by then.
  const due = new Int32Array(tries + 2);
  const free = new Int32Array(tries + 2).fill(open.length);
  for (let turn = tries; turn >= 0; turn--) due[turn] = due[turn + 1] + (refusedBefore(turn) ? 1 : 0);
  for (let turn = 1; turn <= tries; turn++) free[turn] = free[turn - 1] + (placedBefore(turn) ? 1 : 0);
  const all = due[0];
  const width = all + 2;
  const ways = new Float64Array((tries + 1) * width);
  ways[all] = 1;
  for (let turn = 1; turn <= tries; turn++) {
    for (let later = 0; later <= all; later++) {
      ways[turn * width + later] = refusedWays(turn, later) + otherWays(turn, later);
    }
  }

  /** Whether the cell of the own try that follows the other's `turn` was refused. */
  function refusedBefore(turn: number): boolean {
    return turn >= seat && turn - seat < own.length && !own[turn - seat].placed;
  }
  /** Whether the own try that comes before the other's `turn`, and not before the one earlier, placed a stone. */
  function placedBefore(turn: number): boolean {
    return turn > seat && own[turn - 1 - seat].placed;
  }
  function refusedWays(turn: number, later: number): number {
    return Math.max(due[turn] - later, 0) * ways[(turn - 1) * width + later + 1];
  }
  function otherWays(turn: number, later: number): number {
    return (free[turn] - (turn - 1 - all + later)) * ways[(turn - 1) * width + later];
  }

  return (random) => {
    const hidden = new Array<number>(tries).fill(-1);
    const pending: number[] = [];
    let later = 0;
    for (let turn = tries; turn > 0; turn--) {
      if (refusedBefore(turn)) pending.push(own[turn - seat].cell);
      const some = refusedWays(turn, later);
      if (random.unit() * (some + otherWays(turn, later)) >= some) continue;
      hidden[turn - 1] = take(pending, random);
      later++;
    }
    const pool = open.slice();
    for (let turn = 1; turn <= tries; turn++) {
      if (placedBefore(turn)) pool.push(own[turn - 1 - seat].cell);
      if (hidden[turn - 1] < 0) hidden[turn - 1] = take(pool, random);
    }
    return hidden;
  };
}

/**
 * In every turn the other is refused some own stones and then places one. Where it placed them and what it was refused are
 * independent: the chance of a sequence depends on its length alone. A stone that the seat has run into is in a turn before,
 * each in any that is left if they are taken as they were found. `mass[turn][refused]` is the probability of all that can
 * follow after so many refused tries.
 */
function classicalProposal({ cells, seat, own, open, stones, trying, refused }: Known): Proposal {
  const placed = own.filter((entry) => entry.placed).map(({ cell }) => cell);
  const turns = trying ? stones + 1 : stones;
  const width = placed.length + 2;
  const mass = new Float64Array((turns + 2) * width).fill(1);
  const again = (turn: number, past: number): number =>
    (Math.max(turn - seat - past, 0) * mass[turn * width + past + 1]) / (cells - turn + 1 - past);
  const on = (turn: number, past: number): number =>
    turn > stones ? 1 : mass[(turn + 1) * width + past] / (cells - turn + 1 - past);
  for (let turn = turns; turn > 0; turn--) {
    for (let past = placed.length; past >= 0; past--) {
      mass[turn * width + past] = again(turn, past) + on(turn, past);
    }
  }

  return (random) => {
    const stonesAt = new Array<number>(stones).fill(-1);
    let before = 0;
    for (const { cell, placed: free } of own) {
      if (free) before++;
      else stonesAt[emptySlot(stonesAt, before + seat, random)] = cell;
    }
    const pool = open.slice();
    const tried: number[] = [];
    const hidden: number[] = [];
    for (let turn = 1; turn <= turns; turn++) {
      const left = placed.slice(0, turn - seat).filter((cell) => !tried.includes(cell));
      for (let times = 0; ; times++) {
        const goesOn = again(turn, tried.length);
        const stays =
          refused === undefined
            ? random.unit() * (goesOn + on(turn, tried.length)) < goesOn
            : times < refused[turn - 1];
        if (!stays) break;
        tried.push(take(left, random));
        hidden.push(tried[tried.length - 1]);
      }
      if (turn <= stones) hidden.push(stonesAt[turn - 1] < 0 ? take(pool, random) : stonesAt[turn - 1]);
    }
    return hidden;
  };
}

/** One of the first `count` slots that are −1, each equally likely. */
function emptySlot(slots: readonly number[], count: number, random: Random): number {
  const empty = Array.from({ length: count }, (_, slot) => slot).filter((slot) => slots[slot] < 0);
  return empty[random.below(empty.length)];
}

/** Takes one out, each equally likely. */
function take(pool: number[], random: Random): number {
  const at = random.below(pool.length);
  const taken = pool[at];
  pool[at] = pool[pool.length - 1];
  pool.pop();
  return taken;
}
