import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  cardName,
  cardRank,
  cardSuit,
  cardSymbol,
  describeHand,
  HAND_CATEGORIES,
  handCategory,
  handEvaluator,
  type HandOrder,
  OptionError,
  readCard,
  readCards,
} from '@parlor/envs';
import fc from 'fast-check';

const told = (names: string, order: HandOrder = 'full'): string => {
  const hand = readCards(names);
  return describeHand(handEvaluator(order).strength(hand), order);
};

describe('cards', () => {
  const cards = Array.from({ length: 52 }, (_, card) => card);

  test('are read by the names and symbols that they are written with, in either case', () => {
    for (const card of cards) {
      for (const name of [
        cardName(card),
        cardName(card).toLowerCase(),
        cardSymbol(card),
        ` ${cardName(card)} `,
      ])
        assert.equal(readCard(name), card, name);
      assert.equal(4 * cardRank(card) + cardSuit(card), card);
    }
    assert.equal(new Set(cards.map(cardSymbol)).size, 52);
    assert.deepEqual([cardName(0), cardName(51), cardSymbol(33), cardSymbol(50)], ['2c', 'As', 'T♦', 'A♥']);
    assert.deepEqual([readCard('10h'), readCard('10♠')], [34, 35]);
  });

  test('are not made of anything else', () => {
    for (const name of [
      '',
      'A',
      's',
      'sA',
      '1s',
      '0s',
      '11s',
      'Asx',
      'AAs',
      'A s',
      '♠A',
      'As Kd',
      'Tſ',
      'Tx',
    ])
      assert.equal(readCard(name), undefined, name);
    fc.assert(
      fc.property(fc.string({ maxLength: 4 }), (name) => {
        const card = readCard(name);
        if (card !== undefined) assert.equal(readCard(cardName(card)), card);
      }),
    );
  });

  test('are read one after another, with and without spaces', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...cards)),
        fc.constantFrom('', ' ', ', '),
        (some, between) => {
          assert.deepEqual(readCards(some.map(cardName).join(between)), some);
          assert.deepEqual(readCards(some.map(cardSymbol).join(between)), some);
        },
      ),
    );
    assert.deepEqual(readCards('10s, 10h Td'), [35, 34, 33]);
    assert.deepEqual(readCards(''), []);
  });

  test('are refused with a sentence where one is none, or comes twice', () => {
    for (const [names, message] of [
      ['AsK', '"AsK": "K" is no card; write rank and suit, such as As or Td.'],
      ['As KxQd', '"As KxQd": "Kx" is no card; write rank and suit, such as As or Td.'],
      ['As Kd A♠', '"As Kd A♠" names As twice; a deck has every card once.'],
      ['10h Th', '"10h Th" names Th twice; a deck has every card once.'],
    ] as const)
      assert.throws(() => readCards(names), new OptionError(message));
    assert.throws(() => readCards('x'.repeat(1000)), /^OptionError: "x{60}…": "xx" is no card/);
  });
});

describe('a hand is called', () => {
  for (const [names, words] of [
    ['As Ks Qs Js Ts', 'royal flush'],
    ['5d 4d 3d 2d Ad Kd Qh', 'straight flush, five high'],
    ['7c 7d 7h 7s Kd', 'four of a kind, sevens, king kicker'],
    ['6c 6d 6h Ts Td 2c 2d', 'full house, sixes over tens'],
    ['Ah 9h 7h 4h 2h Kd Ks', 'flush, ace, nine, seven, four and deuce'],
    ['Ac 2d 3h 4s 5c', 'straight, five high'],
    ['Td Jc Qs Kh Ad 2c', 'straight, ace high'],
    ['2c 2d 2h Js 8d 5c 4d', 'three of a kind, deuces, jack and eight kickers'],
    ['Kc Kd 7h 7s Ac 3d 3s', 'two pair, kings and sevens, ace kicker'],
    ['Qc Qd Ah Ts 6c 5d 2s', 'pair of queens, ace, ten and six kickers'],
    ['Kc Jd 9h 7s 4c 3d 2s', 'king high, jack, nine, seven and four kickers'],
  ] as const)
    test(`${words}: ${names}`, () => assert.equal(told(names), words));

  test('by the order of its deck', () => {
    assert.equal(told('6c 7d 8h 9s Ac', 'short'), 'straight, nine high');
    assert.equal(told('6c 7c 8c 9c Ac', 'short'), 'straight flush, nine high');
    assert.equal(told('6c 7d 8h 9s Ac'), 'ace high, nine, eight, seven and six kickers');
    // A pair on the board makes a full house and a flush at once, then a straight and three of a kind.
    assert.equal(told('Kc Kd Kh 9c 9d 8c 7c'), 'full house, kings over nines');
    assert.equal(told('Ts Td Th 9c 8d 7c 6h', 'short'), 'straight, ten high');
    assert.equal(
      told('Ts Td Th 9c 8d 7c 6h', 'short-trips'),
      'three of a kind, tens, nine and eight kickers',
    );
  });

  for (const order of ['full', 'short', 'short-trips'] as const) {
    test(`differently wherever the strengths of the ${order} order differ, in the order of the categories`, () => {
      const strengths = handEvaluator(order).tables.classes.map((_, strength) => strength);
      assert.equal(
        new Set(strengths.map((strength) => describeHand(strength, order))).size,
        strengths.length,
      );
      const met = [...new Set(strengths.map((strength) => handCategory(strength, order)))];
      assert.deepEqual(met, HAND_CATEGORIES[order]);
    });
  }

  test('nothing where there is no such strength', () => {
    for (const strength of [-1, 7462, 0.5, NaN]) {
      assert.throws(() => describeHand(strength, 'full'), OptionError);
      assert.throws(() => handCategory(strength, 'full'), OptionError);
    }
    assert.throws(() => describeHand(1404, 'short'), /OptionError: 1404 is no strength of the short order/);
  });
});
