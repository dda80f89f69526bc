import { OptionError } from '../../core/errors.ts';

/** The ranks of a deck, lowest to highest: rank 0 is the deuce, rank 12 the ace. */
export const RANKS = '23456789TJQKA';
/** The suits: clubs, diamonds, hearts, spades are 0 to 3. */
export const SUITS = 'cdhs';
const SYMBOLS = '♣♦♥♠';

/** Card 4 · rank + suit. A short deck has the cards from 16, the six of clubs, on. */
export const CARD_COUNT = 52;

export function cardRank(card: number): number {
  return card >> 2;
}

export function cardSuit(card: number): number {
  return card & 3;
}

/** As people type it: 'As', 'Td'. */
export function cardName(card: number): string {
  return RANKS.charAt(card >> 2) + SUITS.charAt(card & 3);
}

/** As people like to see it: 'A♠', 'T♦'. */
export function cardSymbol(card: number): string {
  return RANKS.charAt(card >> 2) + SYMBOLS.charAt(card & 3);
}

/** The card of that name or symbol in either case, '10' for 'T' too; undefined where there is none. */
export function readCard(name: string): number | undefined {
  const found = /^(10|[2-9TJQKA])([cdhs♣♦♥♠])$/i.exec(name.trim());
  if (found === null) return undefined;
  const [, rank = '', suit = ''] = found;
  const row = rank === '10' ? 8 : RANKS.indexOf(rank.toUpperCase());
  return 4 * row + Math.max(SUITS.indexOf(suit.toLowerCase()), SYMBOLS.indexOf(suit));
}

/**
 * Cards named one after another, with or without spaces and commas: 'AsKd', 'As Kd'.
 * @throws OptionError where a part of it is no card, or a card is named twice
 */
export function readCards(names: string): number[] {
  const cards = new Set<number>();
  for (const name of names.replace(/[\s,]/g, '').match(/10.|..?/gs) ?? []) {
    const card = readCard(name);
    if (card === undefined) {
      throw new OptionError(
        `${quoted(names)}: ${quoted(name)} is no card; write rank and suit, such as As or Td.`,
      );
    }
    if (cards.has(card)) {
      throw new OptionError(`${quoted(names)} names ${cardName(card)} twice; a deck has every card once.`);
    }
    cards.add(card);
  }
  return [...cards];
}

/** What was given, cut short where it is long. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
