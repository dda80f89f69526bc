import { OptionError } from '../../core/errors.ts';
import { CARD_COUNT, cardName } from './cards.ts';
import { type HandOrder, LOWEST_RANK } from './hand-order.ts';
import { buildHandTables, type HandTables } from './hand-tables.ts';

/**
 * Strengths of five to seven cards, by the best five of them. Higher is better, and equal strengths share the pot.
 * A strength is the place among the distinct hands of the order: 0 to 7461 in the full deck, 0 to 1403 in a short one.
 * For loops, `strength5` to `strength7` and `strengthOf` check nothing: cards differ, and are of the deck (in a short one,
 * from 16 on).
 */
export interface HandEvaluator {
  readonly order: HandOrder;
  readonly tables: HandTables;
  strength5(a: number, b: number, c: number, d: number, e: number): number;
  strength6(a: number, b: number, c: number, d: number, e: number, f: number): number;
  strength7(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number;
  /** Of 5 to 7 cards that stand one after another, unchecked: `count` of them from `from` on. */
  strengthOf(cards: Int32Array, from: number, count: number): number;
  /**
   * Of 5 to 7 cards that stand one after another: `count` of them from `from` on; left out, all there are.
   * @throws OptionError where they are fewer or more, not of the deck, or not all different
   */
  strength(cards: ArrayLike<number>, from?: number, count?: number): number;
}

const evaluators = new Map<HandOrder, HandEvaluator>();

/**
 * The evaluator of an order. Its tables take 0.4 MB, built in some tens of milliseconds when it is first asked for.
 * @throws OptionError where there is no such order
 */
export function handEvaluator(order: HandOrder = 'full'): HandEvaluator {
  let evaluator = evaluators.get(order);
  if (evaluator === undefined) {
    if (!Object.hasOwn(LOWEST_RANK, order)) {
      const orders = Object.keys(LOWEST_RANK).join(', ');
      throw new OptionError(`there is no order of hands ${JSON.stringify(order)}; the decks are ${orders}.`);
    }
    evaluators.set(order, (evaluator = createEvaluator(order)));
  }
  return evaluator;
}

// Tables are locals and bits are literals here: what is imported is fetched anew at each use, and halves the speed.
function createEvaluator(order: HandOrder): HandEvaluator {
  const tables = buildHandTables(order);
  const lowest = 4 * LOWEST_RANK[order];
  /** The hand, by number, that each card was last seen in. */
  const seen = new Float64Array(CARD_COUNT);
  let hand = 0;
  const checked = new Int32Array(7);
  const { rankKeys: rank, suitKeys: suit, lower, flushes } = tables;
  const [upper5, upper6, upper7] = tables.upper;
  const [of5, of6, of7] = tables.strengths;

  /** Seven cards, some of them twice where there are fewer, of which one suit has its bit set in `flush`. */
  function suited(
    flush: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    g: number,
  ): number {
    const most = (31 - Math.clz32(flush)) >> 2;
    let set = 0;
    if ((a & 3) === most) set |= 1 << (a >> 2);
    if ((b & 3) === most) set |= 1 << (b >> 2);
    if ((c & 3) === most) set |= 1 << (c >> 2);
    if ((d & 3) === most) set |= 1 << (d >> 2);
    if ((e & 3) === most) set |= 1 << (e >> 2);
    if ((f & 3) === most) set |= 1 << (f >> 2);
    if ((g & 3) === most) set |= 1 << (g >> 2);
    return flushes[set];
  }

  function strength5(a: number, b: number, c: number, d: number, e: number): number {
    const flush = (0x3333 + suit[a] + suit[b] + suit[c] + suit[d] + suit[e]) & 0x8888;
    if (flush !== 0) return suited(flush, a, b, c, d, e, e, e);
    const sum = rank[a] + rank[b] + rank[c] + rank[d] + rank[e];
    return of5[upper5[sum >> 17] + lower[sum & 0x1ffff]];
  }

  function strength6(a: number, b: number, c: number, d: number, e: number, f: number): number {
    const flush = (0x3333 + suit[a] + suit[b] + suit[c] + suit[d] + suit[e] + suit[f]) & 0x8888;
    if (flush !== 0) return suited(flush, a, b, c, d, e, f, f);
    const sum = rank[a] + rank[b] + rank[c] + rank[d] + rank[e] + rank[f];
    return of6[upper6[sum >> 17] + lower[sum & 0x1ffff]];
  }

  function strength7(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
    const flush = (0x3333 + suit[a] + suit[b] + suit[c] + suit[d] + suit[e] + suit[f] + suit[g]) & 0x8888;
    if (flush !== 0) return suited(flush, a, b, c, d, e, f, g);
    const sum = rank[a] + rank[b] + rank[c] + rank[d] + rank[e] + rank[f] + rank[g];
    return of7[upper7[sum >> 17] + lower[sum & 0x1ffff]];
  }

  function strengthOf(cards: Int32Array, from: number, count: number): number {
    const a = cards[from];
    const b = cards[from + 1];
    const c = cards[from + 2];
    const d = cards[from + 3];
    const e = cards[from + 4];
    if (count === 7) return strength7(a, b, c, d, e, cards[from + 5], cards[from + 6]);
    if (count === 6) return strength6(a, b, c, d, e, cards[from + 5]);
    return strength5(a, b, c, d, e);
  }

  function strength(cards: ArrayLike<number>, from = 0, count = cards.length - from): number {
    if (!(from >= 0 && (count === 5 || count === 6 || count === 7) && from + count <= cards.length)) {
      throw new OptionError(
        `a strength is that of 5, 6 or 7 cards; ${count} from place ${from} on of ${cards.length} are not.`,
      );
    }
    hand++;
    for (let at = from; at < from + count; at++) {
      const card = cards[at];
      const before = seen[card]; // undefined of what is no card of any deck
      if (before === undefined || before === hand || card < lowest)
        throw refusal(
          Array.from({ length: count }, (_, place) => cards[from + place]),
          order,
        );
      seen[card] = hand;
      checked[at - from] = card;
    }
    return strengthOf(checked, 0, count);
  }

  return { order, tables, strength5, strength6, strength7, strengthOf, strength };
}

/** Of five to seven cards that do not make a hand: why. */
function refusal(cards: readonly number[], order: HandOrder): OptionError {
  const lowest = 4 * LOWEST_RANK[order];
  const odd = cards.find((card) => !(Number.isInteger(card) && card >= lowest && card < CARD_COUNT));
  if (odd !== undefined) {
    return new OptionError(
      `${odd} is no card of the ${order} deck; its cards are ${lowest} to ${CARD_COUNT - 1}.`,
    );
  }
  const twice = cards.find((card, at) => cards.indexOf(card) < at) ?? NaN;
  return new OptionError(`${cardName(twice)} is in the hand twice.`);
}
