import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  HAND_CATEGORIES,
  handCategory,
  type HandCategory,
  handEvaluator,
  type HandOrder,
  omahaStrength,
  OptionError,
  shuffle,
  stream,
} from '@parlor/envs';
import fc from 'fast-check';
import { buildRankIndex, eachRankCount, placeOf } from '../../envs/games/poker/rank-index.ts';
import {
  choices,
  compareNaiveHands,
  naiveHand,
  type NaiveHand,
} from '../../scripts/bench/naive/poker-hand.ts';

const ORDERS = ['full', 'short', 'short-trips'] as const satisfies readonly HandOrder[];
const lowestRank = (order: HandOrder): number => (order === 'full' ? 0 : 4);

/** Written down here once more, so that nothing is compared with itself. */
const CATEGORIES: Readonly<Record<HandOrder, readonly HandCategory[]>> = {
  full: ['high card', 'pair', 'two pair', 'three of a kind', 'straight', 'flush', 'full house'],
  short: ['high card', 'pair', 'two pair', 'three of a kind', 'straight', 'full house', 'flush'],
  'short-trips': ['high card', 'pair', 'two pair', 'straight', 'three of a kind', 'full house', 'flush'],
};
const categories = (order: HandOrder): readonly HandCategory[] => [
  ...CATEGORIES[order],
  'four of a kind',
  'straight flush',
  'royal flush',
];
const naive = (cards: readonly number[], order: HandOrder): NaiveHand =>
  naiveHand(cards, categories(order), lowestRank(order));

/**
 * A deck of few ranks or suits, in which what is rare in the whole deck is common: ranks in a row, or any ranks, of
 * two suits or more; sometimes the whole deck.
 */
const deckOf = (order: HandOrder): fc.Arbitrary<number[]> => {
  const rank = fc.integer({ min: lowestRank(order), max: 12 });
  const row = fc
    .integer({ min: lowestRank(order), max: 8 })
    .chain((first) => fc.integer({ min: 5, max: 13 - first }).map((count) => range(first, count)));
  const some = fc.uniqueArray(rank, { minLength: 5, maxLength: 13 });
  return fc
    .tuple(fc.oneof(row, some), fc.subarray([0, 1, 2, 3], { minLength: 2 }))
    .map(([ranks, suits]) => ranks.flatMap((rank) => suits.map((suit) => 4 * rank + suit)));
};
const range = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
const deal = (order: HandOrder, count: number): fc.Arbitrary<number[]> =>
  deckOf(order).chain((deck) => fc.shuffledSubarray(deck, { minLength: count, maxLength: count }));

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Five cards of a deck of so many ranks, of which so many sets of five are in a row, by the formulas of textbooks. */
function countsByFormula(ranks: number, rows: number): Record<HandCategory, number> {
  return {
    'royal flush': 4,
    'straight flush': 4 * (rows - 1),
    'four of a kind': ranks * 4 * (ranks - 1),
    flush: 4 * (choose(ranks, 5) - rows),
    'full house': ranks * 4 * (ranks - 1) * 6,
    straight: rows * (4 ** 5 - 4),
    'three of a kind': ranks * 4 * choose(ranks - 1, 2) * 16,
    'two pair': choose(ranks, 2) * 36 * (ranks - 2) * 4,
    pair: ranks * 6 * choose(ranks - 1, 3) * 64,
    'high card': (choose(ranks, 5) - rows) * (4 ** 5 - 4),
  };
}

/** How often each strength comes among all hands of five cards, and one of the hands. */
function allFives(order: HandOrder): { counts: Int32Array; example: number[][] } {
  const { strength5, tables } = handEvaluator(order);
  const counts = new Int32Array(tables.classes.length);
  const example: number[][] = [];
  for (let a = 4 * lowestRank(order); a < 52; a++)
    for (let b = a + 1; b < 52; b++)
      for (let c = b + 1; c < 52; c++)
        for (let d = c + 1; d < 52; d++)
          for (let e = d + 1; e < 52; e++) {
            const strength = strength5(a, b, c, d, e);
            if (counts[strength]++ === 0) example[strength] = [a, b, c, d, e];
          }
  return { counts, example };
}

