import type { State } from '../../core/game.ts';
import type { HoldemTable } from './holdem-table.ts';

/** A pot, and the seats that are in for it. */
export interface Pot {
  readonly chips: number;
  /** Ascending. */
  readonly seats: readonly number[];
}

/**
 * The pots as they lie on the table: one up to each amount with which somebody is all-in, and the rest. They are for
 * people to look at; {@link holdemPots} settles.
 */
export function holdemSidePots({ at, players, stacks, dead }: HoldemTable) {
  const everybody = Array.from({ length: players }, (_, seat) => seat);

  const isIn = (state: State, seat: number): boolean => ((state[at.live] >> seat) & 1) === 1;
  /** What a seat has paid, without antes that nobody need match. */
  const paidBy = (state: State, seat: number): number => stacks[seat] - dead[seat] - state[at.stack + seat];

  /** What a seat that is in has paid and nobody else has: it goes back at the end. */
  function unmatched(state: State, seat: number): number {
    if (!isIn(state, seat)) return 0;
    const paid = (other: number): number => paidBy(state, other);
    const most = Math.max(...everybody.filter((other) => other !== seat).map(paid));
    return Math.max(0, paid(seat) - most);
  }

  /** Main pot first; without what is {@link unmatched}, once nobody can match it any more. */
  function pots(state: State, over: boolean): Pot[] {
    const back = (seat: number): number => (over ? unmatched(state, seat) : 0);
    const paid = everybody.map((seat) => paidBy(state, seat) - back(seat));
    const isAllIn = (seat: number): boolean => state[at.stack + seat] === 0;
    const levels = new Set(
      everybody.filter((seat) => isIn(state, seat) && isAllIn(seat)).map((seat) => paid[seat]),
    );
    const found: Pot[] = [];
    let below = 0;
    // Antes that nobody need match lie in the first pot.
    let loose = dead.reduce((sum, ante) => sum + ante, 0);
    for (const top of [...[...levels].sort((a, b) => a - b), Infinity]) {
      const chips = paid.reduce((sum, one) => sum + Math.max(0, Math.min(one, top) - below), loose);
      const seats = everybody.filter(
        (seat) => isIn(state, seat) && (paid[seat] >= Math.min(top, below + 1) || !isAllIn(seat)),
      );
      const before = found[found.length - 1];
      // What somebody has posted and folded, more than those have who are in, is theirs all the same.
      if (seats.length === 0 && found.length > 0)
        found[found.length - 1] = { ...before, chips: before.chips + chips };
      else if (chips > 0) found.push({ chips, seats });
      loose = 0;
      below = top;
    }
    return found;
  }

  return { pots, unmatched };
}
