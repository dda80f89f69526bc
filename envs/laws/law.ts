import fc from 'fast-check';
import { OptionError } from '../core/errors.ts';
import type { Game } from '../core/game.ts';
import { choicesOf, type Position, walk } from './playthrough.ts';
import { tell } from './story.ts';
import { growTree, historyOf, type Tree } from './tree.ts';
import { Broken, LawError, type Verdict, type Violation } from './violation.ts';

/** A law as a property that any test runner can check: `fc.assert(law.property)`. */
export interface Law {
  /** Stable, in kebab-case. */
  readonly name: string;
  /** What must hold, as a clause. */
  readonly summary: string;
  /** Throws a {@link LawError} where it does not hold. */
  readonly property: fc.IProperty<unknown>;
  /** Nothing is played at random: one run of the property says all that there is to say. */
  readonly once?: true;
}

/** A game under test, with what its laws share. */
export interface Bench {
  readonly game: Game;
  readonly choices: fc.Arbitrary<number[]>;
  /** Every history, where there are at most {@link MEDIUM}. */
  readonly tree: () => Tree | undefined;
}

/** Games up to this many histories have every law of positions checked at each. */
const SMALL = 1_000;
/** Games up to this many histories have cheap laws checked at each, and their information compared over all. */
const MEDIUM = 20_000;

/** @throws OptionError where it is given something else than a game, such as the factory that makes one. */
export function benchOf(game: Game): Bench {
  requireGame(game);
  return { game, choices: choicesOf(game), tree: once(() => attempt(() => growTree(game, MEDIUM))) };
}

function requireGame(game: unknown): void {
  if (typeof game === 'object' && game !== null) return;
  const given = typeof game === 'function' ? 'the factory of one' : String(game);
  throw new OptionError(`The laws are for a game, not for ${given}; call the factory: checkGame(factory()).`);
}

/** A game's law as its file states it. */
export interface GameRow {
  readonly name: string;
  readonly summary: string;
  readonly once?: true;
  property(bench: Bench): fc.IProperty<unknown>;
}

/**
 * A law of single positions: checked along playthroughs, or at every history where they are few.
 * @param cost a cheap law is checked at every history of larger games as well
 */
export function positionLaw(
  name: string,
  summary: string,
  check: (position: Position) => void,
  cost: 'cheap' | 'dear' = 'dear',
): GameRow {
  const limit = cost === 'cheap' ? MEDIUM : SMALL;
  return {
    name,
    summary,
    property(bench) {
      const { game } = bench;
      const everywhere = once(() => {
        const tree = bench.tree();
        if (tree === undefined || tree.length > limit) return false;
        for (const [index, { state, mover }] of tree.entries()) {
          const history = historyOf(tree, index);
          const position = { game, state: state.slice(), mover, history, salt: 'everything' } as const;
          judge(name, summary, game, history, () => check(position));
        }
        return true;
      });
      return fc.property(bench.choices, (choices) => {
        if (everywhere()) return;
        const history: number[] = [];
        judge(name, summary, game, history, () => {
          for (const position of walk(game, choices, history)) {
            if (isVisited(position, choices.length)) check(position);
          }
        });
      });
    },
  };
}

/** A law of whole playthroughs. `history` is to be written as the check plays, to tell where an error came from. */
export function playLaw(
  name: string,
  summary: string,
  check: (game: Game, choices: readonly number[], history: number[], salt: number) => void,
): GameRow {
  return {
    name,
    summary,
    property: ({ game, choices }) =>
      fc.property(choices, fc.nat({ max: 999 }), (chosen, salt) => {
        const history: number[] = [];
        judge(name, summary, game, history, () => check(game, chosen, history, salt));
      }),
  };
}

/** A law of the game's constants, not of a playthrough. */
export function constantLaw(name: string, summary: string, check: (game: Game) => void): GameRow {
  return {
    name,
    summary,
    once: true,
    property: ({ game }) =>
      fc.property(fc.constant(0), () => judge(name, summary, game, [], () => check(game))),
  };
}

