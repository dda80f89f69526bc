import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Game,
  gameNames,
  type LanguageGame,
  ParlorError,
  register as registerGame,
  registerLanguageGame,
} from '@parlor/envs';
import { UsageError } from './errors.ts';

/** A name with options, whose values may have slashes in between: `holdem(stacks=100/200)`. */
const SPEC = /^\s*[a-z]\w*\s*\(.*\)\s*$/s;

/** Whether a command's argument is a file rather than a game's name. */
export function isModulePath(name: string): boolean {
  return !SPEC.test(name) && /[/\\]|\.[cm]?[jt]s$/.test(name);
}

/** A game of either kind. */
export type LoadedGame =
  | { readonly kind: 'closed'; readonly game: Game }
  | { readonly kind: 'language'; readonly game: LanguageGame };

/**
 * The game that a file exports as default, TypeScript or JavaScript: the game itself, closed or in words, or a function
 * that makes it.
 * @throws UsageError where the file is missing or exports no game; ParlorError where it cannot be loaded.
 */
export async function loadGameModule(path: string): Promise<LoadedGame> {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  // A file outside the repository may say `import … from '@parlor/envs'` without having it installed.
  register('./resolve-parlor.mjs', import.meta.url);
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ParlorError(`${path} cannot be loaded. ${reason}`, { cause: error });
  }
  let exported = defaultOf(module);
  if (typeof exported === 'function') {
    try {
      exported = (exported as () => unknown)();
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new ParlorError(`The default export of ${path} makes no game: it throws ${reason}`, {
        cause: error,
      });
    }
  }
  if (isGame(exported)) return { kind: 'closed', game: exported };
  if (isLanguageGame(exported)) return { kind: 'language', game: exported };
  throw new UsageError(
    `The default export of ${path} must be a Game or a LanguageGame, or a function that makes one.`,
  );
}

/**
 * Lets a game of a file be named like any other for as long as the command runs.
 * @returns its spec; a name that is no file is given back as it is
 * @throws as `loadGameModule`; UsageError where a game of the suite has the same name.
 */
export async function nameOfGame(name: string): Promise<string> {
  if (!isModulePath(name)) return name;
  const { kind, game } = await loadGameModule(name);
  if (gameNames().includes(game.id)) {
    throw new UsageError(`There is a game called ${game.id} already; give the one in ${name} another id.`);
  }
  const described = { id: game.id, summary: `from ${name}`, options: {} };
  if (kind === 'closed') registerGame(Object.assign(() => game, described));
  else registerLanguageGame(Object.assign(() => game, described));
  return game.spec;
}

/** The default export; of a CommonJS module, whose exports arrive as a default, what it calls its default. */
function defaultOf(module: unknown): unknown {
  const exported = hasDefault(module) ? module.default : undefined;
  return hasDefault(exported) ? exported.default : exported;
}

function hasDefault(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value;
}

const PARTS = ['start', 'mover', 'legal', 'apply', 'returns', 'observe', 'witness'] as const;
const SPOKEN_PARTS = ['rules', 'start', 'mover', 'parse', 'apply', 'returns'] as const;

/** Whether this is meant to be a game; what is wrong with it in detail, the laws tell. */
function isGame(value: unknown): value is Game {
  return hasParts(value, PARTS);
}

function isLanguageGame(value: unknown): value is LanguageGame {
  return hasParts(value, SPOKEN_PARTS);
}

function hasParts(value: unknown, functions: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const parts = value as Readonly<Record<string, unknown>>;
  return functions.every((name) => typeof parts[name] === 'function') && typeof parts['spec'] === 'string';
}
