import type { Seed } from '@parlor/envs';
import { type LanguageLaw, type Law, LawError, type Violation } from '@parlor/envs/laws';
import fc from 'fast-check';
import { UsageError } from './errors.ts';
import { visible } from './visible.ts';

export type AnyLaw = Law | LanguageLaw;

/** What one law found. */
export interface LawResult<Of extends AnyLaw = AnyLaw> {
  readonly law: Of;
  readonly violations: readonly Violation[];
}

/** @throws UsageError where the seed is a text, which fast-check cannot use. */
export function wholeSeed(seed: Seed): number {
  if (typeof seed === 'number') return seed;
  throw new UsageError('The seed of a check must be a whole number.');
}

/** Whether a law plays at random, so that it pays to ask it more than once. */
export function plays(law: AnyLaw): boolean {
  return !('once' in law);
}

/**
 * Holds a game to its laws, one after the other. The first is of constants that all others rely on: where it is
 * broken, no other is asked.
 * @param parameters the number of playthroughs of each law, and the seed of their choices
 * @param begins called before each law
 */
export async function* checkEach<Of extends AnyLaw>(
  laws: readonly Of[],
  parameters: { readonly numRuns: number; readonly seed: number },
  begins: (law: Of, index: number) => void,
): AsyncGenerator<LawResult<Of>> {
  for (const [index, law] of laws.entries()) {
    begins(law, index);
    const numRuns = plays(law) ? parameters.numRuns : 1;
    const violations = violationsOf(await check(law.property, { ...parameters, numRuns }));
    yield { law, violations };
    if (index === 0 && violations.length > 0) return;
  }
}

/** Laws of closed games are checked at once, those of games in words take their time. */
async function check(
  property: fc.IProperty<unknown> | fc.IAsyncProperty<unknown>,
  parameters: fc.Parameters<unknown>,
): Promise<fc.RunDetails<unknown>> {
  return property.isAsync() ? fc.check(property, parameters) : fc.check(property, parameters);
}

function violationsOf(details: fc.RunDetails<unknown>): readonly Violation[] {
  if (!details.failed) return [];
  if (details.errorInstance instanceof LawError) return details.errorInstance.violations;
  throw details.errorInstance; // a defect of the law kit: laws turn what a game throws into a LawError
}

/** What breaks the law when it is played again. */
export function scriptOf({ actions, replies, seed }: Violation): string {
  return replies === undefined
    ? `actions: [${actions.join(', ')}]`
    : `seed: ${seed ?? 0}, replies: ${visible(replies)}`;
}
