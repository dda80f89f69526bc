import { OptionError } from '../core/errors.ts';
import { layout } from '../core/layout.ts';

/** The options of Hanabi, checked one by one. */
export interface HanabiOptions {
  readonly players: number;
  readonly colours: number;
  readonly ranks: number;
  readonly hand: number;
  readonly information_tokens: number;
  readonly lives: number;
  readonly lost: string;
}

/** The most colours and ranks: both sets fit into the bits of a card. */
export const MOST_COLOURS = 5;
export const MOST_RANKS = 5;

/**
 * A card in a hand is one word, 0 where there is none. Its rank and its colour are one bit each: bits 0 … 4 and 5 … 9.
 * Bits 10 … 19 are the ranks and colours that the hints to its owner leave open, in the same order; bits 20 and 21 say
 * that a hint named its rank or its colour.
 */
export const COLOUR_BIT = 5;
export const OPEN_BIT = 10;
export const RANK_TOLD = 1 << 20;
export const COLOUR_TOLD = 1 << 21;
export const RANK_BITS = 31;
export const COLOUR_BITS = 31 << COLOUR_BIT;
export const CARD_BITS = RANK_BITS | COLOUR_BITS;

/** The place of the only bit that is set. */
export function bitOf(set: number): number {
  return 31 - Math.clz32(set);
}

/** Copies of each rank in a colour: three of the lowest, one of the highest, two of those between. */
export function copiesOf(ranks: number): number[] {
  return Array.from({ length: ranks }, (_, rank) => (rank === 0 ? 3 : rank === ranks - 1 ? 1 : 2));
}

export type HanabiTable = ReturnType<typeof hanabiTable>;

/**
 * What follows from the options: the deck, the numbers of the actions, the layout of the state.
 * @throws OptionError where the deck is too small for the hands.
 */
export function hanabiTable(options: HanabiOptions) {
  const { players, colours, ranks, hand, information_tokens: mostTokens, lives, lost } = options;
  const copies = copiesOf(ranks);
  const kinds = colours * ranks; // kind = colour × ranks + rank
  const total = colours * copies.reduce((sum, count) => sum + count, 0);
  const dealt = players * hand;
  if (total < dealt) {
    throw new OptionError(
      `hanabi: ${colours} ${colours === 1 ? 'colour' : 'colours'} of ${ranks} ${ranks === 1 ? 'rank' : 'ranks'} are ` +
        `${total} cards; ${players} hands of ${hand} need ${dealt}: raise colours or ranks, or take a smaller hand.`,
    );
  }
  const deck = total - dealt;
  const hintColour = 2 * hand;
  const hintRank = hintColour + (players - 1) * colours;
  const actionCount = hintRank + (players - 1) * ranks;

  const copiesOfKind = Int32Array.from({ length: kinds }, (_, kind) => copies[kind % ranks]);
  /** A card of each kind as it is drawn: anything is open. */
  const open = ((1 << ranks) - 1) | (((1 << colours) - 1) << COLOUR_BIT);
  const fresh = Int32Array.from(
    { length: kinds },
    (_, kind) => (1 << (kind % ranks)) | (1 << (COLOUR_BIT + Math.floor(kind / ranks))) | (open << OPEN_BIT),
  );

  const { at, size } = layout({
    mover: 1, // a seat, chance or the end
    seat: 1, // whose turn it is, be it to act or to draw
    drawn: 1, // cards that have left the deck
    turns: 1, // turns that are left once the deck is empty, else 0
    tokens: 1,
    lives: 1,
    score: 1,
    fireworks: colours, // height of each
    deck: kinds, // cards of each kind that nobody has drawn
    discards: kinds,
    cards: dealt, // hand of each seat, oldest card first
    last: players, // what each seat did last, as `report` packs it; 0 for nothing
  });

  return {
    players,
    colours,
    ranks,
    hand,
    mostTokens,
    mostLives: lives,
    zeroWhenLost: lost === 'zero',
    kinds,
    total,
    /** Cards that are dealt before the first turn, and those left in the deck then. */
    dealt,
    deck,
    hintColour,
    hintRank,
    actionCount,
    copiesOfKind,
    fresh,
    at,
    size,
  };
}

/**
 * A seat's last action in one word: the action; the kind that was played or discarded, or the set of cards that a hint
 * names; whether what was played fitted.
 */
export function report(action: number, detail: number, fits: number): number {
  return (1 + action) | (detail << 8) | (fits << 16);
}

export function readReport(word: number): { action: number; detail: number; fits: boolean } {
  return { action: (word & 255) - 1, detail: (word >> 8) & 255, fits: word >> 16 === 1 };
}
