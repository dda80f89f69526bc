import { setSize } from '../../core/bits.ts';
import { OptionError } from '../../core/errors.ts';
import { CARD_COUNT, cardName } from './cards.ts';
import { type HandEvaluator, handEvaluator } from './hand-evaluator.ts';
import { type HandOrder, LOWEST_RANK } from './hand-order.ts';

const BOARD_CARDS = 5;

export interface EquityOptions {
  /** Cards that lie on the board already, five at most. */
  readonly board?: readonly number[];
  /** Cards that are known to be out of the deck. */
  readonly dead?: readonly number[];
  readonly order?: HandOrder;
}

/** How one hand fares over all boards. */
export interface Equity {
  /** Boards on which it is better than every other hand. */
  readonly wins: number;
  /** Boards on which another hand is better. */
  readonly losses: number;
  /** Boards on which it shares the pot. */
  readonly ties: number;
  /** Its part of the pot, from 0 to 1, on average over the boards. */
  readonly share: number;
}

/**
 * Exact equity of two or more hands of two cards, all in: every way to complete the board is counted once. Before
 * the flop these are 1 712 304 boards for two hands.
 * @throws OptionError where a hand has not two cards, a card is given twice or is not of the deck, or too few are left
 */
export function handEquity(hands: readonly (readonly number[])[], options: EquityOptions = {}): Equity[] {
  const { board = [], dead = [], order = 'full' } = options;
  if (hands.length < 2 || hands.some((hand) => hand.length !== 2)) {
    throw new OptionError('hand equity: give two hands or more, of two cards each.');
  }
  if (board.length > BOARD_CARDS) {
    throw new OptionError(`hand equity: a board has at most ${BOARD_CARDS} cards, not ${board.length}.`);
  }
  const deck = restOfDeck([...hands.flat(), ...board, ...dead], order);
  if (deck.length < BOARD_CARDS - board.length) {
    throw new OptionError(
      'hand equity: too few cards are left to complete the board; give fewer hands or dead cards.',
    );
  }
  // The last card of a full board is the one card that may come.
  const [known, coming] =
    board.length < BOARD_CARDS ? [board, deck] : [board.slice(0, -1), Int32Array.from(board.slice(-1))];
  const winners = countWinners(handEvaluator(order), hands.flat(), known, coming);
  const boards = winners.reduce((sum, count) => sum + count, 0);
  return hands.map((_, hand) => {
    let [wins, ties, pots] = [0, 0, 0];
    for (let set = 1; set < winners.length; set++) {
      if (((set >> hand) & 1) === 0 || winners[set] === 0) continue;
      const sharers = setSize(set);
      if (sharers === 1) wins += winners[set];
      else ties += winners[set];
      pots += winners[set] / sharers;
    }
    return { wins, losses: boards - wins - ties, ties, share: pots / boards };
  });
}

/** Completes the board in every way: how often each set of hands, as bits, has won. */
function countWinners(
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

function restOfDeck(given: readonly number[], order: HandOrder): Int32Array {
  const lowest = 4 * LOWEST_RANK[order];
  const left = new Set(Array.from({ length: CARD_COUNT - lowest }, (_, index) => lowest + index));
  for (const card of given) {
    if (left.delete(card)) continue;
    const inDeck = Number.isInteger(card) && card >= lowest && card < CARD_COUNT;
    throw new OptionError(
      inDeck
        ? `hand equity: ${cardName(card)} is given twice.`
        : `hand equity: ${card} is no card of the ${order} deck; its cards are ${lowest} to ${CARD_COUNT - 1}.`,
    );
  }
  return Int32Array.from(left);
}
