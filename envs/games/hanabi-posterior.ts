import type { State } from '../core/game.ts';
import type { Random } from '../core/random.ts';
import { CARD_BITS, type HanabiTable, OPEN_BIT } from './hanabi-table.ts';

/** Copies of a kind in the deck. */
const MOST_COPIES = 3;

/**
 * Deals a seat's own hand anew, by chance given all that the seat has seen: every way to lay the cards that it cannot
 * see (the deck and its hand) on the places of its hand that agrees with all hints is equally likely.
 *
 * Exact, without rejection. Kind by kind, `ways[kind][set]` counts the ways in which the kinds before it fill a set of
 * places; then, from the last kind back, the places of each kind are drawn in proportion to these counts. A set of k
 * places is filled with c cards of one kind in c (c − 1) … (c − k + 1) ways.
 */
export function hanabiPosterior({ kinds, hand, fresh, at }: HanabiTable) {
  const sets = 1 << hand;
  const ways = new Float64Array((kinds + 1) * sets);
  const unseen = new Int32Array(kinds);
  const fitting = new Int32Array(kinds); // per kind, the places where the hints leave it open
  const sizes = Int32Array.from({ length: sets }, (_, set) => set.toString(2).replaceAll('0', '').length);
  /** Ways to lay `count` cards of one kind on a set of places: [count, set]. */
  const arrangements = Float64Array.from({ length: (MOST_COPIES + 1) * sets }, (_, entry) => {
    let product = 1;
    for (let laid = 0; laid < sizes[entry % sets]; laid++) product *= Math.floor(entry / sets) - laid;
    return Math.max(product, 0);
  });

  /** What is unseen, and where it may be; answers the set of places that hold a card. */
  function lookAt(state: State, first: number): number {
    for (let kind = 0; kind < kinds; kind++) unseen[kind] = state[at.deck + kind];
    let full = 0;
    fitting.fill(0);
    for (let place = 0; place < hand; place++) {
      const word = state[first + place];
      if (word === 0) continue;
      full |= 1 << place;
      for (let kind = 0; kind < kinds; kind++) {
        const card = fresh[kind] & CARD_BITS;
        if ((word & CARD_BITS) === card) unseen[kind]++;
        if (((word >> OPEN_BIT) & card) === card) fitting[kind] |= 1 << place;
      }
    }
    return full;
  }

  function count(full: number): void {
    for (let set = 0; set < sets; set++) ways[set] = 0;
    ways[0] = 1;
    for (let kind = 0; kind < kinds; kind++) {
      const from = kind * sets;
      const laying = unseen[kind] * sets;
      const to = from + sets;
      // Subsets of the full set, each a subset of those before it: full, …, 0.
      for (let set = full; set >= 0; set = set === 0 ? -1 : (set - 1) & full) {
        const possible = set & fitting[kind];
        let sum = ways[from + set];
        for (let part = possible; part !== 0; part = (part - 1) & possible) {
          sum += ways[from + (set ^ part)] * arrangements[laying + part];
        }
        ways[to + set] = sum;
      }
    }
  }

  return (state: State, seat: number, random: Random, out: State): void => {
    out.set(state);
    const first = at.cards + seat * hand;
    const full = lookAt(state, first);
    count(full);
    let set = full;
    for (let kind = kinds - 1; kind >= 0; kind--) {
      const from = kind * sets;
      const laying = unseen[kind] * sets;
      const possible = set & fitting[kind];
      let rest = random.unit() * ways[from + sets + set] - ways[from + set];
      let chosen = 0;
      for (let part = possible; part !== 0 && rest >= 0; part = (part - 1) & possible) {
        const weight = ways[from + (set ^ part)] * arrangements[laying + part];
        if (weight > 0) chosen = part;
        rest -= weight;
      }
      out[at.deck + kind] = unseen[kind] - sizes[chosen];
      for (let place = 0; place < hand; place++) {
        if ((chosen >> place) & 1) {
          out[first + place] = (state[first + place] & ~CARD_BITS) | (fresh[kind] & CARD_BITS);
        }
      }
      set ^= chosen;
    }
  };
}
