import { setSize } from '../../core/bits.ts';
import { OptionError } from '../../core/errors.ts';
import { CARD_COUNT, cardName } from './cards.ts';
import { BOARD_CARDS, countOmahaWinners, countWinners } from './equity-winners.ts';
import { handEvaluator } from './hand-evaluator.ts';
import { type HandOrder, LOWEST_RANK } from './hand-order.ts';

/** Cards of a hand, in words too. */
const HANDS = {
  holdem: { size: 2, words: 'two', count: countWinners },
  omaha: { size: 4, words: 'four', count: countOmahaWinners },
} as const;

export interface EquityOptions {
  /** Hands of two cards, of which any count (the default), or of four, of which exactly two do. */
  readonly variant?: keyof typeof HANDS;
  /** Cards that lie on the board already, five at most. */
  readonly board?: readonly number[];
  /** Cards that are known to be out of the deck. */
  readonly dead?: readonly number[];
  /** The deck and with it the order of hands, as the option `deck` of hold'em; all 52 cards unless given. */
  readonly deck?: HandOrder;
}

const OPTIONS: readonly string[] = ['variant', 'board', 'dead', 'deck'] satisfies (keyof EquityOptions)[];

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
 * Exact equity of two or more hands, all in: every way to complete the board is counted once. Before the flop these are
 * 1 712 304 boards for two hands of two cards, 1 086 008 for two of four.
 * @throws OptionError where a hand has too few or too many cards, a card is given twice or is not of the deck, too few are
 *   left, or there is no such variant, deck or option
 */
export function handEquity(hands: readonly (readonly number[])[], options: EquityOptions = {}): Equity[] {
  const { board = [], dead = [], deck = 'full', variant = 'holdem' } = options;
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new OptionError(`hand equity has no option "${unknown}"; its options are ${OPTIONS.join(', ')}.`);
  }
  if (!Object.hasOwn(HANDS, variant)) {
    throw new OptionError(
      `hand equity: there is no variant ${JSON.stringify(variant)}; choose ${Object.keys(HANDS).join(' or ')}.`,
    );
  }
  const { size, words, count } = HANDS[variant];
  const evaluator = handEvaluator(deck);
  if (hands.length < 2 || hands.some((hand) => hand.length !== size)) {
    throw new OptionError(`hand equity: give two hands or more, of ${words} cards each.`);
  }
  if (board.length > BOARD_CARDS) {
    throw new OptionError(`hand equity: a board has at most ${BOARD_CARDS} cards, not ${board.length}.`);
  }
  const left = restOfDeck([...hands.flat(), ...board, ...dead], deck);
  if (left.length < BOARD_CARDS - board.length) {
    throw new OptionError(
      'hand equity: too few cards are left to complete the board; give fewer hands or dead cards.',
    );
  }
  // The last card of a full board is the one card that may come.
  const [known, coming] =
    board.length < BOARD_CARDS ? [board, left] : [board.slice(0, -1), Int32Array.from(board.slice(-1))];
  const winners = count(evaluator, hands.flat(), known, coming);
  const boards = winners.reduce((sum, often) => sum + often, 0);
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

function restOfDeck(given: readonly number[], deck: HandOrder): Int32Array {
  const lowest = 4 * LOWEST_RANK[deck];
  const left = new Set(Array.from({ length: CARD_COUNT - lowest }, (_, index) => lowest + index));
  for (const card of given) {
    if (left.delete(card)) continue;
    const inDeck = Number.isInteger(card) && card >= lowest && card < CARD_COUNT;
    throw new OptionError(
      inDeck
        ? `hand equity: ${cardName(card)} is given twice.`
        : `hand equity: ${card} is no card of the ${deck} deck; its cards are ${lowest} to ${CARD_COUNT - 1}.`,
    );
  }
  return Int32Array.from(left);
}
