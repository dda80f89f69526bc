import { OptionError } from '../../core/errors.ts';
import { defineGame, type GameFactory } from '../../core/factory.ts';
import type { Game } from '../../core/game.ts';
import { oneShot } from './one-shot.ts';
import { cellCount, isSymmetric, payoffBounds, payoffKind, type PayoffTable } from './payoff-table.ts';
import { payoffTableWords } from './payoff-table-text.ts';

/**
 * Payoffs as nested arrays: `payoffs[a][b]` is what each of two seats is paid, [2], where seat 0 does a and seat 1 b;
 * one level of arrays for each seat, and a payoff for each seat within.
 */
export type NestedPayoffs = readonly number[] | readonly NestedPayoffs[];

/** A normal-form game of one's own. */
export interface NormalForm {
  /** The game's name, such as `inspection`. */
  readonly id: string;
  /** What it is called in its rules; left out, its id. */
  readonly title?: string;
  /** One line for the table of games. */
  readonly summary?: string;
  readonly payoffs: NestedPayoffs;
  /** What actions are called: one list for all seats, or a list for each; left out, A, B, C and so on. */
  readonly names?: readonly string[] | readonly (readonly string[])[];
  /** What the rules say besides the table, a sentence each. */
  readonly lines?: readonly string[];
}

/** The most seats, actions of a seat, and payoffs of a table. */
export const MOST_SEATS = 8;
export const MOST_ACTIONS = 100;
export const MOST_PAYOFFS = 100_000;

const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} '’-]{0,38}[\p{L}\p{N}])?$/u;

/**
 * A normal-form game from nested arrays, with names for its actions: a factory without options, to be called for the
 * game, given to `register`, or exported from a file that `parlor play` is given.
 *
 * `normalForm({ id: 'inspection', payoffs: [[[0, 0], [2, -2]], [[3, -3], [0, 0]]], names: ['left', 'right'] })()`
 * @throws OptionError where the arrays are no table, or names are too few, no plain words, or not all different.
 */
export function normalForm({
  id,
  title = id,
  summary = 'a game from a table of payoffs',
  payoffs,
  names,
  lines = [],
}: NormalForm): GameFactory<Record<never, never>> {
  const table = tableOf(id, payoffs);
  const rules = { ...table, title, lines, names: namesOf(id, table.counts, names) };
  return defineGame({ id, summary, options: {}, create: () => tableGame(rules) });
}

/** What a table of payoffs is as a game. */
export interface NamedPayoffs extends PayoffTable {
  readonly title: string;
  /** What the rules say besides the table, a sentence each. */
  readonly lines?: readonly string[];
  /** What each seat's actions are called: [seats][actions]. */
  readonly names: readonly (readonly string[])[];
}

/** The rules of a table of payoffs. Kind and range of payoffs follow from it; a symmetric game has one role. */
export function tableGame({
  counts,
  payoffs,
  title,
  lines = [],
  names,
}: NamedPayoffs): Omit<Game, 'id' | 'spec'> {
  const table = { counts, payoffs };
  const seats = counts.length;
  const columns = counts[1];
  const symmetric = isSymmetric(table);
  return oneShot({
    counts,
    roles: symmetric ? ['player'] : counts.map((_, seat) => `player ${seat + 1}`),
    payoff: payoffKind(table),
    payoffRange: payoffBounds(table),
    pay:
      seats === 2
        ? (state, first, out) => {
            const cell = 2 * (state[first] * columns + state[first + 1]);
            out[0] = payoffs[cell];
            out[1] = payoffs[cell + 1];
          }
        : (state, first, out) => {
            let cell = 0;
            for (let seat = 0; seat < seats; seat++) cell = cell * counts[seat] + state[first + seat];
            cell *= seats;
            for (let seat = 0; seat < seats; seat++) out[seat] = payoffs[cell + seat];
          },
    words: payoffTableWords({ ...table, title, lines, names, symmetric }),
  });
}

/**
 * The rules of a game between two seats with the same names for their actions, as a row of a textbook has it.
 * @param payoffs of seat 0 and seat 1 for every pair of actions, row by row
 */
