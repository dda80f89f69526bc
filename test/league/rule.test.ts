import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  ADMISSION_RULES,
  applyRule,
  OPPONENT_RULES,
  options,
  parseConfig,
  RESET_RULES,
  rowsOf,
  ruleSchema,
} from '@parlor/league';
import { z } from 'zod';

const row = rowsOf<{ readonly odds: readonly number[] }, number[]>();

/** A table of two rules, one of which has options that depend on each other. */
const RULES = {
  plain: row(options({}), (_, { odds }) => [...odds]),
  power: row(
    options({ power: z.number().default(2), least: z.number() }).refine(
      ({ power, least }) => power >= least,
      {
        path: ['power'],
        error: 'expected at least least',
      },
    ),
    ({ power }, { odds }) => odds.map((odd) => odd ** power),
  ),
};
const schema = ruleSchema(RULES, { weight: z.number().default(1) });

describe('a table of rules', () => {
  test('gives its rows to the configuration, each with its options, defaults and common fields', () => {
    assert.deepEqual(schema.parse({ rule: 'plain' }), { rule: 'plain', weight: 1 });
    const entry = schema.parse({ rule: 'power', least: 1, weight: 3 });
    assert.deepEqual(entry, { rule: 'power', power: 2, least: 1, weight: 3 });
    // The types are those of the rows: neither line would compile otherwise.
    if (entry.rule === 'power') assert.equal(entry.power satisfies number, 2);
    assert.deepEqual(schema.parse({ rule: 'plain', weight: 2 } satisfies z.input<typeof schema>).weight, 2);
  });

  test('answers for the row that an entry names, with that entry’s options', () => {
    const context = { odds: [1, 2, 3] };
    const answer = (entry: z.input<typeof schema>): number[] =>
      applyRule(RULES, schema.parse(entry), context);
    assert.deepEqual(answer({ rule: 'plain' }), [1, 2, 3]);
    assert.deepEqual(answer({ rule: 'power', least: 0 }), [1, 4, 9]);
    assert.deepEqual(answer({ rule: 'power', least: 0, power: 3 }), [1, 8, 27]);
  });

  test('refuses what no row allows, and says what was expected', () => {
    const mistakes: readonly (readonly [unknown, string, RegExp])[] = [
      [{ rule: 'other' }, 'rule', /expected one of "plain"\|"power"$/],
      [{}, 'rule', /expected one of "plain"\|"power"$/],
      [{ rule: 'plain', power: 1 }, '', /"power"/],
      [{ rule: 'power' }, 'least', /expected number/],
      [{ rule: 'power', least: 3 }, 'power', /expected at least least/],
      [7, '', /expected object/],
    ];
    for (const [entry, path, message] of mistakes) {
      const issue = schema.safeParse(entry).error?.issues[0] ?? assert.fail(JSON.stringify(entry));
      assert.equal(issue.path.join('.'), path);
      assert.match(issue.message, message);
    }
  });

  test('of the league is known to the configuration row by row', () => {
    const needed: Record<string, object> = {
      steps: { every: 1 },
      score: { above: 0, games: 1, atLeast: 1, atMost: 1 },
    };
    for (const opponent of Object.keys(OPPONENT_RULES)) {
      for (const admission of Object.keys(ADMISSION_RULES)) {
        for (const reset of Object.keys(RESET_RULES)) {
          const role = {
            opponents: [{ rule: opponent, weight: 1 }],
            admission: { rule: admission, ...needed[admission] },
            reset: { rule: reset },
          };
          const config = parseConfig({ fixed: ['uniform'], roles: { main: role } });
          assert.deepEqual(config.roles, { main: role });
        }
      }
    }
  });
});
