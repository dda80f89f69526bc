import { antesOf, type HoldemOptions, postedBets, postsOf } from './holdem-options.ts';

/** How hold'em is played at this table, and how to answer. */
export function holdemRules(options: HoldemOptions, role: number, names: readonly string[]): string {
  const { players, betting, variant, deck, stacks } = options;
  const game = variant === 'omaha' ? 'Omaha' : "Texas hold'em";
  const kind = { limit: 'limit', 'pot-limit': 'pot-limit', 'no-limit': 'no-limit' }[betting];
  const chips =
    stacks.length === 1 ? `${stacks[0]} chips each` : `${stacks.join(', ')} chips, in order of seats`;
  return [
    `${game}, ${kind}, one hand for ${players} players${role < 0 ? '' : `; you are the ${names[role]}`}.`,
    `Stacks: ${chips}. Before the cards are dealt, ${postsLine(options)}`,
    orderLine(options),
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

/** Who pays what before the cards: antes, then blinds and straddles. */
function postsLine(options: HoldemOptions): string {
  const antes = antesOf(options);
  const isSame = antes.every((ante) => ante === antes[0]);
  const anted = isSame
    ? [antes[0] > 0 ? `everybody antes ${antes[0]}` : '']
    : antes.map((ante, seat) => (ante > 0 ? `player ${seat + 1} antes ${ante}` : ''));
  const [first, second, ...others] = postsOf(options);
  const posted = [
    first > 0 ? `player 1 the small blind of ${first}` : '',
    second > 0 ? `player 2 the big blind of ${second}` : '',
    ...others.map((post, at) => {
      const what = post > second && second > 0 ? 'straddle' : 'blind';
      return post > 0 ? `player ${at + 3} a ${what} of ${post}` : '';
    }),
  ].filter((words) => words !== '');
  const [one = '', ...more] = posted;
  const said = [...anted, [one.replace(/^player \d+/, '$& posts'), ...more].join(', ')].filter(
    (words) => words !== '',
  );
  const won = isSame ? '' : ' Such antes lie in the first pot, and nobody need match them.';
  return `${said.length > 0 ? said.join(', ') : 'nobody posts anything'}.${won}`;
}

function orderLine(options: HoldemOptions): string {
  const posts = postsOf(options);
  const greatest = Math.max(...posts);
  const last = greatest > 0 ? posts.lastIndexOf(greatest) : -1;
  if (options.players > 2) {
    if (last < 0 || last === options.players - 1)
      return 'The last player is on the button, and acts last, before the flop and after it.';
    const before = last === 1 ? '' : `; before it player ${last + 1} does`;
    return `The last player is on the button, and acts last after the flop${before}.`;
  }
  if (last === 1)
    return 'The small blind is on the button: it acts first before the flop, and last after it.';
  return 'Player 1 is on the button: it acts last, before the flop and after it.';
}

function deckLines(deck: HoldemOptions['deck']): string[] {
  if (deck === 'full') return [];
  const trips = deck === 'short-trips' ? ', and three of a kind beats a straight' : '';
  return [
    `The deck has the 36 cards from the six up. A flush beats a full house${trips}; A 6 7 8 9 is a straight.`,
  ];
}

function bettingLines(options: HoldemOptions): string[] {
  const { betting, small_bet, big_bet, bets } = options;
  if (betting === 'limit') {
    const made = postedBets(options);
    const posted =
      made === 0
        ? 'posting is none of them'
        : made === 1
          ? 'the big blind is one of them'
          : made === 2
            ? 'the big blind and the straddle are two of them'
            : `the big blind and straddles are ${made} of them`;
    return [
      `A bet or raise is ${small_bet} before and on the flop, ${big_bet} after it; at most ${bets} in a round (before the flop ${posted}).`,
    ];
  }
  const greatest = Math.max(...options.posts);
  const least = options.posts[1] === options.big_blind ? 'the big blind' : `${options.big_blind}`;
  return [
    `A bet is at least ${least}, a raise at least as much as the last one${greatest > options.big_blind ? ` (the first at least ${greatest})` : ''}${betting === 'pot-limit' ? ', and at most the pot after calling' : ''}; an all-in for less is allowed, and lets those who have acted raise again only where what they face adds up to a whole raise.`,
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
