import { SPY } from '@parlor/envs';
import type { SpyFacts } from './spy-facts.ts';

/** The role of whoever is not told it. */
export const UNKNOWN = -1;

/**
 * What a player knows when it is to give a clue: what rules for clues read. A policy takes it from an observation; a
 * voter imagines it, for every player, role and scene that it thinks possible.
 */
export class ClueView {
  seat = 0;
  /** CIVILIAN, SPY, JUDGE or {@link UNKNOWN}. */
  role = UNKNOWN;
  /** Whether it sees a scene, which is then in `columns`: [attributes]. */
  sees = false;
  readonly columns: Int32Array;
  /** The clue in each slot, −1 for none; those before `end` are heard: [slots]. */
  clues: Int32Array;
  end = 0;
  /** Whether each clue is among those heard: [clueCount]. */
  readonly said: Uint8Array;
  /** After which poll each player left; `votes` for whoever is in: [players]. */
  left: Int32Array;
  /** Whether a player who left was a spy: [players]. */
  exposed: Uint8Array;
  /** Changes with what is heard, so that beliefs that rest on it alone are formed once. */
  moment = 0;

  constructor({ columns, slots, clueCount, players }: SpyFacts) {
    this.columns = new Int32Array(columns.length);
    this.clues = new Int32Array(slots).fill(-1);
    this.said = new Uint8Array(clueCount);
    this.left = new Int32Array(players);
    this.exposed = new Uint8Array(players);
  }
}

/** Whether a clue is true of what the seat sees. */
export function isTrue({ columns, attributeOf, placeOf }: SpyFacts, view: ClueView, clue: number): boolean {
  const attribute = attributeOf[clue];
  return view.sees && columns[attribute].holds(view.columns[attribute], placeOf[clue]);
}

/** Whether the rules hold the seat to the truth. */
function honest({ lies }: SpyFacts, view: ClueView): boolean {
  return view.sees && (lies === 'none' || (lies === 'spies' && view.role !== SPY));
}

/** Writes the legal clues, ascending, as the game has them; returns how many. */
export function legalClues(facts: SpyFacts, view: ClueView, out: Int32Array): number {
  const { clueCount, repeats } = facts;
  const truthful = honest(facts, view);
  let count = 0;
  for (let clue = 0; clue < clueCount; clue++) {
    if (!repeats && view.said[clue] === 1) continue;
    if (!truthful || isTrue(facts, view, clue)) out[count++] = clue;
  }
  if (count > 0) return count;
  for (let clue = 0; clue < clueCount; clue++)
    if (!truthful || isTrue(facts, view, clue)) out[count++] = clue; // all was said, and may be said again
  return count;
}

/** How a player chooses a clue: what rules play by, and what a voter may take others to play by. */
export interface ClueRule {
  readonly name: string;
  /**
   * Writes the probability of each legal clue; they add up to 1.
   * @param legal the legal clues: [count]
   * @param out in the same order: [count]
   */
  weigh(view: ClueView, legal: Int32Array, count: number, out: Float64Array): void;
}
