import { games, languageGames } from '../games/index.ts';
import { OTHER_NAMES } from '../games/other-names.ts';
import { AsyncEnv, type AsyncEnvOptions } from './async-env.ts';
import { Env } from './env.ts';
import type { AnyEnvironment } from './environment.ts';
import { OptionError } from './errors.ts';
import type { GameFactory } from './factory.ts';
import type { Game } from './game.ts';
import type { Json, LanguageGame, LanguageGameFactory } from './language-game.ts';
import { type OptionSchema, type OptionsOf, type OptionValue, parseSpec } from './options.ts';
import type { GameKind } from './record.ts';

type BuiltInOptions = {
  [Id in keyof typeof games]: (typeof games)[Id] extends GameFactory<infer Schema>
    ? OptionsOf<Schema>
    : never;
};

type BuiltInLanguageOptions = {
  [Id in keyof typeof languageGames]: OptionsOf<(typeof languageGames)[Id]['options']>;
};

/**
 * The options of every closed game, by name. A user's game joins by declaration merging:
 * `declare module '@parlor/envs' { interface GameOptions { my_game: { size: number } } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface GameOptions extends BuiltInOptions {}

/** The options of every language game, by name; a user's game joins as in {@link GameOptions}. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface LanguageGameOptions extends BuiltInLanguageOptions {}

/** A name, or a name with options in parentheses, such as `leduc_poker(players=3)`. */
export type Spec<Id extends string> = Id | `${Id}(${string})`;

/** A name that the compiler does not know: for one that it knows, the options must be that game's. */
type Unknown<Name extends string, Known extends string> = Name extends Spec<Known> ? never : Name;

type GivenOptions = Readonly<Record<string, OptionValue>>;

const closed = new Map<string, GameFactory>(Object.entries(games));
const language = new Map<string, LanguageGameFactory>(Object.entries(languageGames));

/**
 * Adds a user's game to the registry, so that `loadGame` and `make` find it by name.
 * @throws OptionError where the name is taken or no name at all.
 */
export function register<Schema extends OptionSchema>(factory: GameFactory<Schema>): void {
  checkFree(factory.id);
  closed.set(factory.id, factory as unknown as GameFactory);
}

/**
 * Adds a user's language game to the registry, so that `loadLanguageGame` and `make` find it by name.
 * @throws OptionError where the name is taken, by a game of either kind, or no name at all.
 */
export function registerLanguageGame<Schema extends OptionSchema, State extends Json, Action extends Json>(
  factory: LanguageGameFactory<Schema, State, Action>,
): void {
  checkFree(factory.id);
  language.set(factory.id, factory as unknown as LanguageGameFactory);
}

function checkFree(id: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(id)) {
    throw new OptionError(`"${id}" is no game name; use lower-case letters, digits and underscores.`);
  }
  if (closed.has(id) || language.has(id)) {
    throw new OptionError(`There is a game called ${id} already; choose another name.`);
  }
}

/** The names of all registered games, or of those of one kind, in alphabetical order. */
export function gameNames(kind?: GameKind): string[] {
  const names = kind === 'closed' ? [closed] : kind === 'language' ? [language] : [closed, language];
  return names.flatMap((registry) => [...registry.keys()]).sort();
}

/**
 * Whether a registered game is a closed one (`loadGame`) or a language game (`loadLanguageGame`).
 * @throws OptionError for an unknown name, listing the known ones.
 */
export function gameKind(name: string): GameKind {
  if (closed.has(name)) return 'closed';
  if (language.has(name)) return 'language';
  const known = otherName(name);
  const hint = known === undefined ? '' : ` (did you mean ${known}?)`;
  throw new OptionError(`There is no game "${name}"${hint}; the games are ${gameNames().join(', ')}.`);
}

/**
 * The spec of the game that a name of another suite, or another spelling, most likely means: of `texas_holdem_v4`,
 * `KuhnPoker-v0`, `nlhe`. Undefined for a name that is known here, and for one that says nothing.
 */
