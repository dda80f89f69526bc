import { setSize } from '../../core/bits.ts';
import { cardRank, cardSuit, CARD_COUNT } from './cards.ts';
import { eachRankCount, type HandClass, handClass } from './hand-class.ts';
import { type HandOrder, LOWEST_RANK } from './hand-order.ts';

const LOWER_RANKS = 7;
const UPPER_RANKS = 6;
const LARGEST = 7;

/**
 * How the tables work. A hand's ranks are counted by one sum of keys: the lower seven ranks are the digits of a number
 * in base 5 in the low 17 bits, the upper six ranks those of another above it, since there are at most four cards of
 * a rank. Two look-ups and an addition turn the sum into the place of these counts among all counts of n cards,
 * without a gap and without a collision: a lower half is numbered among the lower halves of as many cards
 * (`lower`), and an upper half of m cards is given a block of its own, as long as there are lower halves of n − m
 * cards (`upper[n]`). So each pair of halves that makes n cards has its own place, and the last block ends at the
 * number of all pairs: 6 175 places for five cards, 18 395 for six, 49 205 for seven.
 *
 * Suits are counted by a second sum, four bits a suit. Each count starts at 3, so that the highest of the four bits is
 * set exactly when there are five or more of the suit. The hand is then a flush or better, whatever its other cards
 * are: seven cards with five of a suit have at most two more, which is too few for four of a kind or a full house.
 */
export const LOWER_BITS = 17;
export const LOWER_MASK = (1 << LOWER_BITS) - 1;
export const RANK_KEYS = Int32Array.from({ length: CARD_COUNT }, (_, card) => rankKey(cardRank(card)));
export const SUIT_KEYS = Int32Array.from({ length: CARD_COUNT }, (_, card) => 1 << (4 * cardSuit(card)));
/** What a sum of suit keys starts at, and the bits of which one is set when it holds a flush. */
export const SUIT_START = 0x3333;
export const FLUSH_BITS = 0x8888;

export interface HandTables {
  readonly lower: Uint16Array;
  /** For hands of five, six and seven cards. */
  readonly upper: readonly [Uint16Array, Uint16Array, Uint16Array];
  /** Strength by place, of hands without a flush of five, six and seven cards. */
  readonly strengths: readonly [Uint16Array, Uint16Array, Uint16Array];
  /** Strength of five or more ranks in one suit, as a set of bits. */
  readonly flushes: Uint16Array;
  /** The distinct hands in order; a strength is a place in this list. */
  readonly classes: readonly HandClass[];
}

function rankKey(rank: number): number {
  return rank < LOWER_RANKS ? 5 ** rank : (5 ** (rank - LOWER_RANKS)) << LOWER_BITS;
}

function digitSum(code: number): number {
  let sum = 0;
  for (let rest = code; rest > 0; rest = Math.floor(rest / 5)) sum += rest % 5;
  return sum;
}

interface RankIndex extends Pick<HandTables, 'lower' | 'upper'> {
  /** How many places there are for five, six and seven cards. */
  readonly places: readonly number[];
}

/** The index alone, which knows nothing of which hand is better and serves all orders. */
function buildIndex(): RankIndex {
  const numbered = new Int32Array(LARGEST + 1); // lower halves so far, by cards
  const lower = Uint16Array.from({ length: 5 ** LOWER_RANKS }, (_, code) => {
    const cards = digitSum(code);
    return cards > LARGEST ? 0 : numbered[cards]++;
  });
  const places: number[] = [];
  const upperOf = (total: number): Uint16Array => {
    let next = 0;
    const upper = Uint16Array.from({ length: 5 ** UPPER_RANKS }, (_, code) => {
      const cards = digitSum(code);
      if (cards > total) return 0;
      const block = next;
      next += numbered[total - cards];
      return block;
    });
    places.push(next);
    return upper;
  };
  return { lower, upper: [upperOf(5), upperOf(6), upperOf(7)], places };
}

let index: RankIndex | undefined;

/** Builds the tables of one order. Only five cards are judged; more are worth the best that is left without one. */
export function buildHandTables(order: HandOrder): HandTables {
  const { lower, upper, places } = (index ??= buildIndex());
  const lowest = LOWEST_RANK[order];
  const classes: HandClass[] = [];
  for (const suited of [false, true]) {
    eachRankCount(5, lowest, suited ? 1 : 4, (counts) => classes.push(handClass(counts, suited, order)));
  }
  classes.sort((one, other) => one - other);
  const strengthOf = new Map(classes.map((hand, strength) => [hand, strength]));
  const judge = (counts: Int32Array, suited: boolean): number =>
    strengthOf.get(handClass(counts, suited, order)) ?? 0;

  const place = (cards: number, key: number): number =>
    upper[cards - 5][key >> LOWER_BITS] + lower[key & LOWER_MASK];
  const fill = (cards: number, worth: (counts: Int32Array, key: number) => number): Uint16Array => {
    const strengths = new Uint16Array(places[cards - 5]);
    eachRankCount(cards, lowest, 4, (counts) => {
      const key = counts.reduce((sum, count, rank) => sum + count * rankKey(rank), 0);
      strengths[place(cards, key)] = worth(counts, key);
    });
    return strengths;
  };
  const withoutOne = (cards: number, fewer: Uint16Array): Uint16Array =>
    fill(cards, (counts, key) =>
      counts.reduce(
        (best, count, rank) =>
          count === 0 ? best : Math.max(best, fewer[place(cards - 1, key - rankKey(rank))]),
        0,
      ),
    );
  const five = fill(5, (counts) => judge(counts, false));
  const six = withoutOne(6, five);
  const seven = withoutOne(7, six);

  const flushes = new Uint16Array(1 << 13);
  for (let set = 0; set < flushes.length; set++) {
    if (setSize(set) === 5 && (set >> lowest) << lowest === set) {
      flushes[set] = judge(
        Int32Array.from({ length: 13 }, (_, rank) => (set >> rank) & 1),
        true,
      );
    }
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      flushes[set] = Math.max(flushes[set], flushes[set ^ (rest & -rest)]);
    }
  }
  return { lower, upper, strengths: [five, six, seven], flushes, classes };
}
