import type { Game } from '../core/game.ts';
import { CHANCE_LAWS } from './chance.ts';
import { CONSTANT_LAWS, SANITY } from './constants.ts';
import { DETERMINISM_LAWS } from './determinism.ts';
import { INFORMATION_LAWS } from './information.ts';
import { benchOf, checkLaws, type CheckOptions, type GameRow, type Law } from './law.ts';
import { LEGALITY_LAWS } from './legality.ts';
import { OBSERVATION_LAWS } from './observation.ts';
import { PAYOFF_LAWS } from './payoff.ts';
import { POSTERIOR_LAWS } from './posterior.ts';
import { RESAMPLE_LAWS } from './resample.ts';
import { ROLE_LAWS } from './role.ts';
import { STAGE_LAWS } from './stages.ts';
import { TEXT_LAWS } from './text.ts';
import { VECTOR_LAWS } from './vector.ts';
import { LawError, type Verdict } from './violation.ts';

const ROWS: readonly GameRow[] = [
  ...CONSTANT_LAWS,
  ...DETERMINISM_LAWS,
  ...LEGALITY_LAWS,
  ...CHANCE_LAWS,
  ...PAYOFF_LAWS,
  ...ROLE_LAWS,
  ...STAGE_LAWS,
  ...INFORMATION_LAWS,
  ...RESAMPLE_LAWS,
  ...POSTERIOR_LAWS,
  ...OBSERVATION_LAWS,
  ...TEXT_LAWS,
  ...VECTOR_LAWS,
];

/** Every law that a game must obey, as properties for any test runner: `fc.assert(law.property)`. */
export function gameLaws(game: Game): Law[] {
  const bench = benchOf(game);
  return ROWS.map((row) => ({
    name: row.name,
    summary: row.summary,
    property: row.property(bench),
    ...(row.once && { once: row.once }),
  }));
}

/**
 * Checks a game against every law.
 * @returns the laws that are broken, each with its shortest counterexample; a game that throws breaks a law as well
 * @throws OptionError where the options name no law, or numbers that cannot be
 */
export function checkGame(game: Game, options: CheckOptions = {}): Verdict {
  const laws = gameLaws(game);
  const sanity = checkLaws(laws, { ...options, laws: [SANITY] });
  return sanity.ok ? checkLaws(laws, options) : sanity;
}

/**
 * Like {@link checkGame}, for tests.
 * @throws LawError with every violation
 */
export function assertGame(game: Game, options: CheckOptions = {}): void {
  const { ok, violations } = checkGame(game, options);
  if (!ok) throw new LawError(violations);
}
