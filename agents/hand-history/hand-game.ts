import { type Game, holdem, OptionError } from '@parlor/envs';
import type { HandAction } from './hand-action.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** Blinds come first, as seats do here; of two players the file names the big blind first. */
export function seatOf(player: number, players: number): number {
  return players === 2 ? 1 - player : player;
}

/** The largest part of a unit that all amounts are multiples of. */
export function chipOf(history: HandHistory, actions: readonly HandAction[]): number {
  const { antes, blinds, stacks, smallBet, bigBet, minBet, source, lines } = history;
  const fields: Readonly<Record<string, readonly (number | undefined)[]>> = {
    antes,
    blinds_or_straddles: blinds,
    starting_stacks: stacks,
    small_bet: [smallBet],
    big_bet: [bigBet],
    min_bet: [minBet],
  };
  const given = Object.entries(fields).flatMap(([name, values]) =>
    values.map((value) => ({ value: value ?? 0, line: lines.fields[name] })),
  );
  const raised = actions.flatMap((action) =>
    action.kind === 'raise' ? [{ value: action.amount, line: action.line }] : [],
  );
  const all = [...given, ...raised].filter(({ value }) => value > 0);
  const isWhole = (value: number): boolean =>
    Number.isSafeInteger(Math.round(value)) && Math.abs(value - Math.round(value)) < 1e-6;
  const finest = all.find(({ value }) => !isWhole(1000 * value));
  if (finest !== undefined) {
    throw new HandHistoryError(
      source,
      finest.line,
      `${finest.value} must be a multiple of a thousandth: give amounts in smaller units.`,
    );
  }
  const scale = [1, 10, 100, 1000].find((by) => all.every(({ value }) => isWhole(by * value))) ?? 1000;
  return all.map(({ value }) => Math.round(value * scale)).reduce(greatestDivisor, 0) / scale;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Bets of the round that has most, blinds and straddles among them: the file does not say how many there may be. */
function mostBets(blinds: readonly number[], actions: readonly HandAction[]): number {
  let bets = blinds.filter((value) => value > 0).length > 2 ? 2 : 1;
  let most = bets;
  for (const { kind } of actions) {
    if (kind === 'board') bets = 0;
    if (kind === 'raise') bets++;
    if (bets > most) most = bets;
  }
  return most;
}

/** Which field of a file an option of the game comes from, as a message of the game names it. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/option ante/, 'antes'],
  [/straddle|small_blind|big_blind|small blind/, 'blinds_or_straddles'],
  [/small_bet|small bet/, 'small_bet'],
  [/big_bet|big bet/, 'big_bet'],
];

export function gameOf(history: HandHistory, chip: number, actions: readonly HandAction[]): Game {
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
      ...(variant === 'FT' ? { bets: Math.max(4, mostBets(blinds, actions)) } : { actions: 'full' as const }),
      ...(history.smallBet === undefined ? {} : { small_bet: chips(history.smallBet) }),
      ...(history.bigBet === undefined ? {} : { big_bet: chips(history.bigBet) }),
    });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const field = FIELDS.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'starting_stacks';
    return refuse(field, error.message, error);
  }
}
