import { setSize } from '../core/bits.ts';
import type { Game, State } from '../core/game.ts';
import type { Random } from '../core/random.ts';
import { pick } from './goofspiel-cards.ts';

/** Sets of cards that others may have bid are counted in a table; it has 2 to this power entries at most. */
const TABLE_BITS = 16;

/** Whether the bids of all others, of whom only the winners are known, can be sampled exactly in reasonable time. */
function canSampleBids(players: number, cards: number): boolean {
  return (players - 1) * cards <= TABLE_BITS;
}

interface Bidding {
  readonly players: number;
  readonly cards: number;
  /** Whether the bids of settled rounds are known. */
  readonly open: boolean;
  readonly at: Readonly<Record<'round' | 'hand' | 'won' | 'bid', number>>;
}

/**
 * How a goofspiel state is resampled for a seat: other bids of the others that lead to the same winners, and another card
 * of those that they have face down.
 * @returns undefined where bids are hidden, and too many for their posterior to be exact in reasonable time
 */
export function goofspielResample(bidding: Bidding): Game['resample'] {
  const { players, cards, open, at } = bidding;
  if (!open && !canSampleBids(players, cards)) return undefined;
  const redraw = open ? undefined : bidPosterior(bidding);
  const all = (1 << cards) - 1;
  return (state, seat, random, out) => {
    out.set(state);
    redraw?.(state, seat, random, out);
    const round = state[at.round];
    for (let other = 0; other < players; other++) {
      if (other === seat) continue;
      // What was not bid in settled rounds, as resampled, is in the hand, or one of it lies face down.
      let hand = all;
      for (let past = 0; past < round; past++) hand &= ~(1 << (out[at.bid + past * players + other] - 1));
      const pending = at.bid + round * players + other;
      if (round < cards && state[pending] !== 0) {
        const card = pick(hand, random.below(setSize(hand)));
        out[pending] = card + 1;
        hand &= ~(1 << card);
      }
      out[at.hand + other] = hand;
    }
  };
}

/**
 * Draws what the others bid in the rounds that are settled, uniformly among all sequences that agree with the seat's own
 * bids and with who won. In every round everybody has the same number of cards to choose from, so that sequences are
 * equally likely where others choose uniformly. They are counted by the sets of cards that are gone, round after round,
 * and drawn from the last round back.
 * @returns a function that writes the others' bids of settled rounds into `out`
 */
function bidPosterior({ players, cards, at }: Bidding) {
  const others = players - 1;
  const bids = cards ** others; // of all others at once
  const setOf = new Int32Array(bids); // cards of the first of the others, then of the next
  const highest = new Int32Array(bids);
  /** Which of the others alone made the highest bid; −1 where there are several. */
  const leader = new Int32Array(bids);
  for (let index = 0; index < bids; index++) {
    leader[index] = -1;
    for (let other = 0; other < others; other++) {
      const card = cardOf(index, other, cards);
      setOf[index] |= 1 << (other * cards + card - 1);
      if (card > highest[index]) leader[index] = other;
      else if (card === highest[index]) leader[index] = -1;
      highest[index] = Math.max(highest[index], card);
    }
  }
  const one = (1 << cards) - 1;
  const sets = 2 ** (others * cards);
  /** Sequences of bids that use just these cards. */
  const ways = new Float64Array(sets);

  /** Whether the seat's own bid and those of the others lead to what is known of the round: 1, or 2 + who won it. */
  function agrees(state: State, seat: number, round: number, index: number): boolean {
    const own = state[at.bid + round * players + seat];
    const best = highest[index];
    const lead = leader[index];
    const winner = own > best ? seat : own === best || lead < 0 ? -1 : lead < seat ? lead : lead + 1;
    return state[at.won + round] === 2 + winner;
  }

  function count(state: State, seat: number, rounds: number): number {
    ways.fill(0);
    ways[0] = 1;
    let total = 0;
    for (let used = 0; used < sets; used++) {
      if (ways[used] === 0) continue;
      const round = setSize(used & one);
      if (round === rounds) {
        total += ways[used];
        continue;
      }
      for (let index = 0; index < bids; index++) {
        if ((used & setOf[index]) === 0 && agrees(state, seat, round, index))
          ways[used | setOf[index]] += ways[used];
      }
    }
    return total;
  }

  return (state: State, seat: number, random: Random, out: State): void => {
    const rounds = state[at.round];
    let rest = random.unit() * count(state, seat, rounds);
    let used = 0;
    for (let set = 0; set < sets && rest >= 0; set++) {
      if (ways[set] === 0 || setSize(set & one) !== rounds) continue;
      used = set;
      rest -= ways[set];
    }
    for (let round = rounds - 1; round >= 0; round--) {
      rest = random.unit() * ways[used];
      let drawn = -1;
      for (let index = 0; index < bids && rest >= 0; index++) {
        if ((used & setOf[index]) !== setOf[index] || !agrees(state, seat, round, index)) continue;
        const before = ways[used ^ setOf[index]];
        if (before === 0) continue;
        drawn = index;
        rest -= before;
      }
      for (let other = 0; other < others; other++) {
        const place = other < seat ? other : other + 1;
        out[at.bid + round * players + place] = cardOf(drawn, other, cards);
      }
      used ^= setOf[drawn];
    }
  };
}

/** The card of one of the others in a number of all their bids. */
function cardOf(index: number, other: number, cards: number): number {
  return 1 + (Math.floor(index / cards ** other) % cards);
}
