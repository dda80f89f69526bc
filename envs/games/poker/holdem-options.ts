import { OptionError } from '../../core/errors.ts';
import type { OptionSchema, OptionsOf } from '../../core/options.ts';

/** Ten stacks of as many, and ten times as much again, stay below 2³¹. */
const MOST_CHIPS = 10_000_000;

const bigBlind = (options: Readonly<Record<string, unknown>>): number => Number(options['big_blind']);

/** What is posted where `posts` is left out. */
function usualPosts(options: Readonly<Record<string, unknown>>): number[] {
  const straddle = Number(options['straddle']);
  return [Number(options['small_blind']), bigBlind(options), ...(straddle > 0 ? [straddle] : [])];
}

/** Options of hold'em and its kin. Amounts are in chips. */
export const HOLDEM_OPTIONS = {
  players: { kind: 'integer', default: 2, min: 2, max: 10, doc: 'players at the table' },
  betting: {
    kind: 'choice',
    default: 'no-limit',
    values: ['limit', 'pot-limit', 'no-limit'],
    doc: 'how much may be bet',
  },
  variant: {
    kind: 'choice',
    default: 'holdem',
    values: ['holdem', 'omaha'],
    doc: 'two cards each, of which any count; or four, of which exactly two count',
  },
  deck: {
    kind: 'choice',
    default: 'full',
    values: ['full', 'short', 'short-trips'],
    doc: '52 cards; 36 from the six up, where a flush beats a full house; the same where three of a kind beats a straight too',
  },
  small_blind: { kind: 'integer', default: 1, min: 0, max: MOST_CHIPS, doc: 'what the first seat posts' },
  big_blind: {
    kind: 'integer',
    default: 2,
    min: 1,
    max: MOST_CHIPS,
    doc: 'what the second seat posts, and the least bet and raise',
  },
  ante: {
    kind: 'numbers',
    default: [0],
    min: 0,
    max: MOST_CHIPS,
    whole: true,
    lengths: [1, 10],
    doc: 'what is put into the pot before the blinds; one number for all alike, or in order of seats, of which the rest put in nothing',
  },
  straddle: {
    kind: 'integer',
    default: 0,
    min: 0,
    max: MOST_CHIPS,
    doc: 'what the third seat posts after the blinds, at least twice the big blind; 0 for no straddle',
  },
  posts: {
    kind: 'numbers',
    default: usualPosts,
    min: 0,
    max: MOST_CHIPS,
    whole: true,
    lengths: [1, 10],
    doc: 'blinds and straddles of any seats, in order of seats, of which the rest post nothing; takes the place of small_blind and straddle',
  },
  stacks: {
    kind: 'numbers',
    default: (options) => [100 * bigBlind(options)],
    min: 1,
    max: MOST_CHIPS,
    whole: true,
    lengths: [1, 10],
    doc: 'chips of each seat before anything is posted; one number for all alike',
  },
  small_bet: {
    kind: 'integer',
    default: bigBlind,
    min: 1,
    max: MOST_CHIPS,
    doc: 'limit: a bet or raise before and on the flop',
  },
  big_bet: {
    kind: 'integer',
    default: (options) => 2 * Number(options['small_bet']),
    min: 1,
    max: 2 * MOST_CHIPS,
    doc: 'limit: a bet or raise on the turn and the river',
  },
  bets: {
    kind: 'integer',
    default: 4,
    min: 1,
    max: 8,
    doc: 'limit: most bets in a round, the big blind and straddles among them',
  },
  actions: {
    kind: 'choice',
    default: ({ betting }) => (betting === 'limit' ? 'fixed' : 'fractions'),
    values: ['fixed', 'fractions', 'full'],
    doc: 'fold, call, raise (limit); some raises by the pot, and all-in; every amount that the rules allow',
  },
  fractions: {
    kind: 'numbers',
    default: [1],
    min: 0.05,
    max: 10,
    whole: false,
    lengths: [1, 8],
    doc: 'actions=fractions: raises, as parts of the pot after calling, in rising order; left out where they are too small to be a raise',
  },
} as const satisfies OptionSchema;

export type HoldemOptions = OptionsOf<typeof HOLDEM_OPTIONS>;

/** Antes of all seats: [players]. */
export function antesOf({ players, ante }: HoldemOptions): number[] {
  return Array.from({ length: players }, (_, seat) => (ante.length === 1 ? ante[0] : (ante[seat] ?? 0)));
}

/** Blinds and straddles of all seats: [players]. */
export function postsOf({ players, posts }: HoldemOptions): number[] {
  return Array.from({ length: players }, (_, seat) => posts[seat] ?? 0);
}