/** Long playthroughs are looked at closely at first and now and then later: the laws cost more than the play. */
export function isVisited({ mover, history: { length } }: Position, offset: number): boolean {
  return isLookedAt(length, offset) || mover < -1;
}

/** The same for what is so many turns, or tokens, old. */
export function isLookedAt(age: number, offset: number): boolean {
  return age < 24 || (age + offset) % 8 === 0;
}

/** Runs a law's body and makes what it throws a {@link LawError}: a clause that is false, or an error of the game. */
export function judge(
  law: string,
  summary: string,
  game: Game,
  history: readonly number[],
  body: () => void,
): void {
  try {
    body();
  } catch (error) {
    if (error instanceof LawError) throw error;
    const actions = (error instanceof Broken ? error.history : undefined) ?? history.slice();
    const other = error instanceof Broken ? error.other : undefined;
    const clause =
      error instanceof Broken
        ? error.message
        : `the game throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const message = `${game.spec} breaks ${law} (${summary}). ${tell(game, actions)}: ${clause.trim().replace(/\.$/, '')}.`;
    throw new LawError([{ law, actions, message, ...(other ? { other } : {}) }], { cause: error });
  }
}

export interface CheckOptions {
  /** Playthroughs per law; default 100. */
  readonly runs?: number;
  /** The same seed checks the same playthroughs. Default 0. */
  readonly seed?: number;
  /** Names of the laws to check; default all. */
  readonly laws?: readonly string[];
}

/** Checks laws one after the other and gathers what is broken, each with its shortest counterexample. */
export function checkLaws(laws: readonly Law[], options: CheckOptions): Verdict {
  const { numRuns, seed } = parameters(options);
  const violations = chosen(laws, options).flatMap((law) =>
    violationsOf(law.name, fc.check(law.property, { numRuns: law.once ? 1 : numRuns, seed })),
  );
  return { ok: violations.length === 0, violations };
}

/** The laws that the options name. */
export function chosen<Row extends { readonly name: string }>(
  laws: readonly Row[],
  { laws: names }: CheckOptions,
): Row[] {
  for (const name of names ?? []) {
    if (laws.some((law) => law.name === name)) continue;
    throw new OptionError(
      `There is no law "${name}"; the laws are ${laws.map((law) => law.name).join(', ')}.`,
    );
  }
  return laws.filter(({ name }) => names?.includes(name) ?? true);
}

export function parameters({ runs = 100, seed = 0 }: CheckOptions): { numRuns: number; seed: number } {
  if (!(Number.isInteger(runs) && runs > 0))
    throw new OptionError(`runs must be a positive whole number, not ${runs}.`);
  if (!Number.isInteger(seed))
    throw new OptionError(`The seed of a check must be a whole number, not ${seed}.`);
  return { numRuns: runs, seed };
}

export function violationsOf(law: string, details: fc.RunDetails<unknown>): readonly Violation[] {
  if (!details.failed) return [];
  const error = details.errorInstance;
  if (error instanceof LawError) return error.violations;
  // Only a defect of the law kit itself comes here: laws turn whatever a game throws into a LawError.
  throw new Error(`The law ${law} could not be checked.`, { cause: error });
}

/** A function that is called at most once; what it throws is thrown again. */
export function once<Value>(make: () => Value): () => Value {
  let result: { value: Value } | { error: unknown } | undefined;
  return () => {
    if (result === undefined) {
      try {
        result = { value: make() };
      } catch (error) {
        result = { error };
      }
    }
    if ('error' in result) throw result.error;
    return result.value;
  };
}

/** A game that throws has no tree; the playthroughs find out where it throws and report it. */
function attempt(grow: () => Tree | undefined): Tree | undefined {
  try {
    return grow();
  } catch {
    return undefined;
  }
}
