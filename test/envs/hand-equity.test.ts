import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { handEquity, handEvaluator, HAND_CATEGORIES, OptionError, readCards } from '@parlor/envs';
import {
  choices,
  compareNaiveHands,
  type NaiveHand,
  naiveHand,
} from '../../scripts/bench/naive/poker-hand.ts';
import { close } from './close.ts';

/** The best hand by looking at every choice of five cards; of four in the hand, of two of them and three of the board. */
function bestOf(hand: readonly number[], board: readonly number[], order: 'full' | 'short'): NaiveHand {
  const lowest = order === 'full' ? 0 : 4;
  const parts = hand.length === 4 ? choices(hand, 2) : [];
  const fives = parts.flatMap((two) => choices(board, 3).map((three) => [...two, ...three]));
  return (fives.length > 0 ? fives : [[...hand, ...board]])
    .map((cards) => naiveHand(cards, HAND_CATEGORIES[order], lowest))
    .reduce((best, one) => (compareNaiveHands(one, best) > 0 ? one : best));
}

/** The same by looking at every board and every choice of five cards. */
function slowEquity(
  hands: readonly number[][],
  board: readonly number[],
  dead: readonly number[],
  order: 'full' | 'short',
): { wins: number; losses: number; ties: number; share: number }[] {
  const lowest = order === 'full' ? 0 : 4;
  const deck = Array.from({ length: 52 - 4 * lowest }, (_, card) => 4 * lowest + card);
  const left = deck.filter((card) => ![...hands.flat(), ...board, ...dead].includes(card));
  const tally = hands.map(() => ({ wins: 0, losses: 0, ties: 0, share: 0 }));
  const boards = choices(left, 5 - board.length);
  for (const coming of boards) {
    const strengths = hands.map((hand) => bestOf(hand, [...board, ...coming], order));
    const best = strengths.reduce((one, other) => (compareNaiveHands(one, other) >= 0 ? one : other));
    const winners = strengths.filter((one) => compareNaiveHands(one, best) === 0).length;
    for (const [hand, one] of tally.entries()) {
      if (compareNaiveHands(strengths[hand], best) < 0) one.losses++;
      else {
        one.share += 1 / winners / boards.length;
        if (winners === 1) one.wins++;
        else one.ties++;
      }
    }
  }
  return tally;
}

describe('equity before the flop', () => {
  // reference-values: exact, over 1 712 304 boards
  for (const [first, second, wins, losses, ties] of [
    ['As Ah', 'Ks Kh', 1_410_336, 292_660, 9308],
    ['As Ks', 'Qd Qc', 787_966, 917_606, 6732],
    ['2c 2d', 'As Ks', 849_322, 852_207, 10_775],
  ] as const) {
    test(`of ${first} against ${second} is the exact one, and the other hand's is its mirror`, () => {
      const share = (wins + ties / 2) / 1_712_304;
      assert.deepEqual(handEquity([readCards(first), readCards(second)]), [
        { wins, losses, ties, share },
        { wins: losses, losses: wins, ties, share: (losses + ties / 2) / 1_712_304 },
      ]);
    });
  }
});

describe('equity of Omaha', () => {
  test('agrees with the best of exactly two and three on every board of a short deck', () => {
    const { strength5 } = handEvaluator('short');
    const hands = ['As Ah Ks Kh', 'Jd Td 9c 8c', 'Ad Kd Qd 6h'].map(readCards);
    const dead = readCards('6c 6d 7h 7s');
    const deck = Array.from({ length: 36 }, (_, card) => 16 + card).filter(
      (card) => ![...hands.flat(), ...dead].includes(card),
    );
    const tally = hands.map(() => ({ wins: 0, losses: 0, ties: 0, share: 0 }));
    const pairs = hands.map((hand) => choices(hand, 2));
    const boards = choices(deck, 5);
    for (const board of boards) {
      const threes = choices(board, 3);
      const strengths = pairs.map((twos) => {
        let best = 0;
        for (const [a, b] of twos)
          for (const [c, d, e] of threes) best = Math.max(best, strength5(a, b, c, d, e));
        return best;
      });
      const top = Math.max(...strengths);
      const winners = strengths.filter((strength) => strength === top).length;
      for (const [hand, one] of tally.entries()) {
        if (strengths[hand] < top) one.losses++;
        else if (winners > 1) one.ties++;
        else one.wins++;
        if (strengths[hand] === top) one.share += 1 / winners / boards.length;
      }
    }
    assert.equal(boards.length, 15_504); // C(20, 5)
    for (const [hand, { share, ...counts }] of handEquity(hands, {
      variant: 'omaha',
      deck: 'short',
      dead,
    }).entries()) {
      const { share: slowShare, ...slow } = tally[hand];
      assert.deepEqual(counts, slow);
      close([share], [slowShare]);
    }
  });

  test('is that of its mirror: hands that differ in suits alone share alike', () => {
    const options = { variant: 'omaha', board: readCards('2c 7d') } as const;
    // Clubs and diamonds trade places on the board too, where the ranks are taken alike.
    const [first] = handEquity(['As Ac Ks Kc', 'Ah Ad Kh Kd'].map(readCards), options);
    const mirrored = { variant: 'omaha', board: readCards('2d 7c') } as const;
    const [, second] = handEquity(['As Ac Ks Kc', 'Ah Ad Kh Kd'].map(readCards), mirrored);
    assert.deepEqual(first, second);
  });
});

