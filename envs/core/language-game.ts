import {
  formatSpec,
  type OptionSchema,
  type OptionsInput,
  type OptionsOf,
  resolveOptions,
} from './options.ts';
import type { Random } from './random.ts';
import type { SimulatedGame, Transition } from './simulated-game.ts';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A game played in words: its rules are pure functions of a JSON state that is never written to. What a seat sees is
 * the messages addressed to it and nothing else, so a private card cannot leak but by a message with a wrong audience.
 */
export interface LanguageGame<State extends Json = Json, Action extends Json = Json> extends SimulatedGame<
  State,
  Action
> {
  start(random: Random): Transition<State>;
  apply(state: State, action: Action, random: Random): Transition<State>;
  /** A language game has no view but its messages. */
  readonly view?: never;
  /** The parts of the state that some seat may not know now, and who does: what the laws look for in every message. */
  hidden?(state: State): readonly HiddenPart[];
}

/** A text or a number in a JSON state that some seats may not know. */
export interface HiddenPart {
  /** Where it is: `['secrets', 0]` for `state.secrets[0]`. */
  readonly path: readonly (string | number)[];
  /** The seats that may know it now. */
  readonly knownTo: readonly number[];
}

/** Makes language games from options, and knows them: what the registry lists. */
export interface LanguageGameFactory<
  Schema extends OptionSchema = OptionSchema,
  State extends Json = Json,
  Action extends Json = Json,
> {
  (options?: OptionsInput<Schema>): LanguageGame<State, Action>;
  readonly id: string;
  /** One line for the table of games. */
  readonly summary: string;
  readonly options: Schema;
}

/** A language game's definition: its name, its options, and its rules for options that have been checked. */
export interface LanguageGameDefinition<
  Schema extends OptionSchema,
  State extends Json,
  Action extends Json,
> {
  readonly id: string;
  readonly summary: string;
  readonly options: Schema;
  create(options: OptionsOf<Schema>): Omit<LanguageGame<State, Action>, 'id' | 'spec'>;
}

/**
 * Turns a definition into a factory that validates options and fills in `id` and `spec`.
 * @throws OptionError from the factory, where an option is unknown or out of range.
 */
export function defineLanguageGame<
  const Schema extends OptionSchema,
  State extends Json,
  Action extends Json,
>(definition: LanguageGameDefinition<Schema, State, Action>): LanguageGameFactory<Schema, State, Action> {
  const { id, summary, options: schema } = definition;
  const factory = (given: OptionsInput<Schema> = {}): LanguageGame<State, Action> => {
    const options = resolveOptions(id, schema, given);
    return { id, spec: formatSpec(id, options), ...definition.create(options) };
  };
  return Object.assign(factory, { id, summary, options: schema });
}
