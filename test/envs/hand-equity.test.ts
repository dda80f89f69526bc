import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { handEquity, HAND_CATEGORIES, OptionError, readCards } from '@parlor/envs';
import { choices, compareNaiveHands, naiveHand } from '../../scripts/bench/naive/poker-hand.ts';
import { close } from './close.ts';

const cards = (names: string): number[] => {
  const found = readCards(names);
  assert.ok(found, names);
  return found;
};

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
    const strengths = hands.map((hand) =>
      naiveHand([...hand, ...board, ...coming], HAND_CATEGORIES[order], lowest),
    );
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
      assert.deepEqual(handEquity([cards(first), cards(second)]), [
        { wins, losses, ties, share },
        { wins: losses, losses: wins, ties, share: (losses + ties / 2) / 1_712_304 },
      ]);
    });
  }
});

describe('equity agrees with looking at every board', () => {
  for (const [story, hands, board, dead, order] of [
    ['two hands, two cards to come', ['9h 8h', 'As Ad'], '7h 6c 2h', '', 'full'],
    ['three hands, one of which drains the others', ['Ac Kc', 'Ad Kd', 'As Qs'], 'Kh Qh 4d', '2c 2d', 'full'],
    ['four hands that often tie', ['Ah 2c', 'As 2d', 'Ac 3d', 'Kd 3c'], 'Ts Jd Qc', '', 'full'],
    ['one card to come', ['Ts 9s', 'Jh Jc', '8d 7d'], '8s 7s Jd 2c', 'As Ks', 'full'],
    ['a full board that all share', ['2c 3c', '4d 5d', '6h 6s'], 'Ts Jd Qc Kh As', '', 'full'],
    ['a short deck, in which the flush is above the full house', ['As 9s', 'Jh Jc'], 'Js 8s 8d', '', 'short'],
  ] as const) {
    test(story, () => {
      const given = hands.map(cards);
      const options = { board: cards(board), dead: cards(dead), order };
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
  const [aces, kings] = [cards('As Ah'), cards('Ks Kh')];
  refuse(/two hands or more/, [aces]);
  refuse(/two cards each/, [aces, cards('Ks Kh Kd')]);
  refuse(/Ah is given twice/, [aces, cards('Ah Kh')]);
  refuse(/Ks is given twice/, [aces, kings], { dead: cards('Ks') });
  refuse(/52 is no card of the full deck/, [aces, [4, 52]]);
  refuse(/0\.5 is no card/, [aces, [4, 0.5]]);
  refuse(/8 is no card of the short deck; its cards are 16 to 51/, [aces, [8, 9]], { order: 'short' });
  refuse(/at most 5 cards, not 6/, [aces, kings], { board: cards('2c 3c 4c 5c 6c 7c') });
  refuse(/too few cards/, [aces, kings], { dead: Array.from({ length: 44 }, (_, card) => card) });
});
