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

/** Another game, by its spec: `in_words(game=kuhn_poker(players=3))`. */
interface GameSpec {
  readonly kind: 'game';
  readonly default: Default<string>;
  /** The canonical spec of the game that is meant; throws an OptionError where there is none. */
  readonly read: (spec: string) => string;
  readonly doc: string;
}

/** What an option may be. */
export type OptionSpec = NumberSpec | BooleanSpec | ChoiceSpec | GameSpec;

export type OptionSchema = Readonly<Record<string, OptionSpec>>;
export type OptionValue = number | boolean | string;

type ValueOf<Spec extends OptionSpec> = Spec extends { kind: 'integer' | 'real' }
  ? number
  : Spec extends { kind: 'boolean' }
    ? boolean
    : Spec extends { kind: 'choice'; values: readonly (infer Value)[] }
      ? Value
      : Spec extends { kind: 'game' }
        ? string
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
      resolved[name] = spec.kind === 'game' ? spec.read(String(value)) : value;
    } else
      throw new OptionError(`${game}: option ${name} must be ${wanted(spec)}, not ${JSON.stringify(value)}.`);
  }
  return resolved as OptionsOf<Schema>;
}

function fits(spec: OptionSpec, value: unknown): value is OptionValue {
  switch (spec.kind) {
    case 'integer':
      return Number.isInteger(value) && (value as number) >= spec.min && (value as number) <= spec.max;
    case 'real':
      return typeof value === 'number' && value >= spec.min && value <= spec.max;
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
  const parts = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return parts.length > 0 ? `${game}(${parts.join(',')})` : game;
}

/**
 * Reads `name` or `name(option=value,…)`; values are numbers, true, false, words, or games with options of their own.
 * @throws OptionError where the text has another form.
 */
export function parseSpec(spec: string): { game: string; options: Record<string, OptionValue> } {
  const match = /^\s*([a-z][a-z0-9_]*)\s*(?:\((.*)\))?\s*$/s.exec(spec);
  if (!match) {
    throw new OptionError(`${JSON.stringify(spec)} names no game; write name or name(option=value,…).`);
  }
  const options: Record<string, OptionValue> = {};
  const body = match[2]?.trim();
  for (const part of body ? splitOptions(body) : []) {
    const pair = /^\s*([A-Za-z]\w*)\s*=\s*([\w.+-]+|[a-z][a-z0-9_]*\s*\(.*\))\s*$/s.exec(part);
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
