import type { State } from '../../core/game.ts';
import type { HoldemTable } from './holdem-table.ts';

/** What a hand is worth with the board; higher is better, equal strengths share. */
export type Strength = (state: State, seat: number) => number;

/**
 * Who wins what. The pot comes apart into layers: one up to each amount at which somebody's chips ended, contested by
 * those who paid as much. A layer that nobody else can win goes back to whoever paid it. A chip that cannot be shared
 * goes to the first winner left of the button.
 */
export function holdemPots(table: HoldemTable, strength: Strength) {
  const { at, players, stacks, button } = table;
  const strengths = new Int32Array(players);

  /** Writes what each seat has won less what it has paid. */
  function settle(state: State, out: Float64Array): void {
    const live = state[at.live];
    for (let seat = 0; seat < players; seat++) out[seat] = state[at.stack + seat] - stacks[seat];
    if (state[at.lives] === 1) {
      out[31 - Math.clz32(live)] += state[at.pot];
      return;
    }
    let rest = state[at.pot];
    for (let seat = 0; seat < players; seat++) {
      if ((live >> seat) & 1) strengths[seat] = strength(state, seat);
    }
    let below = 0;
    while (rest > 0) {
      // The next layer ends where the chips of somebody who is in end; the last holds what folded seats paid beyond.
      let top = Infinity;
      let most = 0;
      for (let seat = 0; seat < players; seat++) {
        const paid = stacks[seat] - state[at.stack + seat];
        if ((live >> seat) & 1 && paid > below) {
          if (paid < top) top = paid;
          if (paid > most) most = paid;
        }
      }
      let chips = 0;
      let best = -1;
      let winners = 0;
      for (let seat = 0; seat < players; seat++) {
        const paid = stacks[seat] - state[at.stack + seat];
        if (paid > below) chips += (paid < top ? paid : top) - below;
        if (((live >> seat) & 1) === 0 || paid < top) continue;
        if (strengths[seat] > best) {
          best = strengths[seat];
          winners = 0;
        }
        if (strengths[seat] === best) winners |= 1 << seat;
      }
      if (top === most) chips = rest;
      share(chips, winners, out);
      rest -= chips;
      below = top;
    }
  }

  function share(chips: number, winners: number, out: Float64Array): void {
    let shares = 0;
    for (let seat = 0; seat < players; seat++) shares += (winners >> seat) & 1;
    const each = Math.floor(chips / shares);
    let odd = chips - each * shares;
    for (let step = 1; step <= players; step++) {
      const seat = (button + step) % players;
      if (((winners >> seat) & 1) === 0) continue;
      out[seat] += each;
      if (odd > 0) {
        out[seat]++;
        odd--;
      }
    }
  }

  return settle;
}
