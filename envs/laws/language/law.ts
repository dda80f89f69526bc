import fc from 'fast-check';
import { AsyncEnv, type AsyncEnvOptions } from '../../core/async-env.ts';
import { OptionError } from '../../core/errors.ts';
import type { Json, LanguageGame } from '../../core/language-game.ts';
import { Broken, LawError, type Violation } from '../violation.ts';
import { type Line, linesOf, resolveLines } from './script.ts';
import { quoted } from './show.ts';

/** One law of language games that does not hold, with the shortest script that was found to break it. */
export interface LanguageViolation extends Violation {
  /** What breaks the law when it is given to `step`, one after the other, after `reset({ seed })`. */
  readonly replies: readonly string[];
  readonly seed: number;
}

export interface LanguageVerdict {
  readonly ok: boolean;
  readonly violations: readonly LanguageViolation[];
}

/** A law of language games, as a property for any test runner: `await fc.assert(law.property)`. */
export interface LanguageLaw {
  /** Stable, in kebab-case. */
  readonly name: string;
  /** What must hold, as a clause. */
  readonly summary: string;
  /** Throws a {@link LawError} where it does not hold. */
  readonly property: fc.IAsyncProperty<unknown>;
}

/** What the laws of a language game may be told. */
export interface LanguageLawOptions {
  /** Replies that the game is likely to accept; left out, what its `sample` gives, and without one junk alone. */
  readonly replies?: fc.Arbitrary<string>;
  /** The settings of every environment that the laws make. */
  readonly settings?: AsyncEnvOptions;
}

/** A language game under test, with what is said in it. */
export interface Stage {
  readonly game: LanguageGame;
  readonly seed: number;
  readonly replies: readonly string[];
  readonly settings: AsyncEnvOptions;
  /** All seats: [seats]. */
  readonly seats: readonly number[];
  /** An environment of the game that has not begun. */
  env(settings?: AsyncEnvOptions): AsyncEnv<Json, Json>;
}

/** A law of language games as its file states it. */
export interface LanguageRow {
  readonly name: string;
  readonly summary: string;
  /** A law of constants, that must hold before anything can be played. */
  readonly constant?: true;
  /** Throws where the law does not hold. */
  check(stage: Stage): void | Promise<void>;
}

/** Makes a {@link LawError} hold what a language law found out. */
export class LanguageLawError extends LawError {
  declare readonly violations: readonly LanguageViolation[];

  constructor(violations: readonly LanguageViolation[], options?: ErrorOptions) {
    super(violations, options);
  }
}

/** @throws OptionError where it is given something else than a game, such as the factory that makes one. */
export function requireLanguageGame(game: unknown): void {
  if (typeof game === 'object' && game !== null) return;
  const given = typeof game === 'function' ? 'the factory of one' : String(game);
  throw new OptionError(
    `The laws are for a game, not for ${given}; call the factory: checkLanguageGame(factory()).`,
  );
}

/** The law as a property over seeds and scripts. */
export function languageProperty(
  row: LanguageRow,
  game: LanguageGame,
  options: LanguageLawOptions,
): fc.IAsyncProperty<unknown> {
  if (row.constant) return fc.asyncProperty(fc.constant(0), (seed) => judge(row, game, options, seed, []));
  return fc.asyncProperty(fc.nat(), linesOf(game, options.replies), (seed, lines) =>
    judge(row, game, options, seed, lines),
  );
}

/** Holds a game to a law with one script. @throws LanguageLawError where the law is broken or the game throws. */
export async function judge(
  row: LanguageRow,
  game: LanguageGame,
  { settings = {} }: LanguageLawOptions,
  seed: number,
  lines: readonly Line[],
): Promise<void> {
  const replies: string[] = [];
  try {
    const env = (changed: AsyncEnvOptions = settings): AsyncEnv<Json, Json> => new AsyncEnv(game, changed);
    if (!row.constant) await resolveLines(env(), seed, lines, replies);
    const seats = Array.from({ length: game.seats }, (_, seat) => seat);
    await row.check({ game, seed, replies, settings, seats, env });
  } catch (error) {
    const { name: law, summary } = row;
    const clause =
      error instanceof Broken
        ? error.message
        : `the game throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const where = row.constant ? '' : ` ${tell(seed, replies)}:`;
    const message = `${game.spec} breaks ${law} (${summary}).${where} ${tidy(clause)}.`;
    throw new LanguageLawError([{ law, actions: [], replies, seed, message }], { cause: error });
  }
}

/** A longer script is told from its end. */
const TOLD = 12;

function tell(seed: number, replies: readonly string[]): string {
  const start = `With seed ${seed}`;
  if (replies.length === 0) return `${start}, before any reply`;
  const skipped = replies.length - TOLD;
  const told = replies.slice(-TOLD).map((reply) => quoted(reply, 80));
  return `${start}, after ${skipped > 0 ? `${skipped} replies and ` : ''}${told.join(', ')}`;
}

function tidy(clause: string): string {
  return clause.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}
