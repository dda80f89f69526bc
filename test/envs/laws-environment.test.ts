import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Env, kuhnPoker, leducPoker, rockPaperScissors, ticTacToe } from '@parlor/envs';
import { checkEnvironment, environmentLaws } from '@parlor/envs/laws';
import { BROKEN_ENVIRONMENTS } from './broken/environments.ts';
import { lowOrHigh, oddOneOut } from './broken/tiny.ts';

describe('an environment', () => {
  for (const game of [
    kuhnPoker(),
    leducPoker({ players: 3 }),
    rockPaperScissors(),
    ticTacToe(),
    lowOrHigh(),
    oddOneOut(),
  ]) {
    test(`of ${game.spec} obeys every law`, () => {
      const { violations } = checkEnvironment(() => new Env(game), { chance: game.chanceKind !== 'none' });
      assert.deepEqual(violations, []);
    });
  }

  test('has for every law a broken one that the law reports', () => {
    const laws = environmentLaws(() => new Env(kuhnPoker())).map(({ name }) => name);
    assert.equal(new Set(laws).size, laws.length);
    assert.deepEqual([...new Set(BROKEN_ENVIRONMENTS.map(({ law }) => law))].sort(), laws.sort());
  });

  test('has laws that fast-check can assert by itself', () => {
    for (const { property } of environmentLaws(() => new Env(kuhnPoker())))
      fc.assert(property, { numRuns: 5 });
  });

  test('without chance need not differ by seed, and is reported when it is said to have chance', () => {
    const make = (): Env => new Env(ticTacToe());
    const laws = ['seeds-matter'];
    assert.equal(checkEnvironment(make, { laws, runs: 2, chance: false }).ok, true);
    assert.equal(checkEnvironment(make, { laws, runs: 2 }).ok, false);
  });
});

describe('the law', () => {
  for (const { law, story, make, breaks } of BROKEN_ENVIRONMENTS) {
    test(`${law} catches that ${story}`, () => {
      const { ok, violations } = checkEnvironment(make, { laws: [law], maxSteps: 20 });
      assert.equal(ok, false);
      const [violation] = violations;
      assert.equal(violation.law, law);
      assert.match(violation.message, new RegExp(law));
      assert.ok(!violation.message.includes('\n'));
      assert.ok(breaks(make, violation), violation.message);
      assert.ok(
        !survives(() => breaks(() => new Env(kuhnPoker()), violation)),
        'a sound environment breaks too',
      );
    });
  }
});

/** What a predicate answers; a sound environment may refuse to replay a counterexample that it would never allow. */
function survives(predicate: () => boolean): boolean {
  try {
    return predicate();
  } catch {
    return false;
  }
}
