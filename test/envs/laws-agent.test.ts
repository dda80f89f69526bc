import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { kuhnPoker, leducPoker, OptionError, rockPaperScissors, ticTacToe } from '@parlor/envs';
import { agentLaws, checkAgent } from '@parlor/envs/laws';
import { BROKEN_AGENTS, BROKEN_POLICIES, drawing, tabular, uniform } from './broken/agents.ts';

describe('a policy', () => {
  for (const game of [kuhnPoker({ players: 3 }), leducPoker(), rockPaperScissors(), ticTacToe()]) {
    test(`that is uniform obeys every law in ${game.spec}`, async () => {
      assert.deepEqual((await checkAgent(uniform, game)).violations, []);
    });
  }

  test('that reads its tokens obeys every law', async () => {
    assert.deepEqual((await checkAgent(tabular, kuhnPoker())).violations, []);
  });

  test('that answers with a promise obeys every law', async () => {
    const slow = {
      name: 'slow',
      act: (...parameters: Parameters<typeof uniform.act>) =>
        Promise.resolve().then(() => uniform.act(...parameters)),
    };
    assert.deepEqual((await checkAgent(slow, kuhnPoker(), { runs: 20 })).violations, []);
  });

  test('has for every law a broken one that the law reports', () => {
    const laws = agentLaws(uniform, kuhnPoker()).map(({ name }) => name);
    assert.deepEqual([...new Set(BROKEN_POLICIES.map(({ law }) => law))].sort(), laws.sort());
  });
});

describe('an agent', () => {
  for (const game of [kuhnPoker({ players: 3 }), leducPoker(), rockPaperScissors(), ticTacToe()]) {
    test(`that draws from its seed obeys every law in ${game.spec}`, async () => {
      assert.deepEqual((await checkAgent(drawing(), game)).violations, []);
    });
  }

  test('has for every law a broken one that the law reports', () => {
    const laws = agentLaws(drawing(), kuhnPoker()).map(({ name }) => name);
    assert.deepEqual([...new Set(BROKEN_AGENTS.map(({ law }) => law))].sort(), laws.sort());
  });

  test('has laws that fast-check can assert by itself', async () => {
    for (const { property } of agentLaws(drawing(), kuhnPoker())) await fc.assert(property, { numRuns: 5 });
  });

  test('that throws breaks a law, and checkAgent throws nothing itself', async () => {
    const failing = {
      ...drawing(),
      act: () => {
        throw new TypeError('no idea');
      },
    };
    const { ok, violations } = await checkAgent(failing, kuhnPoker(), { runs: 3 });
    assert.equal(ok, false);
    assert.match(violations[0].message, /no idea/);
  });

  test('is checked by the laws that are asked for, and no others', async () => {
    await assert.rejects(checkAgent(drawing(), kuhnPoker(), { laws: ['politeness'] }), OptionError);
  });
});

describe('the law', () => {
  for (const { law, story, game, make, breaks } of BROKEN_POLICIES) {
    test(`${law} catches that ${story}`, async () => {
      const { violations } = await checkAgent(make(), game, { laws: [law] });
      assert.equal(violations.length, 1);
      assert.equal(violations[0].law, law);
      assert.ok(await breaks(make(), violations[0]), violations[0].message);
      assert.ok(!(await breaks(uniform, violations[0])), 'a sound policy breaks too');
    });
  }
  for (const { law, story, game, make, breaks } of BROKEN_AGENTS) {
    test(`${law} catches that ${story}`, async () => {
      const { violations } = await checkAgent(make(), game, { laws: [law] });
      assert.equal(violations.length, 1);
      assert.equal(violations[0].law, law);
      assert.ok(await breaks(make(), violations[0]), violations[0].message);
      const sound = {
        name: 'first',
        begin: () => undefined,
        act: ({ legal }: { legal: readonly number[] }) => legal[0],
      };
      assert.ok(!(await breaks(sound, violations[0])), 'a sound agent breaks too');
    });
  }
});
