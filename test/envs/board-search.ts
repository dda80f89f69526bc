import { type Game, type State, TERMINAL } from '@parlor/envs';

/** A number that is the same for two states exactly when what can still happen in them is: the position, not its past. */
export type PositionKey = (state: State) => number;

/** One state and one list for each depth, so that a search allocates nothing. */
function stack(game: Game, depth: number): { states: State[]; lists: Int32Array[] } {
  const states = Array.from({ length: depth + 1 }, () => new Int32Array(game.stateSize));
  game.start(states[0]);
  return { states, lists: states.map(() => new Int32Array(game.maxLegal)) };
}

/** Histories of exactly the depths 1 to `depth`. The last are counted as what is legal, and not played. */
export function historiesTo(game: Game, depth: number): number[] {
  const counts = new Array<number>(depth).fill(0);
  const { states, lists } = stack(game, depth);
  const walk = (at: number): void => {
    const count = game.legal(states[at], lists[at]);
    counts[at] += count;
    if (at + 1 === depth) return;
    for (let i = 0; i < count; i++) {
      states[at + 1].set(states[at]);
      game.apply(states[at + 1], lists[at][i]);
      walk(at + 1);
    }
  };
  walk(0);
  return counts;
}

/** How many whole games there are: histories that have come to their end. */
export function gamesOf(game: Game): number {
  const { states, lists } = stack(game, game.maxTurns);
  const walk = (at: number): number => {
    const count = game.legal(states[at], lists[at]);
    let ended = count === 0 ? 1 : 0;
    for (let i = 0; i < count; i++) {
      states[at + 1].set(states[at]);
      game.apply(states[at + 1], lists[at][i]);
      ended += walk(at + 1);
    }
    return ended;
  };
  return walk(0);
}

/** Different positions after 0, 1, … transitions, `depth` at most. */
export function positionsByDepth(game: Game, keyOf: PositionKey, depth = game.maxTurns): number[] {
  const first = new Int32Array(game.stateSize);
  const after = new Int32Array(game.stateSize);
  const list = new Int32Array(game.maxLegal);
  game.start(first);
  const counts: number[] = [];
  for (let level: State[] = [first]; level.length > 0 && counts.length <= depth;) {
    counts.push(level.length);
    if (counts.length > depth) break;
    const seen = new Set<number>();
    const next: State[] = [];
    for (const state of level) {
      const count = game.legal(state, list);
      for (let i = 0; i < count; i++) {
        after.set(state);
        game.apply(after, list[i]);
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after.slice());
      }
    }
    level = next;
  }
  return counts;
}

/** What the first seat of a zero-sum game without chance gets where both play their best: plain minimax. */
export function valueOf(game: Game, keyOf: PositionKey): number {
  const known = new Map<number, number>();
  const out = new Float64Array(2);
  const { states, lists } = stack(game, game.maxTurns);
  const walk = (at: number): number => {
    const state = states[at];
    const mover = game.mover(state);
    if (mover === TERMINAL) {
      game.returns(state, out);
      return out[0];
    }
    const key = keyOf(state);
    const before = known.get(key);
    if (before !== undefined) return before;
    const sign = mover === 0 ? 1 : -1;
    let best = -Infinity;
    const count = game.legal(state, lists[at]);
    for (let i = 0; i < count && best < game.payoffRange[1]; i++) {
      states[at + 1].set(state);
      game.apply(states[at + 1], lists[at][i]);
      best = Math.max(best, sign * walk(at + 1));
    }
    known.set(key, sign * best);
    return sign * best;
  };
  return walk(0);
}