/** Bets that are made by posting: amounts of at least the big blind, each different one a bet or raise of its own. */
export function postedBets(options: HoldemOptions): number {
  return new Set(options.posts.filter((post) => post >= options.big_blind)).size;
}

/** @throws OptionError where options contradict each other, or one is given that has no effect beside the others. */
export function checkHoldem(options: HoldemOptions): void {
  const { players, betting, variant, deck, stacks, ante, actions } = options;
  const refuse = (why: string): never => {
    throw new OptionError(`holdem: ${why}`);
  };
  if ((actions === 'fixed') !== (betting === 'limit')) {
    refuse(
      `betting=${betting} does not go with actions=${actions}: fixed is for limit, and limit has no other.`,
    );
  }
  if (stacks.length !== 1 && stacks.length !== players) {
    refuse(`${players} players have ${players} stacks, or one for all; stacks names ${stacks.length}.`);
  }
  if (ante.length > players) {
    refuse(`${players} players have ${players} antes at most, or one for all; ante names ${ante.length}.`);
  }
  checkPosts(options, refuse);
  checkLimit(options, refuse);
  const cards = (variant === 'omaha' ? 4 : 2) * players + 5;
  const size = deck === 'full' ? 52 : 36;
  if (cards > size) refuse(`${players} players and the board need ${cards} cards, and the deck has ${size}.`);
  const { fractions } = options;
  if (actions !== 'fractions' && fractions.join() !== '1') {
    refuse(`fractions are for actions=fractions, not for actions=${actions}: leave them out.`);
  }
  if (fractions.some((part, at) => at > 0 && part <= fractions[at - 1])) {
    refuse(`fractions must rise: ${fractions.join('/')} do not.`);
  }
  if (betting === 'pot-limit' && actions === 'fractions' && fractions[fractions.length - 1] > 1) {
    refuse(`at pot limit nobody raises by more than the pot: fractions must be at most 1.`);
  }
}

type Refuse = (why: string) => never;

function checkPosts(options: HoldemOptions, refuse: Refuse): void {
  const { players, betting, small_blind, big_blind, straddle, posts } = options;
  if (straddle > 0 && players === 2) {
    refuse('with two players nobody straddles as the third: leave straddle out, or name posts such as 4/2.');
  }
  if (posts.length > players) {
    refuse(`${players} players post ${players} blinds and straddles at most; posts names ${posts.length}.`);
  }
  if (straddle > 0 && straddle < 2 * big_blind) {
    refuse(`a straddle is at least twice the big blind, ${2 * big_blind}, not ${straddle}.`);
  }
  // A canonical spec names every option: one that posts takes the place of is as it would be without, or agrees.
  const [first, , third = 0] = posts;
  if (small_blind !== first && small_blind !== HOLDEM_OPTIONS.small_blind.default) {
    refuse(`posts begins with ${first}, and small_blind is ${small_blind}: leave small_blind out.`);
  }
  if (straddle > 0 && straddle !== third) {
    refuse(`posts has ${third} for the third seat, and straddle is ${straddle}: leave straddle out.`);
  }
  if (small_blind > big_blind && posts[1] === big_blind) {
    refuse(`the small blind ${small_blind} is more than the big blind ${big_blind}.`);
  }
  if (betting === 'pot-limit' && Math.max(...posts) < big_blind) {
    refuse(
      `at pot limit somebody posts ${big_blind} or more, the least bet: else the pot would be too small for one.`,
    );
  }
}

function checkLimit(options: HoldemOptions, refuse: Refuse): void {
  const { betting, big_blind, small_bet, big_bet, bets } = options;
  if (betting !== 'limit') {
    // What is as it would be left out says nothing, and canonical specs say it.
    const given = [
      ...(small_bet === big_blind ? [] : ['small_bet']),
      ...(big_bet === 2 * small_bet ? [] : ['big_bet']),
      ...(bets === HOLDEM_OPTIONS.bets.default ? [] : ['bets']),
    ];
    if (given.length > 0) refuse(`${given[0]} is for betting=limit, not ${betting}: leave it out.`);
    return;
  }
  if (small_bet < big_blind) refuse(`the small bet ${small_bet} is less than the big blind ${big_blind}.`);
  if (big_bet < small_bet) refuse(`the big bet ${big_bet} is less than the small bet ${small_bet}.`);
  const posted = postedBets(options);
  if (bets < posted) {
    const many = `${posted} ${posted === 1 ? 'bet' : 'bets'}`;
    refuse(`blinds and straddles make ${many} before anybody acts: bets must be ${posted} or more.`);
  }
}
