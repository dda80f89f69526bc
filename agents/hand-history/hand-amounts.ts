import { holdem } from '@parlor/envs';
import type { HandAction } from './hand-action.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** How the amounts of a file become whole chips of the game. */
export interface HandAmounts {
  /** What a chip is worth in the file. */
  readonly chip: number;
  /** The largest amount that all that is bet is a multiple of: who shares a pot may be given an odd one of these. */
  readonly largest: number;
}

/** Chips are parts of a unit by these numbers: what divides a thousand. */
const PARTS = [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000];

interface Amount {
  readonly field: string;
  readonly value: number;
  readonly line: number | undefined;
}

/**
 * A chip is worth 1 where all amounts are whole, else the greatest of 1/2, 1/4, 1/5 … 1/1000 that makes them so. Where that
 * gives somebody more chips than a stack may have, it is the largest amount that all are multiples of.
 * @throws HandHistoryError where an amount is no multiple of a thousandth, or a stack too many chips all the same
 */
export function amountsOf(history: HandHistory, actions: readonly HandAction[]): HandAmounts {
  const { finishing = [], source, lines } = history;
  const all = amounts(history, actions);
  const finest = all.find(({ value }) => !isWhole(1000 * value));
  if (finest !== undefined) {
    throw new HandHistoryError(
      source,
      finest.line,
      `${finest.value} must be a multiple of a thousandth: give amounts in smaller units.`,
    );
  }
  const values = all.map(({ value }) => value);
  const parts = PARTS.find((by) => values.every((value) => isWhole(by * value))) ?? 1000;
  const largest = values.map((value) => Math.round(value * parts)).reduce(greatestDivisor, 0) / parts;
  const { max } = holdem.options.stacks;
  const fits = (chip: number): boolean => all.every(({ value }) => Math.round(value / chip) <= max);
  // A pot may have been shared more finely than anything was bet.
  const finer = PARTS.find((by) => [...values, ...finishing].every((value) => isWhole(by * value)));
  const chip = [...(finer === undefined ? [] : [1 / finer]), 1 / parts, largest].find(fits);
  if (chip !== undefined) return { chip, largest };
  const most = all.reduce((one, other) => (other.value > one.value ? other : one));
  const chips = Math.round(most.value / largest);
  throw new HandHistoryError(
    source,
    most.line ?? lines.fields['starting_stacks'],
    `${most.value} is ${chips} chips of ${largest}, the largest that makes all amounts whole, and ${max} are the most that are played: round the amounts.`,
  );
}

function amounts(history: HandHistory, actions: readonly HandAction[]): Amount[] {
  const { antes, blinds, stacks, smallBet = 0, bigBet = 0, minBet = 0, lines } = history;
  const fields = {
    antes,
    blinds_or_straddles: blinds,
    starting_stacks: stacks,
    small_bet: [smallBet],
    big_bet: [bigBet],
    min_bet: [minBet],
  };
  const given = Object.entries(fields).flatMap(([field, values]) =>
    values.map((value) => ({ field, value, line: lines.fields[field] })),
  );
  const raised = actions.flatMap((action) =>
    action.kind === 'raise' ? [{ field: 'actions', value: action.amount, line: action.line }] : [],
  );
  return [...given, ...raised].filter(({ value }) => value > 0);
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(Math.round(value)) && Math.abs(value - Math.round(value)) < 1e-6;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Chips in the amounts of the file, without what binary fractions add. */
export function amountOf(chips: number, chip: number): number {
  return Number((chips * chip).toFixed(3));
}
