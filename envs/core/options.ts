import { OptionError } from './errors.ts';

/** A default, or a rule that tells it from the options before it in the schema. */
type Default<Value> = Value | ((options: Readonly<Record<string, OptionValue>>) => Value);

interface NumberSpec {
  readonly kind: 'integer' | 'real';
  readonly default: Default<number>;
  readonly min: number;
  readonly max: number;
  readonly doc: string;
}

interface BooleanSpec {
  readonly kind: 'boolean';
  readonly default: Default<boolean>;
  readonly doc: string;
}

interface ChoiceSpec {
  readonly kind: 'choice';
  readonly default: Default<string>;
  readonly values: readonly string[];
  readonly doc: string;
}

/** Several numbers, such as a stack for each seat: an array in code, `100/50/200` in a spec. */
interface NumbersSpec {
  readonly kind: 'numbers';
  readonly default: Default<readonly number[]>;
  /** Bounds of each number, inclusive. */
  readonly min: number;
  readonly max: number;
  /** Whether each must be whole. */
  readonly whole: boolean;
  /** Least and most numbers. */
  readonly lengths: readonly [number, number];
  readonly doc: string;
}

/** Another game, by its spec: `in_words(game=kuhn_poker(players=3))`. */
interface GameSpec {
  readonly kind: 'game';
  readonly default: Default<string>;
  /** The canonical spec of the game that is meant; throws an OptionError where there is none. */
  readonly read: (spec: string) => string;
  readonly doc: string;
}

/** What an option may be. */
export type OptionSpec = NumberSpec | NumbersSpec | BooleanSpec | ChoiceSpec | GameSpec;

export type OptionSchema = Readonly<Record<string, OptionSpec>>;
export type OptionValue = number | boolean | string | readonly number[];

type ValueOf<Spec extends OptionSpec> = Spec extends { kind: 'integer' | 'real' }
  ? number
  : Spec extends { kind: 'boolean' }
    ? boolean
    : Spec extends { kind: 'choice'; values: readonly (infer Value)[] }
      ? Value
      : Spec extends { kind: 'game' }
        ? string
        : Spec extends { kind: 'numbers' }
          ? readonly number[]
          : never;

/** All options of a schema, as the rules read them. */
export type OptionsOf<Schema extends OptionSchema> = {
  readonly [Name in keyof Schema]: ValueOf<Schema[Name]>;
};

/**
 * Checks options against a schema and fills in the defaults.
 * @throws OptionError naming the game, the option, and what would do.
 */
export function resolveOptions<Schema extends OptionSchema>(
  game: string,
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): OptionsOf<Schema> {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(schema, name)) continue;
    const known = Object.keys(schema);
    const list = known.length > 0 ? `its options are ${known.join(', ')}` : 'it has no options';
    throw new OptionError(`${game} has no option "${name}"; ${list}.`);
  }
  const resolved: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries(schema)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      resolved[name] = typeof spec.default === 'function' ? spec.default(resolved) : spec.default;
    } else if (fits(spec, value)) {
      resolved[name] = read(spec, value);
    } else
      throw new OptionError(`${game}: option ${name} must be ${wanted(spec)}, not ${JSON.stringify(value)}.`);
  }
  return resolved as OptionsOf<Schema>;
}

function read(spec: OptionSpec, value: OptionValue): OptionValue {
  if (spec.kind === 'game') return spec.read(String(value));
  return spec.kind === 'numbers' ? (numbersOf(value) ?? []) : value;
}

/** The numbers of an array, or of a text such as `100/50`; undefined where it is neither. */
function numbersOf(value: unknown): readonly number[] | undefined {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') {
    const parts = value.split('/');
    return parts.includes('') ? undefined : numbersOf(parts.map(Number));
  }
  if (!Array.isArray(value)) return undefined;
  const given: readonly unknown[] = value;
  const numbers = given.filter((one) => typeof one === 'number').filter(Number.isFinite);
  return numbers.length === given.length ? numbers : undefined;
}

function fits(spec: OptionSpec, value: unknown): value is OptionValue {
  switch (spec.kind) {
    case 'integer':
      return Number.isInteger(value) && (value as number) >= spec.min && (value as number) <= spec.max;
    case 'real':
      return typeof value === 'number' && value >= spec.min && value <= spec.max;
    case 'numbers': {
      const numbers = numbersOf(value);
      const [least, most] = spec.lengths;
      if (numbers === undefined || numbers.length < least || numbers.length > most) return false;
      return numbers.every(
        (one) => one >= spec.min && one <= spec.max && (!spec.whole || Number.isInteger(one)),
      );
    }
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.values.includes(value);
    case 'game':
      return typeof value === 'string';
  }
}

function wanted(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'real':
      return `a number from ${spec.min} to ${spec.max}`;
    case 'numbers': {
      const [least, most] = spec.lengths;
      const count = least === most ? `${least}` : `${least} to ${most}`;
      return `${count} ${spec.whole ? 'whole numbers' : 'numbers'} from ${spec.min} to ${spec.max} with / in between`;
    }
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${spec.values.join(', ')}`;
    case 'game':
      return 'a game, such as kuhn_poker or kuhn_poker(players=3)';
  }
}

/** Canonical text of a game and all its options, such as `kuhn_poker(players=2)`; {@link parseSpec} reads it. */
export function formatSpec(game: string, options: Readonly<Record<string, OptionValue>>): string {
  const parts = Object.entries(options).map(([name, value]) => `${name}=${formatOption(value)}`);
  return parts.length > 0 ? `${game}(${parts.join(',')})` : game;
}

/** An option's value as a spec has it. */
export function formatOption(value: OptionValue): string {
  return typeof value === 'object' ? value.join('/') : String(value);
}

/**
 * Reads `name` or `name(option=value,…)`; values are numbers, several of them with / in between, true, false,
 * words, or games with options of their own.
 * @throws OptionError where the text has another form.
 */
export function parseSpec(spec: string): { game: string; options: Record<string, OptionValue> } {
  const match = /^\s*([A-Za-z][\w-]*)\s*(?:\((.*)\))?\s*$/s.exec(spec);
  if (!match) {
    throw new OptionError(`${JSON.stringify(spec)} names no game; write name or name(option=value,…).`);
  }
  const options: Record<string, OptionValue> = {};
  const body = match[2]?.trim();
  for (const part of body ? splitOptions(body) : []) {
    const pair = /^\s*([A-Za-z]\w*)\s*=\s*([\w.+/-]+|[a-z][a-z0-9_]*\s*\(.*\))\s*$/s.exec(part);
    if (!pair) throw new OptionError(`${match[1]}: "${part.trim()}" is no option; write option=value.`);
    if (Object.hasOwn(options, pair[1]))
      throw new OptionError(`${match[1]}: option ${pair[1]} is given twice.`);
    options[pair[1]] = parseValue(pair[2]);
  }
  return { game: match[1], options };
}

/** Parts between the commas that are in no parentheses. */
function splitOptions(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '(') depth++;
    else if (body[at] === ')') depth--;
    else if (body[at] === ',' && depth === 0) {
      parts.push(body.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, body.slice(from)];
}

function parseValue(text: string): OptionValue {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
