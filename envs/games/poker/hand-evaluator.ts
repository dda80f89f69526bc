import type { HandOrder } from './hand-order.ts';
import {
  buildHandTables,
  FLUSH_BITS,
  type HandTables,
  LOWER_BITS,
  LOWER_MASK,
  RANK_KEYS,
  SUIT_KEYS,
  SUIT_START,
} from './hand-tables.ts';

/**
 * Strengths of five to seven cards, by the best five of them. Higher is better, and equal strengths share the pot.
 * A strength is the place among all distinct hands of the order: 0 to 7461 in `full`, 0 to 1403 in the short orders.
 * Nothing is checked: cards are different, and of the deck.
 */
export interface HandEvaluator {
  readonly order: HandOrder;
  readonly tables: HandTables;
  strength5(a: number, b: number, c: number, d: number, e: number): number;
  strength6(a: number, b: number, c: number, d: number, e: number, f: number): number;
  strength7(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number;
  /** Of 5 to 7 cards that stand one after another. */
  strength(cards: Int32Array, from: number, count: number): number;
}

const evaluators = new Map<HandOrder, HandEvaluator>();

/** The evaluator of an order; its tables, 300 KB, are built when it is first asked for. */
export function handEvaluator(order: HandOrder = 'full'): HandEvaluator {
  let evaluator = evaluators.get(order);
  if (evaluator === undefined) evaluators.set(order, (evaluator = createEvaluator(order)));
  return evaluator;
}

function createEvaluator(order: HandOrder): HandEvaluator {
  const tables = buildHandTables(order);
  const { lower, flushes } = tables;
  const [upper5, upper6, upper7] = tables.upper;
  const [of5, of6, of7] = tables.strengths;

  /** Of a hand with five or more of a suit, whose suit keys are summed in `suits`. */
  function flush(
    suits: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    g: number,
  ): number {
    const found = suits & FLUSH_BITS;
    const suit = (31 - Math.clz32(found)) >> 2;
    let set = 0;
    if ((a & 3) === suit) set |= 1 << (a >> 2);
    if ((b & 3) === suit) set |= 1 << (b >> 2);
    if ((c & 3) === suit) set |= 1 << (c >> 2);
    if ((d & 3) === suit) set |= 1 << (d >> 2);
    if ((e & 3) === suit) set |= 1 << (e >> 2);
    if ((f & 3) === suit) set |= 1 << (f >> 2);
    if ((g & 3) === suit) set |= 1 << (g >> 2);
    return flushes[set];
  }

  function strength5(a: number, b: number, c: number, d: number, e: number): number {
    const suits = SUIT_START + SUIT_KEYS[a] + SUIT_KEYS[b] + SUIT_KEYS[c] + SUIT_KEYS[d] + SUIT_KEYS[e];
    if ((suits & FLUSH_BITS) !== 0) return flush(suits, a, b, c, d, e, e, e);
    const key = RANK_KEYS[a] + RANK_KEYS[b] + RANK_KEYS[c] + RANK_KEYS[d] + RANK_KEYS[e];
    return of5[upper5[key >> LOWER_BITS] + lower[key & LOWER_MASK]];
  }

  function strength6(a: number, b: number, c: number, d: number, e: number, f: number): number {
    const suits =
      SUIT_START + SUIT_KEYS[a] + SUIT_KEYS[b] + SUIT_KEYS[c] + SUIT_KEYS[d] + SUIT_KEYS[e] + SUIT_KEYS[f];
    if ((suits & FLUSH_BITS) !== 0) return flush(suits, a, b, c, d, e, f, f);
    const key = RANK_KEYS[a] + RANK_KEYS[b] + RANK_KEYS[c] + RANK_KEYS[d] + RANK_KEYS[e] + RANK_KEYS[f];
    return of6[upper6[key >> LOWER_BITS] + lower[key & LOWER_MASK]];
  }

  function strength7(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
    const suits =
      SUIT_START +
      SUIT_KEYS[a] +
      SUIT_KEYS[b] +
      SUIT_KEYS[c] +
      SUIT_KEYS[d] +
      SUIT_KEYS[e] +
      SUIT_KEYS[f] +
      SUIT_KEYS[g];
    if ((suits & FLUSH_BITS) !== 0) return flush(suits, a, b, c, d, e, f, g);
    const key =
      RANK_KEYS[a] + RANK_KEYS[b] + RANK_KEYS[c] + RANK_KEYS[d] + RANK_KEYS[e] + RANK_KEYS[f] + RANK_KEYS[g];
    return of7[upper7[key >> LOWER_BITS] + lower[key & LOWER_MASK]];
  }

  function strength(cards: Int32Array, from: number, count: number): number {
    const [a, b, c] = [cards[from], cards[from + 1], cards[from + 2]];
    const [d, e] = [cards[from + 3], cards[from + 4]];
    if (count === 7) return strength7(a, b, c, d, e, cards[from + 5], cards[from + 6]);
    if (count === 6) return strength6(a, b, c, d, e, cards[from + 5]);
    return strength5(a, b, c, d, e);
  }

  return { order, tables, strength5, strength6, strength7, strength };
}
