import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  gameNames,
  type LanguageGame,
  loadGame,
  loadLanguageGame,
  OptionError,
  wordDuel,
} from '@parlor/envs';
import {
  assertLanguageGame,
  checkLanguageGame,
  fuzzLanguageGame,
  languageLaws,
  LawError,
  recheckLanguageGame,
} from '@parlor/envs/laws';
import { BROKEN_LANGUAGE_GAMES, without } from './broken/language-games.ts';
import { hands, owls, talk } from './broken/words.ts';

const LANGUAGE_GAMES = gameNames('language');
/** Closed games in words: rounds, seats that go round, speech and presets. */
const IN_WORDS = [
  'in_words(game=kuhn_poker)',
  'in_words(game=kuhn_poker,preset=spiral)',
  'in_words(game=kuhn_poker,preset=textarena)',
  'in_words(game=tic_tac_toe,preset=spiral)',
  'in_words(game=leduc_poker(players=3),rounds=3,starter=1,speech=true)',
  'in_words(game=kuhn_poker(players=4),rounds=4,result=winner)',
  'in_words(game=rock_paper_scissors,rounds=5,result=last)',
  'in_words(game=multi_issue_negotiation(issues=2,turns=4),speech=true)',
];
/** Replies of the fuzz run, over all registered games. */
const REPLIES = 100_000;

describe('every law of language games', () => {
  for (const name of LANGUAGE_GAMES) {
    test(`holds in ${name}`, async () => {
      assert.deepEqual(
        (await checkLanguageGame(loadLanguageGame(name), { runs: 20, seed: 1 })).violations,
        [],
      );
    });
  }
  for (const spec of IN_WORDS) {
    test(`holds in ${spec}`, async () => {
      assert.deepEqual(
        (await checkLanguageGame(loadLanguageGame(spec), { runs: 10, seed: 1 })).violations,
        [],
      );
    });
  }
  // Every closed game has a face of its own, but one adapter serves them all: the more turns, the fewer episodes.
  for (const name of gameNames('closed').filter((closed) => !closed.endsWith('_test'))) {
    test(`holds in ${name} in words`, async () => {
      const runs = loadGame(name).maxTurns > 60 ? 2 : 5;
      const game = loadLanguageGame('in_words', { game: name });
      assert.deepEqual((await checkLanguageGame(game, { runs, seed: 1 })).violations, []);
    });
  }
  for (const game of [talk, owls, hands, wordDuel({ words: 4, rounds: 2 })]) {
    test(`holds in ${game.spec}`, async () => {
      assert.deepEqual((await checkLanguageGame(game, { runs: 50, seed: 1 })).violations, []);
    });
  }

  test('holds under other settings, and with replies from elsewhere', async () => {
    const settings = { turnLimit: 3, invalidMoves: { retries: 3 } };
    const replies = fc.constantFrom('[apple]', 'I guess \\boxed{\\text{BEACH}}', 'brick!');
    const checked = await checkLanguageGame(wordDuel({ words: 4 }), { runs: 30, settings, replies });
    assert.deepEqual(checked.violations, []);
  });

  test('has a broken game that it reports, and each broken game breaks a law that there is', () => {
    const laws = languageLaws(wordDuel()).map(({ name }) => name);
    assert.equal(new Set(laws).size, laws.length);
    assert.deepEqual([...new Set(BROKEN_LANGUAGE_GAMES.map(({ law }) => law))].sort(), laws.sort());
  });
});

