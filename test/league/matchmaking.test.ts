import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { UniformPolicy } from '@parlor/agents';
import { stream } from '@parlor/envs';
import { assignSeats, type LeagueRole, PayoffTable, SELF, type Snapshot } from '@parlor/league';

type Opponents = LeagueRole['opponents'];

/** A population, by the learner that each snapshot was copied from. */
function contextOf(learners: readonly string[]) {
  const snapshots = learners.map((learner, index): Snapshot => {
    const name = `${learner}:${index}`;
    return { name, learner, steps: index, weights: new Float32Array(0), policy: new UniformPolicy() };
  });
  return { learner: 'ann', snapshots, payoffs: new PayoffTable() };
}

function roleOf(opponents: Opponents): LeagueRole {
  return { opponents, admission: { rule: 'steps', every: 1 }, reset: { rule: 'never' } };
}

/** Who sits where: a list of seats for every episode. */
function seated(
  opponents: Opponents,
  learners: readonly string[],
  seats: number,
  episodes: number,
  seed = 1,
): number[][] {
  const lineup = new Int32Array(seats * episodes).fill(99);
  assignSeats(roleOf(opponents), contextOf(learners), seats, stream(seed, 'league'), lineup);
  return Array.from({ length: episodes }, (_, episode) =>
    Array.from(lineup.subarray(episode * seats, (episode + 1) * seats)),
  );
}

const some = fc.array(
  fc.record({
    rule: fc.constantFrom('self-play' as const, 'latest' as const, 'uniform' as const),
    weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
  }),
  { minLength: 1, maxLength: 4 },
);
const learners = fc.array(fc.constantFrom('ann', 'bob'), { maxLength: 6 });

/** Within four standard deviations of a share. */
function assertShare(count: number, of: number, share: number): void {
  const margin = 4 * Math.sqrt(of * share * (1 - share)) + 1e-9;
  assert.ok(
    Math.abs(count - of * share) <= margin,
    `${count} of ${of} are not ${share}, give or take ${margin}`,
  );
}

describe('matchmaking', () => {
  test('seats the learner in every seat in turn, or in all of them, and frozen members elsewhere', () => {
    fc.assert(
      fc.property(
        some,
        learners,
        fc.integer({ min: 2, max: 5 }),
        fc.integer(),
        (rules, names, seats, seed) => {
          seated(rules, names, seats, 23, seed).forEach((table, episode) => {
            assert.equal(table[episode % seats], SELF);
            const others = table.filter((_, seat) => seat !== episode % seats);
            if (others.includes(SELF)) assert.ok(others.every((member) => member === SELF));
            else assert.ok(others.every((member) => member >= 0 && member < names.length));
          });
        },
      ),
    );
  });

  test('is self-play where nobody fits a rule', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 4 }), (rules, seats) => {
        for (const table of seated(rules, [], seats, 10)) assert.deepEqual(new Set(table), new Set([SELF]));
      }),
    );
    const strangers = seated([{ rule: 'latest', weight: 1 }], ['bob', 'bob'], 2, 10);
    assert.ok(strangers.flat().every((member) => member === SELF));
  });

  test('by the rule self-play is against oneself, whoever else is there', () => {
    const tables = seated([{ rule: 'self-play', weight: 1 }], ['ann', 'bob'], 3, 30);
    assert.ok(tables.flat().every((member) => member === SELF));
  });

  test('by the rule latest is against one’s own newest snapshot alone', () => {
    const tables = seated([{ rule: 'latest', weight: 1 }], ['ann', 'bob', 'ann', 'bob'], 3, 30);
    assert.deepEqual(tables.slice(0, 3), [
      [SELF, 2, 2],
      [2, SELF, 2],
      [2, 2, SELF],
    ]);
    assert.deepEqual(new Set(tables.flat()), new Set([SELF, 2]));
  });

  test('by the rule uniform is against every snapshot alike, drawn anew for every seat', () => {
    const episodes = 6000;
    const tables = seated([{ rule: 'uniform', weight: 1 }], ['ann', 'bob', 'ann', 'bob'], 3, episodes);
    const others = tables.flat().filter((member) => member !== SELF);
    assert.equal(others.length, 2 * episodes);
    for (let member = 0; member < 4; member++)
      assertShare(others.filter((other) => other === member).length, others.length, 1 / 4);
    const alike = tables.filter((table, episode) => {
      const [left, right] = table.filter((_, seat) => seat !== episode % 3);
      return left === right;
    });
    assertShare(alike.length, episodes, 1 / 4);
  });

  test('gives every rule of a mixture its share of the episodes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        (a, b, seed) => {
          const rules = [
            { rule: 'self-play', weight: a },
            { rule: 'latest', weight: b / 2 },
            { rule: 'latest', weight: b / 2 },
          ] as const;
          const tables = seated([...rules], ['ann'], 2, 2000, seed);
          const selfPlay = tables.filter((table) => table.every((member) => member === SELF));
          assertShare(selfPlay.length, 2000, a / (a + b));
        },
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  test('is the same for the same seed and another for another', () => {
    const rules = [
      { rule: 'self-play', weight: 1 },
      { rule: 'uniform', weight: 1 },
    ] as const;
    const [first, again, other] = [1, 1, 2].map((seed) => seated([...rules], ['ann', 'bob'], 2, 50, seed));
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
  });
});
