import { z } from 'zod';

/** A row of a table of rules: what a configuration may say of the rule, and what the rule does. */
export interface Rule<Options extends z.ZodObject, Context, Result> {
  readonly options: Options;
  readonly apply: (entry: z.output<Options>, context: Context) => Result;
}

/** A table of rules by their names: a rule is in force, and known to the configuration, once it has a row here. */
export type RuleTable<Options extends Record<string, z.ZodObject>, Context, Result> = {
  readonly [Name in keyof Options]: Rule<Options[Name], Context, Result>;
};

type Named<Name, Extra extends z.ZodRawShape> = z.ZodObject<
  Extra & { readonly rule: z.ZodLiteral<Name & string> }
>;

/** What a configuration says of one rule: its name, its options, and what all rules of the table have in common. */
type Entry<
  Options extends Record<string, z.ZodObject>,
  Name extends keyof Options,
  Extra extends z.ZodRawShape,
> = { [N in Name]: z.output<Options[N]> & z.output<Named<N, Extra>> }[Name];

type EntryInput<Options extends Record<string, z.ZodObject>, Extra extends z.ZodRawShape> = {
  [N in keyof Options]: z.input<Options[N]> & z.input<Named<N, Extra>>;
}[keyof Options];

/** The options of a rule. Refinements between them may follow. */
export function options<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ rule: z.string(), ...shape });
}

/** Makes the rows of a table whose rules all look at one kind of context and answer with one kind of result. */
export function rowsOf<Context, Result>() {
  return <Options extends z.ZodObject>(
    options: Options,
    apply: (entry: z.output<Options>, context: Context) => Result,
  ): Rule<Options, Context, Result> => ({ options, apply });
}

/**
 * What a configuration may say: the union of all rows, told apart by `rule`.
 * @param extra fields that every entry has besides the options of its rule
 */
export function ruleSchema<Options extends Record<string, z.ZodObject>, Extra extends z.ZodRawShape>(
  rules: { readonly [Name in keyof Options]: { readonly options: Options[Name] } },
  extra: Extra,
) {
  const schemas: z.ZodObject[] = Object.entries<{ readonly options: z.ZodObject }>(rules).map(([name, row]) =>
    row.options.safeExtend({ rule: z.literal(name), ...extra }),
  );
  const known = Object.keys(rules)
    .map((name) => `"${name}"`)
    .join('|');
  const union = z.discriminatedUnion('rule', schemas as [z.ZodObject, ...z.ZodObject[]], {
    error: ({ code }) => (code === 'invalid_union' ? `Invalid option: expected one of ${known}` : undefined),
  });
  // The compiler cannot follow a union through a list of rows.
  return union as unknown as z.ZodType<Entry<Options, keyof Options, Extra>, EntryInput<Options, Extra>>;
}

/** Asks the rule that an entry of the configuration names. */
export function applyRule<
  Options extends Record<string, z.ZodObject>,
  Name extends keyof Options,
  Context,
  Result,
>(
  rules: RuleTable<Options, Context, Result> & Readonly<Record<string, Answers<Context, Result>>>,
  entry: Entry<Options, Name, Record<never, never>>,
  context: Context,
): Result {
  const row: Rule<Options[Name], Context, Result> = rules[entry.rule];
  return row.apply(entry, context);
}

/** Lets the compiler read off a table what its rules look at and answer with. */
interface Answers<Context, Result> {
  readonly apply: (entry: never, context: Context) => Result;
}
