import type { State } from '../../core/game.ts';
import type { HoldemTable } from './holdem-table.ts';

/** What a hand is worth with the board; higher is better, equal strengths share. */
export type Strength = (state: State, seat: number) => number;

/** More chips than there are. */
const MANY = 2 ** 30;

/**
 * Who wins what. The pot comes apart into layers: one up to each amount at which somebody's chips ended, contested by
 * those who paid as much. A layer that nobody else can win goes back to whoever paid it. Antes that differ lie in the
 * first pot, and nobody need match them. A chip that cannot be shared goes to the first winner left of the button.
 */
export function holdemPots(table: HoldemTable, strength: Strength) {
  const { at, players, stacks, button, dead } = table;
  const antes = dead.reduce((sum, ante) => sum + ante, 0);
  /** Chips of each seat that others match: those of them that it has no more are its bets. */
  const matchable = stacks.map((stack, seat) => stack - dead[seat]);
  const strengths = new Int32Array(players);
  const fromLeft = Int32Array.from({ length: players }, (_, step) => (button + 1 + step) % players);

  /** Writes what each seat has won less what it has paid. */
  function settle(state: State, out: Float64Array): void {
    const live = state[at.live];
    for (let seat = 0; seat < players; seat++) out[seat] = state[at.stack + seat] - stacks[seat];
    if (state[at.lives] === 1) {
      out[31 - Math.clz32(live)] += state[at.pot];
      return;
    }
    let highest = 0;
    for (let seat = 0; seat < players; seat++) {
      if (((live >> seat) & 1) === 0) continue;
      strengths[seat] = strength(state, seat);
      const paid = matchable[seat] - state[at.stack + seat];
      if (paid > highest) highest = paid;
    }
    // Below 0 lie the antes that differ: who has put in nothing else can win them.
    let below = antes > 0 ? -1 : 0;
    for (;;) {
      let top = MANY;
      for (let seat = 0; seat < players; seat++) {
        const paid = matchable[seat] - state[at.stack + seat];
        if ((live >> seat) & 1 && paid > below && paid < top) top = paid;
      }
      if (top === MANY) return;
      // Who folds may have posted more than those pay who are in, all of them short: what it leaves is in the last pot.
      const most = top === highest ? MANY : top;
      let chips = below < 0 ? antes : 0;
      const from = below < 0 ? 0 : below;
      let best = -1;
      let winners = 0;
      for (let seat = 0; seat < players; seat++) {
        const paid = matchable[seat] - state[at.stack + seat];
        if (paid > from) chips += (paid < most ? paid : most) - from;
        if (((live >> seat) & 1) === 0 || paid < top) continue;
        if (strengths[seat] > best) {
          best = strengths[seat];
          winners = 0;
        }
        if (strengths[seat] === best) winners |= 1 << seat;
      }
      share(chips, winners, out);
      below = top;
    }
  }

  function share(chips: number, winners: number, out: Float64Array): void {
    if ((winners & (winners - 1)) === 0) {
      out[31 - Math.clz32(winners)] += chips;
      return;
    }
    let shares = 0;
    for (let seat = 0; seat < players; seat++) shares += (winners >> seat) & 1;
    const each = (chips / shares) | 0;
    let odd = chips - each * shares;
    for (let step = 0; step < players; step++) {
      const seat = fromLeft[step];
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