export function twoPlayerGame(
  title: string,
  names: readonly string[],
  payoffs: readonly number[],
  lines: readonly string[] = [],
): Omit<Game, 'id' | 'spec'> {
  return tableGame({
    counts: [names.length, names.length],
    payoffs: Float64Array.from(payoffs),
    title,
    lines,
    names: [names, names],
  });
}

/** A, B, … Z, AA, AB, … */
export function letters(count: number): string[] {
  const letter = (index: number): string => String.fromCharCode(65 + index);
  return Array.from({ length: count }, (_, index) =>
    index < 26 ? letter(index) : letter(Math.floor(index / 26) - 1) + letter(index % 26),
  );
}

/** @throws OptionError where a table has too few or too many seats, actions or payoffs. */
export function checkSize(id: string, counts: readonly number[]): void {
  const seats = counts.length;
  if (seats < 2 || seats > MOST_SEATS)
    throw new OptionError(`${id}: a table has 2 to ${MOST_SEATS} seats, not ${seats}.`);
  const most = Math.max(...counts);
  if (most > MOST_ACTIONS)
    throw new OptionError(`${id}: a seat has at most ${MOST_ACTIONS} actions, not ${most}.`);
  const numbers = cellCount(counts) * seats;
  if (numbers > MOST_PAYOFFS) {
    throw new OptionError(
      `${id}: ${counts.join(' × ')} actions make a table of ${numbers} payoffs; ${MOST_PAYOFFS} are the most.`,
    );
  }
}

function tableOf(id: string, nested: NestedPayoffs): PayoffTable {
  const counts: number[] = [];
  let level = nested;
  while (!isCell(level)) {
    counts.push(level.length);
    if (level.length === 0) throw new OptionError(`${id}: payoffs must be arrays that hold something.`);
    level = level[0];
  }
  checkSize(id, counts);
  const payoffs: number[] = [];
  const gather = (part: unknown, seat: number, place: string): void => {
    const isCell = seat === counts.length;
    const wanted = isCell ? seat : counts[seat];
    const entries: readonly unknown[] = Array.isArray(part) ? part : [];
    const numbers = entries.filter((entry) => typeof entry === 'number' && Number.isFinite(entry));
    if (entries.length !== wanted || (isCell && numbers.length < seat)) {
      const shape = `the table has ${counts.join(' × ')} cells of ${counts.length} finite numbers, one for each seat`;
      throw new OptionError(
        isCell
          ? `${id}: ${place} must be ${wanted} finite numbers: ${shape}.`
          : `${id}: ${place} must have ${wanted} entries, one for each action of seat ${seat}, not ${entries.length}: ${shape}.`,
      );
    }
    if (isCell) for (const payoff of numbers) payoffs.push(Number(payoff) + 0);
    else for (const [action, inner] of entries.entries()) gather(inner, seat + 1, `${place}[${action}]`);
  };
  gather(nested, 0, 'payoffs');
  return { counts, payoffs: Float64Array.from(payoffs) };
}

function isCell(part: NestedPayoffs): part is readonly number[] {
  return part.length > 0 && !Array.isArray(part[0]);
}

function namesOf(id: string, counts: readonly number[], given: NormalForm['names']): string[][] {
  if (given === undefined) return counts.map(letters);
  const lists = counts.map((_, seat): readonly string[] => {
    const list = given[seat];
    return given.every((entry) => typeof entry === 'string') ? given : Array.isArray(list) ? list : [];
  });
  return lists.map((list, seat) => {
    if (list.length !== counts[seat])
      throw new OptionError(
        `${id}: seat ${seat} has ${counts[seat]} actions and ${list.length} names; give each one.`,
      );
    const odd = list.find((name) => typeof name !== 'string' || !NAME.test(name));
    if (odd !== undefined)
      throw new OptionError(
        `${id}: ${JSON.stringify(odd)} is no name of an action; take letters, digits, spaces, ' and -, 40 at most.`,
      );
    if (new Set(list.map((name) => name.toLowerCase())).size < list.length)
      throw new OptionError(`${id}: seat ${seat} has two actions of one name; give each its own.`);
    return [...list];
  });
}
