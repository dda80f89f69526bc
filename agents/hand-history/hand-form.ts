import { TomlDate } from 'smol-toml';
import { z } from 'zod';

/** Fixed-limit and no-limit hold'em, no-limit short deck, pot-limit Omaha, as the format calls them. */
export const HAND_HISTORY_VARIANTS = ['FT', 'NT', 'NS', 'PO'] as const;

const number = z.union([z.number(), z.bigint().transform(Number)]);
const amount = number.pipe(z.number().finite().nonnegative());
const positive = amount.pipe(z.number().positive());
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(2).max(10);
const words = z.string().max(1000);
const whole = z.union([z.int(), z.bigint()]);

interface Field {
  readonly schema: z.ZodType;
  /** What it must be, as a message says it; of a list, and of one of its entries. */
  readonly form: string;
  readonly entry?: string;
}

const numbers = 'must be a list of 2 to 10 numbers, one for each player';
const amounts: Field = {
  schema: list(amount),
  form: numbers,
  entry: 'must be a number from 0 on',
};
const text: Field = { schema: words, form: 'must be a text of at most 1000 characters' };
const integer: Field = { schema: whole, form: 'must be a whole number' };
const name: Field = { schema: z.union([words, whole]), form: 'must be a text or a whole number' };

/** Of fields beside the play: kept as they are, and given back when the hand is written again. */
const NOTES: Readonly<Record<string, Field>> = {
  ante_trimming_status: { schema: z.boolean(), form: 'must be true or false' },
  ...Object.fromEntries(
    [
      ['author', 'event', 'url', 'venue', 'address', 'city', 'region', 'postal_code', 'country'],
      ['time_zone', 'time_zone_abbreviation', 'currency', 'currency_symbol'],
    ].flatMap((names) => names.map((field) => [field, text])),
  ),
  ...Object.fromEntries(['day', 'month', 'year', 'level', 'seat_count'].map((field) => [field, integer])),
  hand: name,
  table: name,
  time: { schema: z.instanceof(TomlDate), form: 'must be a time such as 20:15:00' },
  time_limit: {
    schema: z.union([number, z.literal(Infinity)]),
    form: 'must be a number of seconds, or inf where there is no limit',
  },
  seats: {
    schema: list(whole),
    form: 'must be a list of whole numbers, one for each player',
    entry: 'must be a whole number',
  },
  time_banks: { schema: list(number), form: numbers, entry: 'must be a number' },
  winnings: amounts,
};

const PLAY = {
  variant: z.enum(HAND_HISTORY_VARIANTS),
  antes: list(amount),
  blinds_or_straddles: list(amount),
  small_bet: positive.optional(),
  big_bet: positive.optional(),
  min_bet: positive.optional(),
  starting_stacks: list(positive),
  actions: z.array(words).max(10_000),
  finishing_stacks: list(amount).optional(),
  players: list(z.string().max(200)).optional(),
};

const bet = { form: 'must be a number above 0' };
const FORMS: Readonly<Record<keyof typeof PLAY, Omit<Field, 'schema'>>> = {
  variant: {
    form: `must be one of ${HAND_HISTORY_VARIANTS.join(', ')}: the suite plays hold'em and pot-limit Omaha`,
  },
  antes: amounts,
  blinds_or_straddles: amounts,
  small_bet: bet,
  big_bet: bet,
  min_bet: bet,
  starting_stacks: {
    form: numbers,
    entry: 'must be a number above 0: stacks that nobody knows (inf) are not played',
  },
  actions: {
    form: 'must be a list of at most 10000 actions such as "p1 cc"',
    entry: 'must be a text such as "p1 cc"',
  },
  finishing_stacks: amounts,
  players: { form: 'must be a list of names, one for each player', entry: 'must be a name' },
};

/** Lists that have an entry for each player. */
export const BY_PLAYER = [
  'antes',
  'blinds_or_straddles',
  'finishing_stacks',
  'players',
  'seats',
  'time_banks',
  'winnings',
] as const;

/** Fields that say how the hand is played: what else a file has is kept as a note. */
export const PLAY_FIELDS: readonly string[] = Object.keys(PLAY);

export const handForm = z.looseObject({
  ...PLAY,
  ...Object.fromEntries(Object.entries(NOTES).map(([field, { schema }]) => [field, schema.optional()])),
});

/** What the field must be; of an entry where the fault is in one. */
export function formOf(field: string, isEntry: boolean): string {
  const found = Object.entries({ ...NOTES, ...FORMS }).find(([known]) => known === field)?.[1];
  return (isEntry ? found?.entry : undefined) ?? found?.form ?? 'must be as the format has it';
}