describe('all hands of five cards', () => {
  // 2 598 960 hands of 7 462 kinds; 376 992 of 1 404 kinds in a short deck: 9 ranks, of which A 6 7 8 9 to T J Q K A
  // are in a row.
  for (const [order, ranks, rows, hands, kinds] of [
    ['full', 13, 10, 2_598_960, 7462],
    ['short', 9, 6, 376_992, 1404],
    ['short-trips', 9, 6, 376_992, 1404],
  ] as const) {
    test(`of the ${order} order have the counts of the textbooks, in as many strengths as there are kinds`, () => {
      const { counts, example } = allFives(order);
      const byCategory: Partial<Record<HandCategory, number>> = {};
      for (const [strength, count] of counts.entries()) {
        const category = handCategory(strength, order);
        byCategory[category] = (byCategory[category] ?? 0) + count;
      }
      assert.deepEqual(byCategory, countsByFormula(ranks, rows));
      assert.equal(
        counts.reduce((sum, count) => sum + count),
        hands,
      );
      assert.equal(example.length, kinds);
      assert.deepEqual(HAND_CATEGORIES[order], categories(order));

      const slow = example.map((hand) => naive(hand, order));
      for (let strength = 0; strength < kinds; strength++) {
        assert.equal(slow[strength].category, handCategory(strength, order));
        if (strength > 0) assert.ok(compareNaiveHands(slow[strength], slow[strength - 1]) > 0);
      }
    });
  }

  test('of the full order are the ones of the table', () => {
    // reference-values: the number of hands of each kind
    assert.deepEqual(countsByFormula(13, 10), {
      'royal flush': 4,
      'straight flush': 36,
      'four of a kind': 624,
      'full house': 3744,
      flush: 5108,
      straight: 10_200,
      'three of a kind': 54_912,
      'two pair': 123_552,
      pair: 1_098_240,
      'high card': 1_302_540,
    });
  });
});

describe('strengths agree with looking at every choice of five cards', () => {
  for (const order of ORDERS) {
    test(`in the ${order} order, for five, six and seven cards of decks in which everything is common`, () => {
      const { strength } = handEvaluator(order);
      const seen = new Set<string>();
      const hands = fc.integer({ min: 5, max: 7 }).chain((count) => deal(order, count));
      fc.assert(
        fc.property(hands, hands, (one, other) => {
          const [first, second] = [one, other].map((hand) => strength(Int32Array.from(hand), 0, hand.length));
          const [slowFirst, slowSecond] = [naive(one, order), naive(other, order)];
          seen.add(slowFirst.category);
          assert.equal(handCategory(first, order), slowFirst.category);
          assert.equal(Math.sign(first - second), Math.sign(compareNaiveHands(slowFirst, slowSecond)));
        }),
        { numRuns: 3000 },
      );
      assert.equal(seen.size, 10, [...seen].join(', '));
    });
  }

  test('for hands of seven cards from the whole deck', () => {
    const { strength7 } = handEvaluator();
    const random = stream(1, 'test');
    const deck = Int32Array.from({ length: 52 }, (_, card) => card);
    let before: { strength: number; slow: NaiveHand } | undefined;
    for (let hand = 0; hand < 5000; hand++) {
      shuffle(deck, 52, random);
      const [a, b, c, d, e, f, g] = deck;
      const strength = strength7(a, b, c, d, e, f, g);
      const slow = naive([a, b, c, d, e, f, g], 'full');
      if (before) {
        const order = Math.sign(compareNaiveHands(slow, before.slow));
        assert.equal(Math.sign(strength - before.strength), order, `hand ${hand}`);
      }
      before = { strength, slow };
    }
  });
});

