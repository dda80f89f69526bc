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
export function holdemSidePots({ at, players, stacks }: HoldemTable) {
  const everybody = Array.from({ length: players }, (_, seat) => seat);

  /** What a seat has paid that nobody else has: it goes back at the end. */
  function unmatched(state: State, seat: number): number {
    const paid = (other: number): number => stacks[other] - state[at.stack + other];
    const most = Math.max(...everybody.filter((other) => other !== seat).map(paid));
    return Math.max(0, paid(seat) - most);
  }

  /** Main pot first; without what is {@link unmatched}, once nobody can match it any more. */
  function pots(state: State, over: boolean): Pot[] {
    const isIn = (seat: number): boolean => ((state[at.live] >> seat) & 1) === 1;
    const back = (seat: number): number => (over ? unmatched(state, seat) : 0);
    const paid = everybody.map((seat) => stacks[seat] - state[at.stack + seat] - back(seat));
    const isAllIn = (seat: number): boolean => state[at.stack + seat] === 0;
    const levels = new Set(everybody.filter((seat) => isIn(seat) && isAllIn(seat)).map((seat) => paid[seat]));
    const found: Pot[] = [];
    let below = 0;
    for (const top of [...[...levels].sort((a, b) => a - b), Infinity]) {
      const chips = paid.reduce((sum, one) => sum + Math.max(0, Math.min(one, top) - below), 0);
      const seats = everybody.filter(
        (seat) => isIn(seat) && (paid[seat] >= Math.min(top, below + 1) || !isAllIn(seat)),
      );
      if (chips > 0) found.push({ chips, seats });
      below = top;
    }
    return found;
  }

  return { pots, unmatched };
}
