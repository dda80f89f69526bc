import { type Game, holdem, OptionError } from '@parlor/envs';
import type { HandAction } from './hand-action.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** Blinds come first, as seats do here; of two players the file names the big blind first. */
export function seatOf(player: number, players: number): number {
  return players === 2 ? 1 - player : player;
}

/** The largest part of a unit that all amounts are multiples of. */
export function chipOf(
  { antes, blinds, stacks, smallBet, bigBet, minBet, source }: HandHistory,
  actions: readonly HandAction[],
): number {
  const raises = actions.flatMap((action) => (action.kind === 'raise' ? [action.amount] : []));
  const given = [...antes, ...blinds, ...stacks, ...raises, smallBet, bigBet, minBet];
  const all = given.filter((value) => value !== undefined).filter((value) => value > 0);
  for (const scale of [1, 10, 100, 1000]) {
    const whole = all.map((value) => Math.round(value * scale));
    if (!all.every((value, at) => Math.abs(value * scale - (whole[at] ?? 0)) < 1e-6)) continue;
    if (!whole.every(Number.isSafeInteger)) break;
    return whole.reduce(greatestDivisor, 0) / scale;
  }
  throw new HandHistoryError(
    source,
    undefined,
    'amounts must be multiples of a thousandth: give them in smaller units.',
  );
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

export function gameOf(history: HandHistory, chip: number): Game {
  const { variant, antes, blinds, source, lines } = history;
  const players = history.stacks.length;
  const refuse = (field: string, what: string, cause?: unknown): never => {
    throw new HandHistoryError(source, lines.fields[field], what, { cause });
  };
  const chips = (value: number): number => Math.round(value / chip);
  const [small = 0, big = 0, straddle = 0, ...others] = blinds;
  const [ante = 0] = antes;
  if (antes.some((value) => value !== ante))
    refuse('antes', 'antes must be the same for all: others are not played here.');
  if (others.some((value) => value > 0))
    refuse('blinds_or_straddles', 'nobody straddles here but the third player: leave other straddles out.');
  if (big === 0) refuse('blinds_or_straddles', 'the big blind must be more than 0.');
  if (history.minBet !== undefined && chips(history.minBet) !== chips(big)) {
    refuse('min_bet', `the least bet must be the big blind, ${big}, not ${history.minBet}.`);
  }
  const seated = Array.from({ length: players }, (_, seat) =>
    chips(history.stacks[seatOf(seat, players)] ?? 0),
  );
  try {
    return holdem({
      players,
      betting: ({ FT: 'limit', NT: 'no-limit', NS: 'no-limit', PO: 'pot-limit' } as const)[variant],
      variant: variant === 'PO' ? 'omaha' : 'holdem',
      deck: variant === 'NS' ? 'short' : 'full',
      small_blind: chips(small),
      big_blind: chips(big),
      ante: chips(ante),
      straddle: chips(straddle),
      stacks: seated,
      ...(variant === 'FT' ? {} : { actions: 'full' as const }),
      ...(history.smallBet === undefined ? {} : { small_bet: chips(history.smallBet) }),
      ...(history.bigBet === undefined ? {} : { big_bet: chips(history.bigBet) }),
    });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return refuse(
      /straddle|blind/.test(error.message) ? 'blinds_or_straddles' : 'starting_stacks',
      error.message,
      error,
    );
  }
}
