import { parse as parseToml, TomlError } from 'smol-toml';
import { z } from 'zod';
import { HandHistoryError } from './hand-history-error.ts';
import { tomlLines } from './toml-lines.ts';

/**
 * A hand in the Poker Hand History format (J. Kim, 2024, arXiv:2312.11753; one hand a file, TOML), of those variants that
 * the suite plays. Players are in the order of the file: the blinds first; of two players the first posts the big blind.
 */
export interface HandHistory {
  /** Fixed-limit and no-limit hold'em, no-limit short-deck hold'em, pot-limit Omaha. */
  readonly variant: (typeof HAND_HISTORY_VARIANTS)[number];
  readonly antes: readonly number[];
  /** As the file has them: of two players the first number is what the second player posts. */
  readonly blinds: readonly number[];
  /** Of limit games. */
  readonly smallBet?: number;
  readonly bigBet?: number;
  /** Of the others. */
  readonly minBet?: number;
  readonly stacks: readonly number[];
  /** As they are written: `d dh p1 AsKs`, `p3 cbr 700`, `d db 2c3c4c`. */
  readonly actions: readonly string[];
  /** Stacks at the end, where the file has them. */
  readonly finishing?: readonly number[];
  /** Names of players, where the file has them. */
  readonly players?: readonly string[];
  /** The file, for messages. */
  readonly source: string;
  /** The line of each action, and of each field by its name in the file. */
  readonly lines: { readonly actions: readonly number[]; readonly fields: Readonly<Record<string, number>> };
}

export const HAND_HISTORY_VARIANTS = ['FT', 'NT', 'NS', 'PO'] as const;

/** A file of more characters is refused: a hand is seldom a few thousand. */
const LONGEST = 2 ** 20;

const amount = z
  .union([z.number(), z.bigint().transform(Number)], {
    error: 'must be a number; stacks that nobody knows (inf) are not played',
  })
  .pipe(z.number().finite().nonnegative());
const positive = amount.pipe(z.number().positive());
const amounts = z.array(amount).min(2).max(10);

const schema = z.object({
  variant: z.enum(HAND_HISTORY_VARIANTS),
  antes: amounts,
  blinds_or_straddles: amounts,
  small_bet: positive.optional(),
  big_bet: positive.optional(),
  min_bet: positive.optional(),
  starting_stacks: z.array(positive).min(2).max(10),
  actions: z.array(z.string().max(1000)).max(10_000),
  finishing_stacks: amounts.optional(),
  players: z.array(z.string().max(200)).optional(),
});

/**
 * Reads a hand history and checks its form; {@link replayHand} plays it, which checks the rest.
 * @param source what messages call it: the path of the file
 * @throws HandHistoryError that names the line
 */
export function parseHandHistory(text: string, source = 'hand history'): HandHistory {
  if (text.length > LONGEST) {
    throw new HandHistoryError(
      source,
      undefined,
      `it has more than ${LONGEST} characters: give one hand a file.`,
    );
  }
  let document: unknown;
  try {
    document = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new HandHistoryError(source, error.line, `this is no TOML: ${what}.`, { cause: error });
  }
  const lines = tomlLines(text);
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw formFault(source, parsed.error, lines, document);
  const { data } = parsed;
  const actionLines = lines.stringLinesOf('actions');
  const fields = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const line = lines.lineOf(name);
      return line === undefined ? [] : [[name, line]];
    }),
  );
  const players = data.starting_stacks.length;
  for (const name of ['antes', 'blinds_or_straddles', 'finishing_stacks', 'players'] as const) {
    const list = data[name];
    if (list === undefined || list.length === players) continue;
    throw new HandHistoryError(
      source,
      fields[name],
      `${name} has ${list.length} entries and starting_stacks ${players}: give one for each player.`,
    );
  }
  const limit = data.variant === 'FT';
  const wanted = limit ? (['small_bet', 'big_bet'] as const) : (['min_bet'] as const);
  for (const name of wanted) {
    if (data[name] === undefined) {
      throw new HandHistoryError(source, undefined, `${name} is missing: variant ${data.variant} needs it.`);
    }
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
    source,
    lines: { actions: actionLines, fields },
  };
}

/** The first thing that is wrong, with its line. */
function formFault(
  source: string,
  error: z.ZodError,
  lines: ReturnType<typeof tomlLines>,
  document: unknown,
): HandHistoryError {
  const [issue] = error.issues;
  const [field, index] = issue?.path ?? [];
  const name = String(field);
  const there = typeof document === 'object' && document !== null && Object.hasOwn(document, name);
  if (!there) return new HandHistoryError(source, undefined, `${name} is missing.`);
  const line =
    name === 'actions' && typeof index === 'number' ? lines.stringLinesOf(name)[index] : lines.lineOf(name);
  if (name === 'variant') {
    const what = `variant must be one of ${HAND_HISTORY_VARIANTS.join(', ')}: the suite plays hold'em and pot-limit Omaha.`;
    return new HandHistoryError(source, line ?? lines.lineOf(name), what);
  }
  const where = typeof index === 'number' ? `${name}, entry ${index + 1}` : name;
  return new HandHistoryError(
    source,
    line ?? lines.lineOf(name),
    `${where}: ${issue?.message ?? 'is wrong'}.`,
  );
}
