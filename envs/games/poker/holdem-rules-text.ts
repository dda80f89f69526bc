import type { HoldemOptions } from './holdem-options.ts';

/** How hold'em is played at this table, and how to answer. */
export function holdemRules(options: HoldemOptions, role: number, names: readonly string[]): string {
  const { players, betting, variant, deck, small_blind, big_blind, ante, straddle, stacks } = options;
  const game = variant === 'omaha' ? 'Omaha' : "Texas hold'em";
  const kind = { limit: 'limit', 'pot-limit': 'pot-limit', 'no-limit': 'no-limit' }[betting];
  const posts = [
    ...(ante > 0 ? [`everybody an ante of ${ante}`] : []),
    `player 1 the small blind of ${small_blind}`,
    `player 2 the big blind of ${big_blind}`,
    ...(straddle > 0 ? [`player 3 a straddle of ${straddle}`] : []),
  ];
  const chips =
    stacks.length === 1 ? `${stacks[0]} chips each` : `${stacks.join(', ')} chips, in order of seats`;
  return [
    `${game}, ${kind}, one hand for ${players} players${role < 0 ? '' : `; you are the ${names[role]}`}.`,
    `Stacks: ${chips}. Before the cards are dealt ${posts.join(', ')}.`,
    players === 2
      ? 'The small blind is on the button: it acts first before the flop, and last after it.'
      : 'The last player is on the button, and acts last after the flop.',
    variant === 'omaha'
      ? 'Everybody gets four cards of their own, and plays exactly two of them with three of the board.'
      : 'Everybody gets two cards of their own; the best five of them and the five of the board count.',
    ...deckLines(deck),
    'Betting before the flop (three cards of the board), after it, after the turn (a fourth) and after the river (the fifth).',
    ...bettingLines(options),
    'Who has no chips left is all-in, and wins of each other no more than it has paid. A chip that cannot be shared goes to the first winner left of the button.',
    answerLine(options),
  ].join('\n');
}

function deckLines(deck: HoldemOptions['deck']): string[] {
  if (deck === 'full') return [];
  const trips = deck === 'short-trips' ? ', and three of a kind beats a straight' : '';
  return [
    `The deck has the 36 cards from the six up. A flush beats a full house${trips}; A 6 7 8 9 is a straight.`,
  ];
}

function bettingLines({ betting, small_bet, big_bet, bets, straddle }: HoldemOptions): string[] {
  if (betting === 'limit') {
    const posted =
      straddle > 0 ? 'the big blind and the straddle are two of them' : 'the big blind is one of them';
    return [
      `A bet or raise is ${small_bet} before and on the flop, ${big_bet} after it; at most ${bets} in a round (before the flop ${posted}).`,
    ];
  }
  return [
    `A bet is at least the big blind, a raise at least as much as the last one${straddle > 0 ? ' (the first at least the straddle)' : ''}${betting === 'pot-limit' ? ', and at most the pot after calling' : ''}; an all-in for less is allowed, and lets those who have acted raise again only where what they face adds up to a whole raise.`,
  ];
}

function answerLine({ actions }: HoldemOptions): string {
  const raise =
    actions === 'fixed'
      ? '[bet] or [raise]'
      : actions === 'full'
        ? '[bet 20] or [raise to 60] (what your bets of this round come to)'
        : 'one of the bets that you are offered, such as [bet 20], [raise to 60] or [all-in]';
  return `Answer with the action in brackets: [check], [call], [fold], ${raise}.`;
}