describe('a strength', () => {
  for (const order of ORDERS) {
    const { strength, strength5, strength6, strength7 } = handEvaluator(order);

    test(`of the ${order} order asks neither in which order cards come nor what the suits are called`, () => {
      const suits = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
      const hands = deal(order, 7).chain((hand) =>
        fc.tuple(fc.constant(hand), fc.shuffledSubarray(hand, { minLength: 7 }), suits),
      );
      fc.assert(
        fc.property(hands, ([hand, shuffled, suits]) => {
          const renamed = shuffled.map((card) => (card & ~3) | suits[card & 3]);
          assert.equal(strength(Int32Array.from(renamed), 0, 7), strength(Int32Array.from(hand), 0, 7));
        }),
      );
    });

    test(`of the ${order} order is the best of what is left without one of the cards`, () => {
      fc.assert(
        fc.property(deal(order, 7), (hand) => {
          const [a, b, c, d, e, f, g] = hand;
          const sixes = choices(hand, 6).map(([a, b, c, d, e, f]) => strength6(a, b, c, d, e, f));
          assert.equal(strength7(a, b, c, d, e, f, g), Math.max(...sixes));
          const fives = choices([a, b, c, d, e, f], 5).map(([a, b, c, d, e]) => strength5(a, b, c, d, e));
          assert.equal(strength6(a, b, c, d, e, f), Math.max(...fives));
        }),
      );
    });
  }

  test('is read from the middle of an array as from cards one by one', () => {
    const { strength, strength5, strength6, strength7 } = handEvaluator();
    fc.assert(
      fc.property(deal('full', 7), fc.nat({ max: 9 }), ([a, b, c, d, e, f, g], from) => {
        const cards = new Int32Array(20).fill(-1);
        cards.set([a, b, c, d, e, f, g], from);
        assert.equal(strength(cards, from, 5), strength5(a, b, c, d, e));
        assert.equal(strength(cards, from, 6), strength6(a, b, c, d, e, f));
        assert.equal(strength(cards, from, 7), strength7(a, b, c, d, e, f, g));
      }),
    );
  });

  test('is refused where the cards make no hand, and says why', () => {
    const refused = (
      message: RegExp,
      order: HandOrder,
      cards: number[],
      from?: number,
      count?: number,
    ): void =>
      assert.throws(
        () => handEvaluator(order).strength(cards, from, count),
        (error) => error instanceof OptionError && message.test(error.message),
      );
    const seven = [51, 47, 43, 39, 35, 0, 5];
    assert.equal(handEvaluator().strength(seven), 7461);
    refused(/5, 6 or 7 cards; 4 from place 0 on of 4 are not/, 'full', [51, 47, 43, 39]);
    refused(/8 from place 0 on/, 'full', [...seven, 6]);
    refused(/7 from place 1 on of 7 are not/, 'full', seven, 1, 7);
    refused(/-1 on of 7/, 'full', seven, -1, 5);
    refused(/^As is in the hand twice/, 'full', [...seven.slice(0, 6), 51]);
    for (const odd of [52, -1, 0.5, NaN])
      refused(/is no card of the full deck; its cards are 0 to 51/, 'full', [...seven.slice(0, 6), odd]);
    refused(/^0 is no card of the short deck; its cards are 16 to 51/, 'short', seven);
    // A hand that was refused leaves nothing behind.
    assert.equal(handEvaluator().strength(seven), 7461);
    assert.equal(
      handEvaluator().strengthOf(Int32Array.from([0, ...seven]), 1, 7),
      7461,
      'the same, unchecked',
    );
  });

  test('has no evaluator of an order that there is not', () => {
    // @ts-expect-error the types say so too
    const wrong: HandOrder = 'ful';
    assert.throws(
      () => handEvaluator(wrong),
      /OptionError: .*"ful"; the decks are full, short, short-trips\.$/,
    );
  });

  test('comes from one evaluator an order, which is built once', () => {
    for (const order of ORDERS) assert.equal(handEvaluator(order), handEvaluator(order));
    assert.notEqual(handEvaluator('short'), handEvaluator('short-trips'));
    assert.equal(handEvaluator(), handEvaluator('full'));
  });
});

describe('in Omaha', () => {
  for (const order of ORDERS) {
    test(`of the ${order} order a hand is the best of exactly two of its cards and three of the board`, () => {
      const evaluator = handEvaluator(order);
      const dealt = fc.integer({ min: 7, max: 9 }).chain((count) => deal(order, count));
      const seen = new Set<string>();
      fc.assert(
        fc.property(dealt, fc.nat({ max: 5 }), (cards, from) => {
          const table = new Int32Array(20).fill(-1);
          table.set(cards, from);
          const best = choices(cards.slice(0, 4), 2)
            .flatMap((two) => choices(cards.slice(4), 3).map((three) => Int32Array.of(...two, ...three)))
            .reduce((best, five) => Math.max(best, evaluator.strength(five, 0, 5)), 0);
          assert.equal(omahaStrength(evaluator, table, from, table, from + 4, cards.length - 4), best);
          seen.add(handCategory(best, order));
        }),
        { numRuns: 2000 },
      );
      assert.equal(seen.size, 10, [...seen].join(', '));
    });
  }

  test('four spades in the hand and two on the board are no flush, and four aces in the hand are a pair', () => {
    const evaluator = handEvaluator();
    const spades = Int32Array.of(51, 47, 43, 39);
    const aces = Int32Array.of(48, 49, 50, 51);
    const board = Int32Array.of(3, 7, 8, 20, 29);
    assert.equal(handCategory(omahaStrength(evaluator, spades, 0, board, 0, 5), 'full'), 'high card');
    assert.equal(handCategory(omahaStrength(evaluator, aces, 0, board, 0, 5), 'full'), 'pair');
  });
});

describe('the index of how many cards of each rank there are', () => {
  for (const [cards, places] of [
    [5, 6175],
    [6, 18_395],
    [7, 49_205],
  ] as const) {
    test(`has one place for each of the ${places} ways of ${cards} cards, and no other place`, () => {
      const index = buildRankIndex();
      const met = new Set<number>();
      let ways = 0;
      eachRankCount(cards, 0, 4, (counts, sum) => {
        ways++;
        assert.equal(
          counts.reduce((total, count) => total + count),
          cards,
        );
        met.add(placeOf(index, cards, sum));
      });
      assert.deepEqual([ways, met.size, Math.max(...met), Math.min(...met)], [places, places, places - 1, 0]);
    });
  }
});
