import { games } from '../games/index.ts';
import { Env } from './env.ts';
import { OptionError } from './errors.ts';
import type { GameFactory } from './factory.ts';
import type { Game } from './game.ts';
import { type OptionSchema, type OptionsOf, type OptionValue, parseSpec } from './options.ts';

type BuiltInOptions = {
  [Id in keyof typeof games]: (typeof games)[Id] extends GameFactory<infer Schema> ? OptionsOf<Schema> : never;
};

/**
 * The options of every closed game, by name. A user's game joins by declaration merging:
 * `declare module '@parlor/envs' { interface GameOptions { my_game: { size: number } } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface GameOptions extends BuiltInOptions {}

/** A name, or a name with options in parentheses, such as `leduc_poker(players=3)`. */
export type Spec<Id extends string> = Id | `${Id}(${string})`;

const registry = new Map<string, GameFactory>(Object.entries(games));

/**
 * Adds a user's game to the registry, so that `loadGame` and `make` find it by name.
 * @throws OptionError where the name is taken or no name at all.
 */
export function register<Schema extends OptionSchema>(factory: GameFactory<Schema>): void {
  if (!/^[a-z][a-z0-9_]*$/.test(factory.id)) {
    throw new OptionError(`"${factory.id}" is no game name; use lower-case letters, digits and underscores.`);
  }
  if (registry.has(factory.id)) throw new OptionError(`There is a game called ${factory.id} already; choose another name.`);
  registry.set(factory.id, factory as unknown as GameFactory);
}

/** The names of all registered games, in alphabetical order. */
export function gameNames(): string[] {
  return [...registry.keys()].sort();
}

/**
 * The factory of a registered game: its summary and its options.
 * @throws OptionError for an unknown name, listing the known ones.
 */
export function gameFactory(name: string): GameFactory {
  const factory = registry.get(name);
  if (!factory) throw new OptionError(`There is no game "${name}"; the games are ${gameNames().join(', ')}.`);
  return factory;
}

/**
 * Loads a game by name: `loadGame('leduc_poker', { players: 3 })` or `loadGame('leduc_poker(players=3)')`.
 * @throws OptionError for an unknown game or option, or an option out of range.
 */
export function loadGame<Id extends keyof GameOptions>(spec: Spec<Id>, options?: Partial<GameOptions[Id]>): Game;
export function loadGame(spec: string, options?: Readonly<Record<string, OptionValue>>): Game;
export function loadGame(spec: string, options: Readonly<Record<string, OptionValue>> = {}): Game {
  const parsed = parseSpec(spec);
  return gameFactory(parsed.game)({ ...parsed.options, ...options });
}

/**
 * Makes an environment by the same names as {@link loadGame}.
 * @throws OptionError as `loadGame` does.
 */
export function make<Id extends keyof GameOptions>(spec: Spec<Id>, options?: Partial<GameOptions[Id]>): Env;
export function make(spec: string, options?: Readonly<Record<string, OptionValue>>): Env;
export function make(spec: string, options: Readonly<Record<string, OptionValue>> = {}): Env {
  return new Env(loadGame(spec, options));
}
