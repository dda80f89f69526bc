import type { Game } from './game.ts';
import {
  formatSpec,
  type OptionSchema,
  type OptionsInput,
  type OptionsOf,
  resolveOptions,
} from './options.ts';

/** Makes games from options, and knows them: what the registry lists. */
export interface GameFactory<Schema extends OptionSchema = OptionSchema> {
  (options?: OptionsInput<Schema>): Game;
  readonly id: string;
  /** One line for the table of games. */
  readonly summary: string;
  readonly options: Schema;
}

/** A game's definition: its name, its options, and its rules for options that have been checked. */
export interface GameDefinition<Schema extends OptionSchema> {
  readonly id: string;
  readonly summary: string;
  readonly options: Schema;
  create(options: OptionsOf<Schema>): Omit<Game, 'id' | 'spec'>;
}

/**
 * Turns a definition into a factory that validates options and fills in `id` and `spec`.
 * @throws OptionError from the factory, where an option is unknown or out of range.
 */
export function defineGame<const Schema extends OptionSchema>(
  definition: GameDefinition<Schema>,
): GameFactory<Schema> {
  const { id, summary, options: schema } = definition;
  const factory = (given: OptionsInput<Schema> = {}): Game => {
    const options = resolveOptions(id, schema, given);
    return { id, spec: formatSpec(id, options), ...definition.create(options) };
  };
  return Object.assign(factory, { id, summary, options: schema });
}
