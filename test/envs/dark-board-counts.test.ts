import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Game, loadGame, type State, TERMINAL } from '@parlor/envs';

/**
 * Terminal histories, and information states of both seats' decisions, as the public benchmark nashbench lists them for
 * OpenSpiel's phantom_ttt and dark_hex, classical and abrupt, with nothing revealed.
 */
const PUBLISHED = [
  { spec: 'phantom_tic_tac_toe', terminals: 9_829_101_024, infosets: 5_990_669 },
  { spec: 'phantom_tic_tac_toe(version=abrupt)', terminals: 13_578_403_440, infosets: 23_310_269 },
  { spec: 'dark_hex', terminals: 9_469_697_760, infosets: 6_072_917 },
  { spec: 'dark_hex(version=abrupt)', terminals: 14_663_760_672, infosets: 27_325_277 },
] as const;

const CELLS = 9;

/**
 * The positions of a game on nine cells, as a graph: histories that agree in who has which cell, who knows it, and who is
 * to move go on alike. All is asked of the game itself.
 */
class Positions {
  readonly movers: number[] = [];
  /** Position after an action, from `CELLS` × position on; −1 where it is not legal. */
  readonly next: number[] = [];
  /** What the mover witnesses of it, and what the other does. */
  readonly own: number[] = [];
  readonly other: number[] = [];

  constructor(game: Game) {
    const ids = new Int32Array(4 * 5 ** CELLS); // 1 + the position's number
    const legal = Array.from({ length: game.maxTurns }, () => new Int32Array(CELLS));
    const states = Array.from({ length: game.maxTurns + 1 }, () => new Int32Array(game.stateSize));
    // Of each cell: 0 free; x's, unknown or known to o: 1 or 2; o's, unknown or known to x: 3 or 4.
    const cells = new Uint8Array(CELLS);
    const walk = (depth: number, content: number): number => {
      const state: State = states[depth];
      const mover = game.mover(state);
      const key = 4 * content + mover + 2;
      if (ids[key] > 0) return ids[key] - 1;
      const id = this.movers.push(mover) - 1;
      ids[key] = id + 1;
      for (let cell = 0; cell < CELLS; cell++) {
        this.next.push(-1);
        this.own.push(0);
        this.other.push(0);
      }
      const count = mover === TERMINAL ? 0 : game.legal(state, legal[depth]);
      for (let at = 0; at < count; at++) {
        const cell = legal[depth][at];
        const before = cells[cell];
        states[depth + 1].set(state);
        game.apply(states[depth + 1], cell);
        cells[cell] = before === 0 ? 1 + 2 * mover : before + 1;
        this.own[CELLS * id + cell] = game.witness(state, cell, mover);
        this.other[CELLS * id + cell] = game.witness(state, cell, 1 - mover);
        this.next[CELLS * id + cell] = walk(depth + 1, content + (cells[cell] - before) * 5 ** cell);
        cells[cell] = before;
      }
      return id;
    };
    game.start(states[0]);
    walk(0, 0);
  }

  terminals(): number {
    const counts = new Float64Array(this.movers.length).fill(-1);
    const count = (id: number): number => {
      if (this.movers[id] === TERMINAL) return 1;
      if (counts[id] >= 0) return counts[id];
      let sum = 0;
      for (let at = CELLS * id; at < CELLS * (id + 1); at++)
        if (this.next[at] >= 0) sum += count(this.next[at]);
      counts[id] = sum;
      return sum;
    };
    return count(0);
  }

  /** Information states of a seat's decisions: sequences of what it witnesses, each with the positions it may be in. */
  informationStates(seat: number): number {
    const marks = new Int32Array(this.movers.length);
    let round = 0;
    /** Positions in which the seat decides next, after whatever the other does unseen. */
    const decisions = (from: readonly number[]): number[] => {
      const found: number[] = [];
      const todo = from.slice();
      round++;
      for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
        if (marks[id] === round || this.movers[id] === TERMINAL) continue;
        marks[id] = round;
        if (this.movers[id] === seat) found.push(id);
        else {
          for (let at = CELLS * id; at < CELLS * (id + 1); at++) {
            if (this.next[at] >= 0 && this.other[at] === 0) todo.push(this.next[at]);
          }
        }
      }
      return found.sort((a, b) => a - b);
    };
    const counts = new Map<string, number>();
    const count = (positions: readonly number[]): number => {
      if (positions.length === 0) return 0;
      const name = positions.join();
      const known = counts.get(name);
      if (known !== undefined) return known;
      let sum = 1;
      for (let cell = 0; cell < CELLS; cell++) {
        const after = new Map<number, number[]>();
        for (const id of positions) {
          const at = CELLS * id + cell;
          if (this.next[at] < 0) continue;
          const same = after.get(this.own[at]);
          if (same) same.push(this.next[at]);
          else after.set(this.own[at], [this.next[at]]);
        }
        for (const same of after.values()) sum += count(decisions(same));
      }
      counts.set(name, sum);
      return sum;
    };
    return count(decisions([0]));
  }
}

describe('boards of nine cells in the dark have the published sizes', () => {
  for (const { spec, terminals, infosets } of PUBLISHED) {
    test(spec, () => {
      const positions = new Positions(loadGame(spec));
      assert.equal(positions.terminals(), terminals);
      assert.equal(positions.informationStates(0) + positions.informationStates(1), infosets);
    });
  }
});