describe('equity agrees with looking at every board', () => {
  for (const [story, hands, board, dead, order] of [
    ['two hands, two cards to come', ['9h 8h', 'As Ad'], '7h 6c 2h', '', 'full'],
    ['three hands, one of which drains the others', ['Ac Kc', 'Ad Kd', 'As Qs'], 'Kh Qh 4d', '2c 2d', 'full'],
    ['four hands that often tie', ['Ah 2c', 'As 2d', 'Ac 3d', 'Kd 3c'], 'Ts Jd Qc', '', 'full'],
    ['one card to come', ['Ts 9s', 'Jh Jc', '8d 7d'], '8s 7s Jd 2c', 'As Ks', 'full'],
    ['a full board that all share', ['2c 3c', '4d 5d', '6h 6s'], 'Ts Jd Qc Kh As', '', 'full'],
    ['a short deck, in which the flush is above the full house', ['As 9s', 'Jh Jc'], 'Js 8s 8d', '', 'short'],
    ['four cards each, one to come', ['Ah Kh Ts 9s', 'Qd Qc 8h 7h'], 'Th 9h 2c 3c', '', 'full'],
    [
      'four cards each, one to come, three hands',
      ['Ah Ad Kc Qc', 'Jh Th 9d 8d', '2s 3s 4s 5s'],
      '6s 7s 8s Kd',
      'As',
      'full',
    ],
    [
      'four spades in the hand, which make no flush with two',
      ['As Ks Qs Js', 'Ah Ad 2c 3c'],
      '4s 9s Kd Kh',
      '',
      'full',
    ],
    ['four cards each and a full board', ['2h 3h 4d 5d', '2s 3s 4c 5c'], '6h 7d 8s 9c Kc', '', 'full'],
  ] as const) {
    test(story, () => {
      const given = hands.map(readCards);
      const variant = given[0].length === 4 ? 'omaha' : 'holdem';
      const options = { board: readCards(board), dead: readCards(dead), deck: order, variant } as const;
      const found = handEquity(given, options);
      for (const [hand, slow] of slowEquity(given, options.board, options.dead, order).entries()) {
        const { share, ...counts } = found[hand];
        const { share: slowShare, ...slowCounts } = slow;
        assert.deepEqual(counts, slowCounts);
        close([share], [slowShare]);
      }
      close([found.reduce((sum, { share }) => sum + share, 0)], [1]);
    });
  }
});

test('equity refuses cards that cannot lie on one table, and says which', () => {
  const refuse = (message: RegExp, hands: number[][], options: Parameters<typeof handEquity>[1] = {}): void =>
    assert.throws(
      () => handEquity(hands, options),
      (error) => error instanceof OptionError && message.test(error.message),
    );
  const [aces, kings] = [readCards('As Ah'), readCards('Ks Kh')];
  refuse(/two hands or more/, [aces]);
  refuse(/two cards each/, [aces, readCards('Ks Kh Kd')]);
  refuse(/four cards each/, [aces, kings], { variant: 'omaha' });
  // @ts-expect-error the types say so too
  refuse(/no variant "omahi"; choose holdem or omaha/, [aces, kings], { variant: 'omahi' });
  // @ts-expect-error the types say so too
  refuse(/no order of hands "ful"; the decks are/, [aces, kings], { deck: 'ful' });
  // A slip in a name would have counted with 52 cards.
  // @ts-expect-error the types say so too
  refuse(/no option "order"; its options are variant, board, dead, deck/, [aces, kings], { order: 'short' });
  refuse(/Ah is given twice/, [aces, readCards('Ah Kh')]);
  refuse(/Ks is given twice/, [aces, kings], { dead: readCards('Ks') });
  refuse(/52 is no card of the full deck/, [aces, [4, 52]]);
  refuse(/0\.5 is no card/, [aces, [4, 0.5]]);
  refuse(/8 is no card of the short deck; its cards are 16 to 51/, [aces, [8, 9]], { deck: 'short' });
  refuse(/at most 5 cards, not 6/, [aces, kings], { board: readCards('2c 3c 4c 5c 6c 7c') });
  refuse(/too few cards/, [aces, kings], { dead: Array.from({ length: 44 }, (_, card) => card) });
});
