import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { PayoffTable } from '@parlor/league';

interface Episode {
  readonly lineup: readonly string[];
  readonly returns: readonly number[];
}

const NAMES = ['ann', 'bob', 'cy', 'dee'];

const episodes: fc.Arbitrary<Episode[]> = fc.integer({ min: 2, max: 4 }).chain((seats) =>
  fc.array(
    fc.record({
      lineup: fc.array(fc.constantFrom(...NAMES), { minLength: seats, maxLength: seats }),
      returns: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: seats, maxLength: seats }),
    }),
    { maxLength: 40 },
  ),
);

/** Every payoff that a member had in a seat (in any, if left out) of an episode at whose table the opponent sat. */
function payoffsOf(list: readonly Episode[], member: string, opponent: string, seat?: number): number[] {
  return list.flatMap(({ lineup, returns }) =>
    returns.filter(
      (_, place) =>
        lineup[place] === member &&
        member !== opponent &&
        lineup.includes(opponent) &&
        (seat === undefined || place === seat),
    ),
  );
}

function tableOf(list: readonly Episode[]): PayoffTable {
  const table = new PayoffTable();
  for (const { lineup, returns } of list) table.add(lineup, returns);
  return table;
}

function assertEntry(
  table: PayoffTable,
  list: readonly Episode[],
  who: readonly [string, string, number?],
): void {
  const payoffs = payoffsOf(list, ...who);
  const mean = payoffs.length > 0 ? payoffs.reduce((sum, payoff) => sum + payoff, 0) / payoffs.length : 0;
  const squares = payoffs.reduce((sum, payoff) => sum + (payoff - mean) ** 2, 0);
  const entry = table.get(...who);
  assert.equal(entry.episodes, payoffs.length);
  assert.ok(Math.abs(entry.mean - mean) < 1e-9);
  assert.ok(Math.abs(entry.variance - (payoffs.length > 1 ? squares / (payoffs.length - 1) : 0)) < 1e-8);
}

describe('a payoff table', () => {
  test('holds count, mean and variance of what every member earned against every other, in each seat and in all', () => {
    fc.assert(
      fc.property(episodes, (list) => {
        const table = tableOf(list);
        for (const member of NAMES) {
          for (const opponent of NAMES) {
            assertEntry(table, list, [member, opponent]);
            for (let seat = 0; seat < 4; seat++) assertEntry(table, list, [member, opponent, seat]);
          }
        }
      }),
    );
  });

  test('forgets a member, its own results and those against it, and nothing else', () => {
    fc.assert(
      fc.property(episodes, fc.constantFrom(...NAMES), (list, gone) => {
        const table = tableOf(list);
        table.forget(gone);
        for (const member of NAMES) {
          for (const opponent of NAMES) {
            const kept = member === gone || opponent === gone ? [] : list;
            assertEntry(table, kept, [member, opponent]);
          }
        }
      }),
    );
  });

  test('tells of nobody that has not played', () => {
    assert.deepEqual(new PayoffTable().get('ann', 'bob'), { episodes: 0, mean: 0, variance: 0 });
    assert.deepEqual(new PayoffTable().members, []);
    assert.deepEqual(tableOf([{ lineup: ['bob', 'ann'], returns: [1, -1] }]).members, ['bob', 'ann']);
  });
});
