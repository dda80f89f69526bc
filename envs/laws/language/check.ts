import fc from 'fast-check';
import type { LanguageGame } from '../../core/language-game.ts';
import { chosen, type CheckOptions, parameters } from '../law.ts';
import { CLOSED_LAWS } from './closed.ts';
import { CONSTANT_LAWS, LANGUAGE_SANITY } from './constants.ts';
import { DETERMINISM_LAWS } from './determinism.ts';
import { HIDDEN_LAWS } from './hidden.ts';
import {
  judge,
  type LanguageLaw,
  LanguageLawError,
  type LanguageLawOptions,
  languageProperty,
  type LanguageRow,
  type LanguageVerdict,
  type LanguageViolation,
  requireLanguageGame,
} from './law.ts';
import { PAYOFF_LAWS } from './payoff.ts';
import { SAMPLE_LAWS } from './sample.ts';
import { SECRECY_LAWS } from './secrecy.ts';
import { VERDICT_LAWS } from './verdict.ts';

const ROWS: readonly LanguageRow[] = [
  ...CONSTANT_LAWS,
  ...DETERMINISM_LAWS,
  ...VERDICT_LAWS,
  ...SECRECY_LAWS,
  ...HIDDEN_LAWS,
  ...SAMPLE_LAWS,
  ...CLOSED_LAWS,
  ...PAYOFF_LAWS,
];

/** How much is checked of a language game, and with which replies. */
export interface LanguageCheckOptions extends CheckOptions, LanguageLawOptions {}

/** Every law that a language game must obey, as properties for any test runner: `await fc.assert(law.property)`. */
export function languageLaws(game: LanguageGame, options: LanguageLawOptions = {}): LanguageLaw[] {
  requireLanguageGame(game);
  return ROWS.map((row) => ({
    name: row.name,
    summary: row.summary,
    property: languageProperty(row, game, options),
  }));
}

/**
 * Checks a language game against every law.
 * @returns the laws that are broken, each with its shortest script; a game that throws breaks a law as well
 * @throws OptionError where the options name no law, or numbers that cannot be
 */
export async function checkLanguageGame(
  game: LanguageGame,
  options: LanguageCheckOptions = {},
): Promise<LanguageVerdict> {
  const laws = languageLaws(game, options);
  const picked = chosen(laws, options);
  const sanity = laws.filter(({ name }) => name === LANGUAGE_SANITY);
  const insane = await violationsOf(sanity, options);
  if (insane.length > 0) return { ok: false, violations: insane };
  const violations = await violationsOf(picked, options);
  return { ok: violations.length === 0, violations };
}

async function violationsOf(
  laws: readonly LanguageLaw[],
  options: LanguageCheckOptions,
): Promise<LanguageViolation[]> {
  const violations: LanguageViolation[] = [];
  for (const { name, property } of laws) {
    const details = await fc.check(property, parameters(options));
    if (!details.failed) continue;
    const error = details.errorInstance;
    // Only a defect of the law kit itself is another error: laws turn whatever a game throws into a LawError.
    if (!(error instanceof LanguageLawError))
      throw new Error(`The law ${name} could not be checked.`, { cause: error });
    violations.push(...error.violations);
  }
  return violations;
}

/**
 * Holds a game to a law with the script of a violation, for the test that keeps a defect away.
 * @returns what is still broken
 */
export async function recheckLanguageGame(
  game: LanguageGame,
  { law, seed, replies }: Pick<LanguageViolation, 'law' | 'seed' | 'replies'>,
  options: LanguageLawOptions = {},
): Promise<LanguageVerdict> {
  const [row] = chosen(ROWS, { laws: [law] });
  try {
    await judge(row, game, options, seed, replies);
    return { ok: true, violations: [] };
  } catch (error) {
    if (error instanceof LanguageLawError) return { ok: false, violations: error.violations };
    throw error;
  }
}

/**
 * Like {@link checkLanguageGame}, for tests.
 * @throws LawError with every violation
 */
export async function assertLanguageGame(
  game: LanguageGame,
  options: LanguageCheckOptions = {},
): Promise<void> {
  const { ok, violations } = await checkLanguageGame(game, options);
  if (!ok) throw new LanguageLawError(violations);
}
