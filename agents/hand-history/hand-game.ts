import { type Game, holdem, OptionError } from '@parlor/envs';
import type { HandAction } from './hand-action.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** Blinds come first, as seats do here; of two players the file names the big blind first. */
export function seatOf(player: number, players: number): number {
  return players === 2 ? 1 - player : player;
}

/**
 * The game that the file is of, in its chips.
 * @throws HandHistoryError where the suite does not have it
 */
export function gameOf(history: HandHistory, chip: number, actions: readonly HandAction[]): Game {
  const { variant, antes, blinds, stacks, smallBet, bigBet, minBet, source, lines } = history;
  const refuse = (field: string, what: string, cause?: unknown): never => {
    throw new HandHistoryError(source, lines.fields[field], what, { cause });
  };
  checkAntes(history, refuse);
  const players = stacks.length;
  const chips = (value: number): number => Math.round(value / chip);
  // Of two players the file assigns antes and blinds in reverse, which is in order of seats here.
  const posts = blinds.map(chips);
  const greatest = Math.max(...blinds);
  if (variant === 'PO' && minBet !== undefined && greatest < minBet) {
    refuse(
      'blinds_or_straddles',
      `at pot limit somebody must post min_bet, ${minBet}, or more, and the greatest post is ${greatest}.`,
    );
  }
  if (smallBet !== undefined && bigBet !== undefined && bigBet < smallBet)
    refuse('big_bet', `the big bet ${bigBet} is less than the small bet ${smallBet}.`);
  const [, second = 0] = blinds;
  const least = minBet ?? Math.min(second > 0 ? second : Infinity, smallBet ?? Infinity);
  const bets = variant === 'FT' ? mostBets(history, least, actions) : 0;
  try {
    return holdem({
      players,
      betting: ({ FT: 'limit', NT: 'no-limit', NS: 'no-limit', PO: 'pot-limit' } as const)[variant],
      variant: variant === 'PO' ? 'omaha' : 'holdem',
      deck: variant === 'NS' ? 'short' : 'full',
      ...posting(posts, chips(least)),
      ante: isSame(antes) ? chips(antes[0] ?? 0) : antes.map(chips),
      stacks: stacks.map((_, seat) => chips(stacks[seatOf(seat, players)] ?? 0)),
      ...(variant === 'FT' ? { bets: Math.max(4, bets) } : { actions: 'full' as const }),
      ...(smallBet === undefined ? {} : { small_bet: chips(smallBet) }),
      ...(bigBet === undefined ? {} : { big_bet: chips(bigBet) }),
    });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return refuse('starting_stacks', error.message.replace(/^holdem: /, ''), error);
  }
}

function isSame(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Options that post these chips: blinds and a straddle of the third seat by name, all else seat by seat. */
function posting(posts: readonly number[], bigBlind: number): Partial<Record<string, number | number[]>> {
  const [small = 0, big = 0, third = 0, ...others] = posts;
  const isUsual =
    big === bigBlind &&
    small <= big &&
    (third === 0 || third >= 2 * big) &&
    others.every((post) => post === 0);
  return isUsual
    ? { small_blind: small, big_blind: big, straddle: third }
    : { big_blind: bigBlind, posts: [...posts] };
}

type Refuse = (field: string, what: string) => never;

/** Short antes: equal ones are won as far as they are matched here, others by anybody. */
function checkAntes({ antes, stacks, notes }: HandHistory, refuse: Refuse): void {
  const players = antes.length;
  const isTrimmed = notes['ante_trimming_status'] === true;
  if (!isSame(antes)) {
    if (isTrimmed)
      refuse(
        'ante_trimming_status',
        'antes that differ can be won by everybody: say ante_trimming_status = false, or leave it out.',
      );
    return;
  }
  const short = stacks.findIndex((stack, player) => stack < (antes[seatOf(player, players)] ?? 0));
  if (short >= 0 && !isTrimmed) {
    refuse(
      'antes',
      `p${short + 1} has less than the ante, and wins of each other what it has put in itself: say ante_trimming_status = true.`,
    );
  }
}

/** Bets of the round that has most, blinds and straddles among them: the file does not say how many there may be. */
function mostBets(history: HandHistory, least: number, actions: readonly HandAction[]): number {
  const { blinds, source, lines } = history;
  const { max } = holdem.options.bets;
  const refuse = (line: number | undefined): never => {
    throw new HandHistoryError(
      source,
      line,
      `this is more than ${max} bets in a round, which are not played.`,
    );
  };
  let bets = new Set(blinds.filter((post) => post >= least)).size;
  if (bets > max) refuse(lines.fields['blinds_or_straddles']);
  let most = bets;
  for (const { kind, line } of actions) {
    if (kind === 'board') bets = 0;
    if (kind === 'raise') bets++;
    if (bets > max) refuse(line);
    if (bets > most) most = bets;
  }
  return most;
}
