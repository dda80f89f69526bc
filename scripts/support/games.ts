import {
  AsyncEnv,
  Env,
  type Game,
  type LanguageGame,
  gameFactory,
  gameKind,
  formatOption,
  formatSpec,
  gameNames,
  languageGameFactory,
  loadGame,
  loadLanguageGame,
  otherName,
  parseSpec,
} from '@parlor/envs';
import { UsageError } from './errors.ts';
import type { LoadedGame } from './game-module.ts';
import { nearest } from './nearest.ts';

/** What a command that takes a game says about its argument. */
export const GAME_HELP = 'a game, with its options: name or "name(option=value,…)"';

/** The spec with as many players as were named, where the game takes some number of players and the spec says none. */
export function seatedSpec(spec: string, count: number): string {
  const { game, options } = parseSpec(spec);
  const { options: schema } =
    gameKind(knownName(spec)) === 'closed' ? gameFactory(game) : languageGameFactory(game);
  const players = schema['players'];
  if (players?.kind !== 'integer' || Object.hasOwn(options, 'players')) return spec;
  return count < players.min || count > players.max ? spec : formatSpec(game, { ...options, players: count });
}

/**
 * The closed game that the command line names.
 * @throws OptionError or UsageError for an unknown game or option, or a game in words, naming those that would do.
 */
export function closedGame(spec: string): Game {
  const name = knownName(spec);
  if (gameKind(name) === 'closed') return loadGame(spec);
  throw new UsageError(
    `${name} is a game in words, which can only be played; the games that this command takes are ` +
      `${gameNames('closed').join(', ')}.`,
  );
}

/**
 * The game, closed or in words, that the command line names.
 * @throws OptionError or UsageError for an unknown game or option.
 */
export function anyGame(spec: string): LoadedGame {
  const closed = gameKind(knownName(spec)) === 'closed';
  return closed
    ? { kind: 'closed', game: loadGame(spec) }
    : { kind: 'language', game: loadLanguageGame(spec) };
}

/**
 * An environment of the game, closed or in words, that the command line names.
 * @throws OptionError or UsageError for an unknown game or option.
 */
export function environment(spec: string): Env | AsyncEnv {
  const { kind, game } = anyGame(spec);
  return kind === 'closed' ? new Env(game) : new AsyncEnv(game);
}

/**
 * The game in words that the command line names; a closed game is put into words.
 * @throws OptionError or UsageError for an unknown game or option.
 */
export function wordsGame(spec: string): LanguageGame {
  const closed = gameKind(knownName(spec)) === 'closed';
  return closed ? loadLanguageGame('in_words', { game: spec }) : loadLanguageGame(spec);
}

/**
 * A game's spec for people: without the options that have their defaults, and closed games in words by their own. One of
 * a game that is not registered is left as it is.
 */
export function shortSpec(spec: string): string {
  const { game, options } = parseSpec(spec);
  if (!gameNames().includes(game)) return spec;
  const { options: schema } = gameKind(game) === 'closed' ? gameFactory(game) : languageGameFactory(game);
  const usual = (name: string): string | undefined => {
    const preset = schema[name]?.default;
    const value = typeof preset === 'function' ? preset(options) : preset;
    return value === undefined ? undefined : formatOption(value);
  };
  const told = Object.entries(options).map(([name, value]) => [name, formatOption(value)] as const);
  const wrapped = game === 'in_words';
  const own = told.filter(([name, value]) => !(wrapped && name === 'game') && value !== usual(name));
  const short = (name: string, value: string): string =>
    schema[name]?.kind === 'game' ? shortSpec(value) : value;
  const listed = own.map(([name, value]) => `${name}=${short(name, value)}`).join(', ');
  if (wrapped) return `${shortSpec(String(options['game']))} in words${listed ? ` (${listed})` : ''}`;
  return `${game}${listed ? `(${listed})` : ''}`;
}

/** The closed game that a game in words is made of, or undefined. */
export function closedBeneath({ spec }: { readonly spec: string }): Game | undefined {
  const { game, options } = parseSpec(spec);
  return game === 'in_words' ? loadGame(String(options['game'])) : undefined;
}

/**
 * Why so many agents do not fit a game, in one sentence that says how to name as many as do.
 * @param option the option that names them, such as `--seats`
 */
export function wrongSeats(spec: string, seats: number, option: string, named: number): string {
  const { game, options } = parseSpec(spec);
  const { options: schema } = gameKind(game) === 'closed' ? gameFactory(game) : languageGameFactory(game);
  const { players } = schema;
  const varies = players?.kind === 'integer' && !Object.hasOwn(options, 'players');
  const takes = varies ? `takes ${players.min} to ${players.max} players` : `has ${seats} seats`;
  const most = varies && named > players.max ? players.max : seats;
  const others = most === 2 ? 'random' : `random*${most - 1}`;
  return (
    `${shortSpec(spec)} ${takes}, and ${option} names ${named}; ` +
    `name one for each, parted by commas, such as ${option} human,${others}.`
  );
}

/** @throws UsageError for an unknown game, naming those that there are. */
export function knownName(spec: string): string {
  const { game } = parseSpec(spec);
  const known = gameNames();
  if (known.includes(game)) return game;
  const other = otherName(game);
  throw new UsageError(
    `There is no game "${game}"${other === undefined ? nearest(game, known) : ` (did you mean ${other}?)`}; ` +
      `the games are ${known.join(', ')}.`,
  );
}