export function otherName(name: string): string | undefined {
  const plain = name
    .replace(/[_-]v\d+$/i, '')
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
    .replace(/^python_/, '');
  if (closed.has(plain) || language.has(plain)) return plain === name ? undefined : plain;
  return Object.hasOwn(OTHER_NAMES, plain) ? OTHER_NAMES[plain] : undefined;
}

/**
 * The factory of a registered closed game: its summary and its options.
 * @throws OptionError for an unknown name, listing the known ones, and for a language game.
 */
export function gameFactory(name: string): GameFactory {
  const factory = closed.get(name);
  if (factory) return factory;
  throw new OptionError(
    `${name} is a ${gameKind(name)} game: call loadLanguageGame('${name}') for its rules, or make('${name}') to play it.`,
  );
}

/**
 * The factory of a registered language game: its summary and its options.
 * @throws OptionError for an unknown name, listing the known ones, and for a closed game.
 */
export function languageGameFactory(name: string): LanguageGameFactory {
  const factory = language.get(name);
  if (factory) return factory;
  throw new OptionError(
    `${name} is a ${gameKind(name)} game: call loadGame('${name}') for its rules, or make('${name}') to play it.`,
  );
}

/**
 * Loads a closed game by name: `loadGame('leduc_poker', { players: 3 })` or `loadGame('leduc_poker(players=3)')`.
 * @throws OptionError for an unknown game or option, an option out of range, or a language game.
 */
export function loadGame<Id extends keyof GameOptions>(
  spec: Spec<Id>,
  options?: Partial<GameOptions[Id]>,
): Game;
export function loadGame<Name extends string>(
  spec: Unknown<Name, keyof GameOptions>,
  options?: GivenOptions,
): Game;
export function loadGame(spec: string, options: GivenOptions = {}): Game {
  const parsed = parseSpec(spec);
  return gameFactory(parsed.game)({ ...parsed.options, ...options });
}

/**
 * Loads a language game by name: `loadLanguageGame('word_duel', { length: 4 })`.
 * @throws OptionError for an unknown game or option, an option out of range, or a closed game.
 */
export function loadLanguageGame<Id extends keyof LanguageGameOptions>(
  spec: Spec<Id>,
  options?: Partial<LanguageGameOptions[Id]>,
): LanguageGame;
export function loadLanguageGame<Name extends string>(
  spec: Unknown<Name, keyof LanguageGameOptions>,
  options?: GivenOptions,
): LanguageGame;
export function loadLanguageGame(spec: string, options: GivenOptions = {}): LanguageGame {
  const parsed = parseSpec(spec);
  return languageGameFactory(parsed.game)({ ...parsed.options, ...options });
}

/**
 * Makes an environment by name: an {@link Env} of a closed game, an {@link AsyncEnv} of a language game. Where the
 * name is not known to the compiler, the answer is what both share: await its `reset` and `step`, or ask
 * `instanceof`. Where it must be a closed game, write `new Env(loadGame(name))`.
 * @param settings retries, forfeits and turn limit, for language games alone
 * @throws OptionError for an unknown game or option, or an option out of range.
 */
export function make<Id extends keyof GameOptions>(spec: Spec<Id>, options?: Partial<GameOptions[Id]>): Env;
export function make<Id extends keyof LanguageGameOptions>(
  spec: Spec<Id>,
  options?: Partial<LanguageGameOptions[Id]>,
  settings?: AsyncEnvOptions,
): AsyncEnv;
export function make<Name extends string>(
  spec: Unknown<Name, keyof GameOptions | keyof LanguageGameOptions>,
  options?: GivenOptions,
  settings?: AsyncEnvOptions,
): AnyEnvironment;
export function make(spec: string, options: GivenOptions = {}, settings?: AsyncEnvOptions): Env | AsyncEnv {
  const name = parseSpec(spec).game;
  if (gameKind(name) === 'language') return new AsyncEnv(loadLanguageGame(spec, options), settings);
  if (settings !== undefined) {
    throw new OptionError(`${name} is a closed game: it has no settings for replies in words.`);
  }
  return new Env(loadGame(spec, options));
}