describe('the law', () => {
  for (const { law, story, game, good } of BROKEN_LANGUAGE_GAMES) {
    test(`${law} catches that ${story}`, async () => {
      const { ok, violations } = await checkLanguageGame(game, { runs: 300, laws: [law] });
      assert.equal(ok, false);
      const [violation] = violations;
      assert.equal(violation.law, law);
      assert.match(violation.message, new RegExp(law));
      assert.doesNotMatch(violation.message, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      assert.equal((await recheckLanguageGame(game, violation)).ok, false, violation.message);
      assert.deepEqual((await recheckLanguageGame(good, violation)).violations, []);
    });
  }
});

describe('checkLanguageGame', () => {
  test('shrinks the script to the one guess that the leak needs', async () => {
    const leaky = BROKEN_LANGUAGE_GAMES.find(({ law }) => law === 'hidden-makes-no-difference');
    assert.ok(leaky);
    const [{ replies, message }] = (await checkLanguageGame(leaky.game, { laws: [leaky.law] })).violations;
    assert.equal(replies.length, 1);
    assert.match(replies[0], /\[\w+\]/);
    assert.match(message, /hidden from seat 1/);
  });

  test('reports a game that throws inside, and throws nothing itself', async () => {
    const parts = [
      'rules',
      'start',
      'mover',
      'role',
      'parse',
      'apply',
      'returns',
      'hidden',
      'sample',
    ] as const;
    for (const name of parts) {
      const game: LanguageGame = {
        ...wordDuel(),
        [name]() {
          throw new TypeError(`${name} is broken`);
        },
      };
      const { ok, violations } = await checkLanguageGame(game, { runs: 5 });
      assert.equal(ok, false);
      assert.ok(
        violations.some(({ message }) => message.includes(`${name} is broken`)),
        name,
      );
    }
  });

  test('says what to add to a game of imperfect information that does not say what is hidden', async () => {
    const { violations } = await checkLanguageGame(without(wordDuel(), 'hidden'), { runs: 5 });
    assert.deepEqual(
      violations.map(({ law }) => law),
      ['hidden-is-declared'],
    );
    assert.match(violations[0].message, /add hidden\(state\).*or closed\(state\)/);
  });

  test('gives the same verdict for the same seed', async () => {
    const game = { ...wordDuel(), payoffRange: [0, 0] as const };
    const options = { seed: 5, runs: 20, laws: ['payoff-range', 'spec-loads-equal-game'] };
    assert.deepEqual(await checkLanguageGame(game, options), await checkLanguageGame(game, options));
  });

  test('says which laws there are when asked for another, and what it is given where that is no game', async () => {
    await assert.rejects(
      checkLanguageGame(wordDuel(), { laws: ['gravity'] }),
      (error) => error instanceof OptionError && /gravity.*hidden-is-declared/.test(error.message),
    );
    await assert.rejects(checkLanguageGame(wordDuel(), { runs: 0 }), OptionError);
    for (const none of [undefined, null, 7, wordDuel]) {
      await assert.rejects(checkLanguageGame(none as unknown as LanguageGame), /call the factory/);
    }
  });

  test('stops at constants that make no sense, and names the functions that are missing', async () => {
    const { violations } = await checkLanguageGame({
      ...wordDuel(),
      parse: undefined,
    } as unknown as LanguageGame);
    assert.deepEqual(
      violations.map(({ law }) => law),
      ['constants-are-sane'],
    );
    assert.match(violations[0].message, /missing: parse/);
  });

  test('has an assertion that throws every violation, and properties that fast-check asserts', async () => {
    const game = { ...wordDuel(), maxTurns: 99 };
    await assert.rejects(
      assertLanguageGame(game, { runs: 5 }),
      (error) => error instanceof LawError && /spec-loads-equal-game/.test(error.message),
    );
    await assertLanguageGame(wordDuel(), { runs: 5 });
    for (const { property } of languageLaws(wordDuel())) await fc.assert(property, { numRuns: 2 });
  });
});

describe('fuzzing', () => {
  for (const name of LANGUAGE_GAMES) {
    test(`gives every reply a verdict in ${name}`, async () => {
      const replies = Math.ceil(REPLIES / LANGUAGE_GAMES.length);
      const report = await fuzzLanguageGame(loadLanguageGame(name), { replies, seed: 1 });
      assert.equal(report.fault, undefined, JSON.stringify(report.fault));
      assert.equal(report.replies, replies);
      const rejected = [...report.rejected.values()].reduce((sum, count) => sum + count, 0);
      assert.equal(report.accepted + rejected, replies);
      assert.ok(report.accepted > replies / 20 && rejected > replies / 20, 'both verdicts are met');
    });
  }

  test('stops at the first reply that is at fault, which breaks a law when it is said again', async () => {
    for (const law of ['every-reply-gets-a-verdict', 'nothing-passes-for-markup']) {
      for (const { game, story } of BROKEN_LANGUAGE_GAMES.filter((broken) => broken.law === law)) {
        const { fault, replies } = await fuzzLanguageGame(game, { replies: 20_000, seed: 3 });
        assert.ok(fault !== undefined && replies < 20_000, story);
        assert.notEqual(fault.clause, '');
      }
    }
  });

  test('says the same for the same seed', async () => {
    const options = { replies: 3000, seed: 4 };
    assert.deepEqual(
      await fuzzLanguageGame(wordDuel(), options),
      await fuzzLanguageGame(wordDuel(), options),
    );
  });
});
