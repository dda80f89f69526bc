import { cardName, type HoldemReader, type Random } from '@parlor/envs';
import { type HandAction, type ShownCards, UNKNOWN } from './hand-action.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/**
 * The hole cards of each player of the file: as they are dealt or shown, the rest from what is left of the deck.
 * @returns drawn: of each player whether any were not known
 */
export function dealHands(
  { source, stacks, lines: known }: HandHistory,
  actions: readonly HandAction[],
  { hole, firstCard }: HoldemReader,
  random: Random | undefined,
): { readonly hands: number[][]; readonly drawn: boolean[] } {
  const hands = stacks.map((): number[] => []);
  const lines = stacks.map((): number | undefined => undefined);
  const used = new Map<number, string>();
  const use = (card: number, what: string, line: number | undefined): void => {
    if (card < firstCard) {
      throw new HandHistoryError(
        source,
        line,
        `${cardName(card)} is not in the short deck, which begins with the sixes.`,
      );
    }
    const before = used.get(card);
    if (before !== undefined)
      throw new HandHistoryError(source, line, `${cardName(card)} is dealt again: it is ${before} already.`);
    used.set(card, what);
  };
  let begun = false;
  for (const action of actions) {
    if (action.kind === 'hole') {
      if (begun) {
        throw new HandHistoryError(source, action.line, 'hands are dealt before anybody acts: put it first.');
      }
      const hand = hands[action.player] ?? [];
      hand.push(...action.cards);
      lines[action.player] ??= action.line;
      if (hand.length > hole) {
        throw new HandHistoryError(
          source,
          action.line,
          `p${action.player + 1} has more than ${hole} cards: give it ${hole}.`,
        );
      }
      for (const card of action.cards)
        if (card !== UNKNOWN) use(card, `with p${action.player + 1}`, action.line);
      continue;
    }
    if (action.kind === 'comment') continue;
    begun = true;
    if (action.kind === 'board') {
      for (const card of action.cards) {
        if (card === UNKNOWN)
          throw new HandHistoryError(source, action.line, 'a card of the board is unknown: name it.');
        use(card, 'on the board', action.line);
      }
    } else if (action.kind === 'show') {
      showHand(source, hole, action, hands[action.player] ?? [], (card) =>
        use(card, `with p${action.player + 1}`, action.line),
      );
    }
  }
  for (const [player, hand] of hands.entries()) {
    while (hand.length < hole) hand.push(UNKNOWN);
    if (random === undefined && hand.includes(UNKNOWN)) {
      throw new HandHistoryError(
        source,
        lines[player] ?? known.fields['actions'],
        `cards of p${player + 1} are unknown: name them with "d dh p${player + 1} …", or have them dealt ({ random }).`,
      );
    }
  }
  // Only after all that is known is taken: what is dealt must be new.
  const drawn = hands.map((hand) => hand.includes(UNKNOWN));
  for (const hand of hands) {
    for (const [place, card] of hand.entries()) {
      if (card !== UNKNOWN || random === undefined) continue;
      let next: number;
      do next = firstCard + random.below(52 - firstCard);
      while (used.has(next));
      used.set(next, 'dealt');
      hand[place] = next;
    }
  }
  return { hands, drawn };
}

/** Shown cards are those that were dealt, or take the place of unknown ones. */
function showHand(
  source: string,
  hole: number,
  action: { readonly player: number; readonly line: number | undefined; readonly cards: ShownCards },
  hand: number[],
  use: (card: number) => void,
): void {
  const { player, line, cards = [] } = action;
  if (cards === 'dealt') {
    if (hand.length === hole && !hand.includes(UNKNOWN)) return;
    throw new HandHistoryError(
      source,
      line,
      `p${player + 1} shows the cards that it was dealt, which are not all known: name them in place of the dash.`,
    );
  }
  for (const card of cards) {
    if (card === UNKNOWN || hand.includes(card)) continue;
    const place = hand.indexOf(UNKNOWN);
    if (place < 0) {
      throw new HandHistoryError(
        source,
        line,
        `p${player + 1} shows ${cardName(card)}, which it was not dealt.`,
      );
    }
    use(card);
    hand[place] = card;
  }
}
