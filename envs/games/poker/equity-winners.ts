import type { HandEvaluator } from './hand-evaluator.ts';
import { omahaStrength } from './omaha.ts';

export const BOARD_CARDS = 5;

/** Completes the board of hands of two cards in every way: how often each set of hands, as bits, has won. */
export function countWinners(
  evaluator: HandEvaluator,
  hands: readonly number[],
  known: readonly number[],
  deck: Int32Array,
): Int32Array {
  const { strength7, tables } = evaluator;
  const { rankKeys, suitKeys, lower } = tables;
  const [upper, strengths] = [tables.upper[2], tables.strengths[2]];
  const cards = Int32Array.from(hands);
  const count = cards.length / 2;
  const handSums = new Int32Array(count);
  const handSuits = new Int32Array(count);
  for (let hand = 0; hand < count; hand++) {
    handSums[hand] = rankKeys[cards[2 * hand]] + rankKeys[cards[2 * hand + 1]];
    handSuits[hand] = suitKeys[cards[2 * hand]] + suitKeys[cards[2 * hand + 1]];
  }
  const deckSums = deck.map((card) => rankKeys[card]);
  const deckSuits = deck.map((card) => suitKeys[card]);
  const board = new Int32Array(BOARD_CARDS);
  const winners = new Int32Array(2 ** count);

  /** Of a hand that makes a flush with the board, of which `last` is the last card. */
  function flushOf(hand: number, place: number, last: number): number {
    board[place] = last;
    const [one, other] = [cards[2 * hand], cards[2 * hand + 1]];
    return strength7(board[0], board[1], board[2], board[3], board[4], one, other);
  }
  /** Every card from `from` on as the last of the board. */
  function finish(from: number, place: number, sum: number, suits: number): void {
    const [lastSums, lastSuits, low, high, of7] = [deckSums, deckSuits, lower, upper, strengths];
    const [sum0, sum1] = [sum + handSums[0], sum + handSums[1]];
    const [suits0, suits1] = [suits + handSuits[0], suits + handSuits[1]];
    for (let next = from; next < lastSums.length; next++) {
      const lastSum = lastSums[next];
      const lastSuit = lastSuits[next];
      // The first two are written out, since a loop over all takes twice as long.
      let all = lastSum + sum0;
      const first =
        ((lastSuit + suits0) & 0x8888) === 0
          ? of7[high[all >> 17] + low[all & 0x1ffff]]
          : flushOf(0, place, deck[next]);
      all = lastSum + sum1;
      const second =
        ((lastSuit + suits1) & 0x8888) === 0
          ? of7[high[all >> 17] + low[all & 0x1ffff]]
          : flushOf(1, place, deck[next]);
      let best = first > second ? first : second;
      let set = first === second ? 3 : first > second ? 1 : 2;
      for (let hand = 2; hand < count; hand++) {
        all = lastSum + sum + handSums[hand];
        const strength =
          ((lastSuit + suits + handSuits[hand]) & 0x8888) === 0
            ? of7[high[all >> 17] + low[all & 0x1ffff]]
            : flushOf(hand, place, deck[next]);
        if (strength > best) {
          best = strength;
          set = 0;
        }
        if (strength === best) set |= 1 << hand;
      }
      winners[set]++;
    }
  }
  /** Sums of keys are carried along, so that a board costs one card and not five. */
  function complete(from: number, place: number, sum: number, suits: number): void {
    if (place === BOARD_CARDS - 1) return finish(from, place, sum, suits);
    for (let next = from; next <= deck.length - BOARD_CARDS + place; next++) {
      board[place] = deck[next];
      complete(next + 1, place + 1, sum + deckSums[next], suits + deckSuits[next]);
    }
  }
  let [sum, suits] = [0, 0x3333];
  for (const [place, card] of known.entries()) {
    board[place] = card;
    sum += rankKeys[card];
    suits += suitKeys[card];
  }
  complete(0, known.length, sum, suits);
  return winners;
}

/** The same of hands of four cards, exactly two of which count. */
export function countOmahaWinners(
  evaluator: HandEvaluator,
  hands: readonly number[],
  known: readonly number[],
  deck: Int32Array,
): Int32Array {
  const cards = Int32Array.from(hands);
  const count = cards.length / 4;
  const board = new Int32Array(BOARD_CARDS);
  const winners = new Int32Array(2 ** count);
  board.set(known);

  function settle(): void {
    let best = -1;
    let set = 0;
    for (let hand = 0; hand < count; hand++) {
      const strength = omahaStrength(evaluator, cards, 4 * hand, board, 0, BOARD_CARDS);
      if (strength > best) {
        best = strength;
        set = 0;
      }
      if (strength === best) set |= 1 << hand;
    }
    winners[set]++;
  }
  function complete(from: number, place: number): void {
    if (place === BOARD_CARDS) return settle();
    for (let next = from; next <= deck.length - BOARD_CARDS + place; next++) {
      board[place] = deck[next];
      complete(next + 1, place + 1);
    }
  }
  complete(0, known.length);
  return winners;
}
