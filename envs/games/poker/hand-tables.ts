import { setSize } from '../../core/bits.ts';
import { CARD_COUNT, cardRank, cardSuit } from './cards.ts';
import { type HandClass, handClass } from './hand-class.ts';
import { type HandOrder, LOWEST_RANK } from './hand-order.ts';
import { buildRankIndex, eachRankCount, placeOf, RANK_KEYS, type RankIndex } from './rank-index.ts';

/**
 * What makes a strength of a sum of keys. The sum of `suitKeys` counts suits, four bits each. With 0x3333 added, the
 * highest of a suit's four bits (0x8888) is set exactly when there are five or more of it. The hand is then a flush or
 * better whatever the other cards are, since two more are too few for four of a kind or a full house, and `flushes`
 * tells its strength. Otherwise suits do not matter, and `strengths` has it at the place of the sum of `rankKeys`.
 */
export interface HandTables extends Pick<RankIndex, 'lower' | 'upper'> {
  /** By card. */
  readonly rankKeys: Int32Array;
  /** By card. */
  readonly suitKeys: Int32Array;
  /** By place, for five, six and seven cards. */
  readonly strengths: readonly [Uint16Array, Uint16Array, Uint16Array];
  /** By the ranks that are held in the suit of the flush, as a set of bits. */
  readonly flushes: Uint16Array;
  /** The distinct hands, lowest to highest: a strength is a place in this list. */
  readonly classes: readonly HandClass[];
}

let index: RankIndex | undefined;

/**
 * Builds the tables of one order, of which the index serves all. Rules are asked about five cards alone; a hand of six
 * or seven is worth the best of what is left when one is taken away.
 */
export function buildHandTables(order: HandOrder): HandTables {
  const places = (index ??= buildRankIndex());
  const lowest = LOWEST_RANK[order];

  const classes: HandClass[] = [];
  eachRankCount(5, lowest, 4, (counts) => classes.push(handClass(counts, false, order)));
  eachRankCount(5, lowest, 1, (counts) => classes.push(handClass(counts, true, order)));
  classes.sort((one, other) => one - other);
  const strengthOf = new Map(classes.map((hand, strength) => [hand, strength]));
  const judge = (counts: Int32Array, suited: boolean): number => {
    const strength = strengthOf.get(handClass(counts, suited, order));
    if (strength === undefined) throw new RangeError(`a hand that is not of the ${order} order`);
    return strength;
  };

  const five = new Uint16Array(places.places[0]);
  eachRankCount(5, lowest, 4, (counts, sum) => (five[placeOf(places, 5, sum)] = judge(counts, false)));
  const extended = (cards: 6 | 7, fewer: Uint16Array): Uint16Array => {
    const strengths = new Uint16Array(places.places[cards - 5]);
    eachRankCount(cards, lowest, 4, (counts, sum) => {
      let best = 0;
      for (let rank = lowest; rank < counts.length; rank++) {
        if (counts[rank] === 0) continue;
        best = Math.max(best, fewer[placeOf(places, cards - 1, sum - RANK_KEYS[rank])]);
      }
      strengths[placeOf(places, cards, sum)] = best;
    });
    return strengths;
  };
  const six = extended(6, five);
  const seven = extended(7, six);

  const flushes = new Uint16Array(1 << 13);
  eachRankCount(5, lowest, 1, (counts) => {
    flushes[counts.reduce((set, count, rank) => set | (count << rank), 0)] = judge(counts, true);
  });
  for (let set = 0; set < flushes.length; set++) {
    if (setSize(set) <= 5) continue;
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      flushes[set] = Math.max(flushes[set], flushes[set ^ (rest & -rest)]);
    }
  }
  return {
    lower: places.lower,
    upper: places.upper,
    rankKeys: Int32Array.from({ length: CARD_COUNT }, (_, card) => RANK_KEYS[cardRank(card)]),
    suitKeys: Int32Array.from({ length: CARD_COUNT }, (_, card) => 1 << (4 * cardSuit(card))),
    strengths: [five, six, seven],
    flushes,
    classes,
  };
}
