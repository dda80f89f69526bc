import type { Game } from './game.ts';
import { formatSpec, type OptionSchema, type OptionsOf, resolveOptions } from './options.ts';

/** Games that a factory keeps for who asks for the same again. */
const KEPT = 16;

/**
 * Makes games from options, and knows them: what the registry lists. Who asks again for the same options is given the
 * same game, since games hold constants only; and V8 compiles the constants of a function into it as long as there is
 * one instance of it, so that a second one would slow down both by a third.
 */
export interface GameFactory<Schema extends OptionSchema = OptionSchema> {
  (options?: Partial<OptionsOf<Schema>>): Game;
  /** A game that shares nothing with others, for who wants to compare two; a factory without it makes such ones itself. */
  create?(options?: Partial<OptionsOf<Schema>>): Game;
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
): GameFactory<Schema> & { create(options?: Partial<OptionsOf<Schema>>): Game } {
  const { id, summary, options: schema } = definition;
  const made = new Map<string, Game>();
  const create = (given: Partial<OptionsOf<Schema>> = {}): Game => {
    const options = resolveOptions(id, schema, given);
    return { id, spec: formatSpec(id, options), ...definition.create(options) };
  };
  const factory = (given: Partial<OptionsOf<Schema>> = {}): Game => {
    const spec = formatSpec(id, resolveOptions(id, schema, given));
    const game = made.get(spec) ?? create(given);
    made.delete(spec); // so that it comes last
    made.set(spec, game);
    for (const [oldest] of made) {
      if (made.size <= KEPT) break;
      made.delete(oldest);
    }
    return game;
  };
  return Object.assign(factory, { create, id, summary, options: schema });
}
