import { parse as parseToml, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import type { z } from 'zod';
import { BY_PLAYER, formOf, HAND_HISTORY_VARIANTS, handForm, PLAY_FIELDS } from './hand-form.ts';
import { HandHistoryError } from './hand-history-error.ts';
import { type TomlLines, tomlLines } from './toml-lines.ts';

export { HAND_HISTORY_VARIANTS };

/** What a field of a file may hold: what TOML has, dates and whole numbers beyond 2⁵³ among it. */
export type HandHistoryValue = TomlValue;

/**
 * A hand in the Poker Hand History format (J. Kim, 2024, arXiv:2312.11753; one hand a file, or several under headers such as
 * `[1]`; TOML), of those variants that the suite plays. Players are in the order of the file: the blinds first; of two
 * players the first posts the big blind.
 */
export interface HandHistory {
  /** Fixed-limit and no-limit hold'em, no-limit short-deck hold'em, pot-limit Omaha. */
  readonly variant: (typeof HAND_HISTORY_VARIANTS)[number];
  /** As the file has them: of two players the first number is what the second player puts in. */
  readonly antes: readonly number[];
  /** As the file has them: of two players the first number is what the second player posts. */
  readonly blinds: readonly number[];
  /** Of limit games. */
  readonly smallBet?: number;
  readonly bigBet?: number;
  /** Of the others. */
  readonly minBet?: number;
  readonly stacks: readonly number[];
  /** As they are written: `d dh p1 AsKs`, `p3 cbr 700 # a bluff`, `d db 2c3c4c`. */
  readonly actions: readonly string[];
  /** Stacks at the end, where the file has them. */
  readonly finishing?: readonly number[];
  /** Names of players, where the file has them. */
  readonly players?: readonly string[];
  /** All other fields of the file by name, such as `event`, `hand`, `seats`, `currency` and fields of its own (`_…`). */
  readonly notes: Readonly<Record<string, HandHistoryValue>>;
  /** The file, for messages. */
  readonly source: string;
  /** The line of each action, and of each field by its name in the file. */
  readonly lines: { readonly actions: readonly number[]; readonly fields: Readonly<Record<string, number>> };
}

/** A file of more characters is refused: a hand is seldom a few thousand, and files of many have a thousand or so. */
const LONGEST = 2 ** 23;

/**
 * Reads a hand history and checks its form; `replayHand` plays it, which checks the rest.
 * @param source what messages call it: the path of the file
 * @throws HandHistoryError that names the line
 */
export function parseHandHistory(text: string, source = 'hand history'): HandHistory {
  const document = documentOf(text, source);
  const names = handNames(document);
  if (names.length > 0) {
    throw new HandHistoryError(
      source,
      undefined,
      `it has ${names.length} ${names.length === 1 ? 'hand under a header' : 'hands'}: read it with parseHandHistories.`,
    );
  }
  return onlyHand(document, tomlLines(text), source);
}

/**
 * Reads a file of one hand, or of several under headers such as `[1]`, in their order.
 * @returns for each a function that reads it, so that one that is malformed leaves the others readable
 * @throws HandHistoryError where the file is no TOML; the functions throw it for a hand
 */
export function parseHandHistories(text: string, source = 'hand history'): readonly (() => HandHistory)[] {
  const document = documentOf(text, source);
  const names = handNames(document);
  const lines = tomlLines(text);
  if (names.length === 0) return [() => onlyHand(document, lines, source)];
  return names.map((name) => () => {
    const table = document[name];
    if (isTable(table)) return handOf(table, lines(name), `${source}, hand [${name}]`);
    throw new HandHistoryError(
      source,
      lines().lineOf(name),
      `${name} stands outside of all hands: leave it out.`,
    );
  });
}

function documentOf(text: string, source: string): TomlTable {
  if (text.length > LONGEST) {
    throw new HandHistoryError(
      source,
      undefined,
      `it has more than ${LONGEST} characters: give fewer hands a file.`,
    );
  }
  try {
    return parseToml(text, { integersAsBigInt: 'asNeeded', maxDepth: 100 });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new HandHistoryError(source, error.line, `this is no TOML: ${what}.`, { cause: error });
  }
}

/** The headers of a file of several hands; none where the document is a hand itself. */
function handNames(document: TomlTable): string[] {
  const names = Object.keys(document);
  const isHand = names.some((name) => PLAY_FIELDS.includes(name));
  return !isHand && names.some((name) => isTable(document[name])) ? names : [];
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}

/** The hand that the document itself is; hands under headers after it would be lost. */
function onlyHand(document: TomlTable, lines: (table?: string) => TomlLines, source: string): HandHistory {
  const other = Object.keys(document).find((name) => /^\d+$/.test(name) && isTable(document[name]));
  if (other !== undefined) {
    throw new HandHistoryError(
      source,
      lines(other).header ?? lines().lineOf(other),
      `[${other}] begins another hand, but the first has no header: put a number before every hand, such as [1].`,
    );
  }
  return handOf(document, lines(), source);
}

function handOf(table: TomlTable, lines: TomlLines, source: string): HandHistory {
  const parsed = handForm.safeParse(table);
  if (!parsed.success) throw formFault(source, parsed.error, lines, table);
  const { data } = parsed;
  const fields = Object.fromEntries(
    Object.keys(table).flatMap((name) => {
      const line = lines.lineOf(name);
      return line === undefined ? [] : [[name, line]];
    }),
  );
  const refuse = (name: string, what: string): never => {
    throw new HandHistoryError(source, fields[name], what);
  };
  const players = data.starting_stacks.length;
  for (const name of BY_PLAYER) {
    const list = data[name];
    if (!Array.isArray(list) || list.length === players) continue;
    refuse(
      name,
      `${name} has ${list.length} entries and starting_stacks ${players}: give one for each player.`,
    );
  }
  const [wanted, others] =
    data.variant === 'FT'
      ? ([['small_bet', 'big_bet'], ['min_bet']] as const)
      : ([['min_bet'], ['small_bet', 'big_bet']] as const);
  for (const name of wanted) {
    if (data[name] === undefined) refuse(name, `${name} is missing: variant ${data.variant} needs it.`);
  }
  for (const name of others) {
    if (data[name] !== undefined) refuse(name, `${name} is not for variant ${data.variant}: leave it out.`);
  }
  return {
    variant: data.variant,
    antes: data.antes,
    blinds: data.blinds_or_straddles,
    ...(data.small_bet === undefined ? {} : { smallBet: data.small_bet }),
    ...(data.big_bet === undefined ? {} : { bigBet: data.big_bet }),
    ...(data.min_bet === undefined ? {} : { minBet: data.min_bet }),
    stacks: data.starting_stacks,
    actions: data.actions,
    ...(data.finishing_stacks === undefined ? {} : { finishing: data.finishing_stacks }),
    ...(data.players === undefined ? {} : { players: data.players }),
    notes: Object.fromEntries(Object.entries(table).filter(([name]) => !PLAY_FIELDS.includes(name))),
    source,
    lines: { actions: lines.entryLinesOf('actions'), fields },
  };
}

/** The first thing that is wrong, with its line. */
function formFault(source: string, error: z.ZodError, lines: TomlLines, table: TomlTable): HandHistoryError {
  const [issue] = error.issues;
  const [field, index] = issue?.path ?? [];
  const name = String(field);
  if (!Object.hasOwn(table, name)) {
    return new HandHistoryError(source, undefined, `${name} is missing: it ${formOf(name, false)}.`);
  }
  const isEntry = typeof index === 'number';
  const line = isEntry ? lines.entryLinesOf(name)[index] : undefined;
  const where = isEntry ? `${name}, entry ${index + 1},` : name;
  return new HandHistoryError(source, line ?? lines.lineOf(name), `${where} ${formOf(name, isEntry)}.`);
}
