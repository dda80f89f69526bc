import { OptionError } from '../../core/errors.ts';
import type { OptionSchema, OptionsOf } from '../../core/options.ts';

const bigBlind = (options: Readonly<Record<string, unknown>>): number => Number(options['big_blind']);

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
  small_blind: { kind: 'integer', default: 1, min: 0, max: 100_000, doc: 'what the first seat posts' },
  big_blind: { kind: 'integer', default: 2, min: 1, max: 100_000, doc: 'what the second seat posts' },
  ante: { kind: 'integer', default: 0, min: 0, max: 100_000, doc: 'what everybody posts before the blinds' },
  straddle: {
    kind: 'integer',
    default: 0,
    min: 0,
    max: 200_000,
    doc: 'what the third seat posts after the blinds, at least twice the big blind; 0 for no straddle',
  },
  stacks: {
    kind: 'numbers',
    default: (options) => [100 * bigBlind(options)],
    min: 1,
    max: 10_000_000, // ten of them, and ten times as much again, stay below 2³¹
    whole: true,
    lengths: [1, 10],
    doc: 'chips of each seat before anything is posted; one number for all alike',
  },
  small_bet: {
    kind: 'integer',
    default: bigBlind,
    min: 1,
    max: 100_000,
    doc: 'limit: a bet or raise before and on the flop',
  },
  big_bet: {
    kind: 'integer',
    default: (options) => 2 * Number(options['small_bet']),
    min: 1,
    max: 200_000,
    doc: 'limit: a bet or raise on the turn and the river',
  },
  bets: {
    kind: 'integer',
    default: 4,
    min: 1,
    max: 8,
    doc: 'limit: most bets in a round, the big blind and a straddle among them',
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

/** @throws OptionError where options contradict each other. */
export function checkHoldem(options: HoldemOptions): void {
  const { players, betting, variant, deck, small_blind, big_blind, straddle, stacks, actions } = options;
  const refuse = (why: string): never => {
    throw new OptionError(`holdem: ${why}`);
  };
  if ((actions === 'fixed') !== (betting === 'limit')) {
    refuse(
      `betting=${betting} does not go with actions=${actions}: fixed is for limit, and limit has no other.`,
    );
  }
  if (small_blind > big_blind)
    refuse(`the small blind ${small_blind} is more than the big blind ${big_blind}.`);
  if (stacks.length !== 1 && stacks.length !== players) {
    refuse(`${players} players have ${players} stacks, or one for all; stacks names ${stacks.length}.`);
  }
  if (straddle > 0 && players === 2) refuse('with two players nobody straddles: leave straddle out.');
  if (straddle > 0 && straddle < 2 * big_blind) {
    refuse(`a straddle is at least twice the big blind, ${2 * big_blind}, not ${straddle}.`);
  }
  if (betting === 'limit' && options.small_bet < big_blind) {
    refuse(`the small bet ${options.small_bet} is less than the big blind ${big_blind}.`);
  }
  if (options.big_bet < options.small_bet) {
    refuse(`the big bet ${options.big_bet} is less than the small bet ${options.small_bet}.`);
  }
  if (betting === 'limit' && options.bets < (straddle > 0 ? 2 : 1)) {
    refuse(`with a straddle there are two bets before anybody acts: bets must be 2 or more.`);
  }
  const cards = (variant === 'omaha' ? 4 : 2) * players + 5;
  const size = deck === 'full' ? 52 : 36;
  if (cards > size) refuse(`${players} players and the board need ${cards} cards, and the deck has ${size}.`);
  const { fractions } = options;
  if (fractions.some((part, at) => at > 0 && part <= fractions[at - 1])) {
    refuse(`fractions must rise: ${fractions.join('/')} do not.`);
  }
  if (betting === 'pot-limit' && actions === 'fractions' && fractions[fractions.length - 1] > 1) {
    refuse(`at pot limit nobody raises by more than the pot: fractions must be at most 1.`);
  }
}
