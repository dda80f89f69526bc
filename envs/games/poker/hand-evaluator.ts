import type { HandOrder } from './hand-order.ts';
import { buildHandTables, type HandTables } from './hand-tables.ts';

/**
 * Strengths of five to seven cards, by the best five of them. Higher is better, and equal strengths share the pot.
 * A strength is the place among the distinct hands of the order: 0 to 7461 in the full deck, 0 to 1403 in a short one.
 * Nothing is checked: cards differ, and are of the deck (in a short one, from 16 on).
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

/** The evaluator of an order. Its tables take 0.4 MB, built in some tens of milliseconds when it is first asked for. */
export function handEvaluator(order: HandOrder = 'full'): HandEvaluator {
  let evaluator = evaluators.get(order);
  if (evaluator === undefined) evaluators.set(order, (evaluator = createEvaluator(order)));
  return evaluator;
}

// Tables are locals and bits are literals here: what is imported is fetched anew at each use, and halves the speed.
function createEvaluator(order: HandOrder): HandEvaluator {
  const tables = buildHandTables(order);
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

  function strength(cards: Int32Array, from: number, count: number): number {
    const a = cards[from];
    const b = cards[from + 1];
    const c = cards[from + 2];
    const d = cards[from + 3];
    const e = cards[from + 4];
    if (count === 7) return strength7(a, b, c, d, e, cards[from + 5], cards[from + 6]);
    if (count === 6) return strength6(a, b, c, d, e, cards[from + 5]);
    return strength5(a, b, c, d, e);
  }

  return { order, tables, strength5, strength6, strength7, strength };
}
