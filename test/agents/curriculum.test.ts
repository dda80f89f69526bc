import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  COLLAPSE_SIGNALS,
  CollapseSignals,
  Curriculum,
  type CurriculumMeasures,
  type CurriculumOptions,
  NearDuplicates,
  type QuestionRecord,
} from '@parlor/agents';
import { OptionError, similarity, tokenSet } from '@parlor/envs';

const REASONS = ['no-document', 'answer-in-question', 'duplicate-query'];

/** Questions of a few words each, so that some are alike. */
const text = fc
  .array(fc.constantFrom('who', 'wrote', 'the', 'song', 'of', 'north'), { maxLength: 7 })
  .map((words) => words.join(' '));
const accepted = fc
  .record({ text, solvers: fc.integer({ min: 1, max: 8 }), share: fc.nat(8) })
  .map(({ text, solvers, share }): QuestionRecord => ({
    accepted: true,
    text,
    solvers,
    success: Math.min(solvers, share),
  }));
const rejected = fc
  .record({ text, reason: fc.constantFrom(...REASONS) })
  .map(({ text, reason }): QuestionRecord => ({
    accepted: false,
    reason,
    text,
    success: 0,
    solvers: 0,
    entropy: 0.5,
  }));
const proposals = fc.array(fc.oneof(accepted, rejected), { maxLength: 60 });

function question(success: number, solvers: number, text = 'a question'): QuestionRecord {
  return { accepted: true, text, success, solvers };
}

/** Near-duplicates by their definition: every set against every earlier one. */
function repeatsOf(texts: readonly string[], above: number): number {
  return texts.filter((text, at) =>
    texts.slice(0, at).some((other) => similarity(tokenSet(text), tokenSet(other)) > above),
  ).length;
}

function mean(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

function close(actual: number | null, expected: number | null): void {
  if (actual === null || expected === null) assert.equal(actual, expected);
  else assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
}

describe('a curriculum', () => {
  test('measures its window as the definitions say, whatever came before', () => {
    const sizes = fc.record({
      window: fc.integer({ min: 1, max: 30 }),
      questions: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(proposals, sizes, fc.constantFrom(0, 0.5, 0.8), (records, options, above) => {
        const curriculum = new Curriculum({ ...options, similarity: above });
        for (const record of records) curriculum.add(record);
        const measures = curriculum.measures();
        const last = records.slice(-options.window);
        const questions = last.filter((record) => record.accepted);
        const success = questions.map((record) => record.success / record.solvers);
        const of = (wanted: (share: number) => boolean) =>
          mean(success.map((share) => Number(wanted(share))));
        assert.deepEqual([measures.proposals, measures.questions], [last.length, questions.length]);
        close(measures.validity, mean(last.map((record) => Number(record.accepted))));
        close(measures.solverSkill, mean(success));
        close(measures.difficulty, mean(success.map((share) => 1 - share)));
        close(
          measures.solvedByNone,
          of((share) => share === 0),
        );
        close(
          measures.solvedByAll,
          of((share) => share === 1),
        );
        close(measures.entropy, mean(last.flatMap(({ entropy = [] }) => entropy)));
        const texts = records.filter((record) => record.accepted).map((record) => record.text);
        const asked = texts.slice(-options.questions);
        close(measures.diversity, asked.length > 0 ? 1 - repeatsOf(asked, above) / asked.length : null);
        for (const reason of REASONS) {
          assert.equal(measures.rejections[reason] ?? 0, last.filter((one) => one.reason === reason).length);
        }
      }),
    );
  });

  test('tells reasons apart, the most frequent first', () => {
    const curriculum = new Curriculum({ window: 4 });
    for (const reason of ['old', 'rare', 'often', 'often'])
      curriculum.add({ accepted: false, reason, text: '', success: 0, solvers: 0 });
    curriculum.add(question(1, 2));
    assert.deepEqual(Object.entries(curriculum.measures().rejections), [
      ['often', 2],
      ['rare', 1],
    ]);
    const { validity, difficulty, solvedByNone, solvedByAll } = curriculum.measures();
    assert.deepEqual([validity, difficulty, solvedByNone, solvedByAll], [0.25, 0.5, 0, 0]);
  });

  test('has no values before there are proposals, and raises nothing before there are enough', () => {
    const curriculum = new Curriculum({ atLeast: 5 });
    const { proposals, validity, difficulty, solverSkill, diversity, entropy } = curriculum.measures();
    assert.equal(proposals, 0);
    assert.deepEqual([validity, difficulty, solverSkill, diversity, entropy], [null, null, null, null, null]);
    for (let count = 1; count <= 5; count++) {
      assert.deepEqual([curriculum.assess(), curriculum.active], [[], []]);
      curriculum.add(question(3, 3, `question ${count}`));
    }
    assert.deepEqual(curriculum.assess(), [{ name: 'too-easy', on: true }]);
    assert.deepEqual(curriculum.assess(), [], 'what has been told is not told again');
    assert.deepEqual(curriculum.active, ['too-easy']);
  });

  test('refuses options out of range and success that cannot be', () => {
    const wrong: CurriculumOptions[] = [
      { window: 0 },
      { window: 1.5 },
      { window: 10, atLeast: 11 },
      { questions: 0 },
      { similarity: 1.1 },
      { similarity: NaN },
      { signals: { 'too-easy': { enter: 0.2, leave: 0.2 } } },
      { signals: { repetition: { enter: NaN, leave: 0.2 } } },
    ];
    for (const options of wrong)
      assert.throws(() => new Curriculum(options), OptionError, JSON.stringify(options));
    const curriculum = new Curriculum();
    for (const [success, solvers] of [
      [0, 0],
      [3, 2],
      [-1, 2],
      [NaN, 2],
    ])
      assert.throws(() => curriculum.add(question(success, solvers)), OptionError);
    assert.equal(curriculum.measures().proposals, 0);
  });
});

describe('near-duplicates', () => {
  test('are those of the definition after every set that is added, also when the earlier ones leave the window', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.5, 0.8, 1),
        (texts, capacity, above) => {
          const duplicates = new NearDuplicates(capacity, above);
          texts.forEach((one, at) => {
            duplicates.add(tokenSet(one));
            const window = texts.slice(0, at + 1).slice(-capacity);
            assert.equal(duplicates.size, window.length);
            assert.equal(duplicates.count, repeatsOf(window, above));
          });
        },
      ),
    );
  });

  test('need more than four fifths of their words in common', () => {
    const words = (count: number, from = 0): Set<string> =>
      new Set(Array.from({ length: count }, (_, word) => `w${from + word}`));
    for (const [first, second, expected] of [
      [words(4), words(5), 0], // exactly 0.8
      [words(5), words(6), 1],
      [words(9), words(9, 1), 0], // 8 of 10
      [words(11), words(11, 1), 1], // 10 of 12
    ] as const) {
      const duplicates = new NearDuplicates();
      duplicates.add(first);
      duplicates.add(second);
      assert.equal(duplicates.count, expected);
    }
  });
});

/** Measures of a healthy curriculum but for what is given. */
function measures(part: Partial<CurriculumMeasures>): CurriculumMeasures {
  return {
    proposals: 1000,
    questions: 600,
    validity: 0.6,
    difficulty: 0.5,
    solverSkill: 0.5,
    solvedByNone: 0.1,
    solvedByAll: 0.1,
    diversity: 0.9,
    entropy: 1,
    rejections: {},
    ...part,
  };
}

describe('signals of collapse', () => {
  test('begin under one threshold and end above another', () => {
    const rows = [
      ['validity-collapse', 'validity', [0.6, 0.11, 0.09, 0.2, 0.29, 0.3, 0.1, 0.05], [2, 5, 7]],
      ['too-easy', 'difficulty', [0.5, 0.05, 0.04, 0.09, 0.1, 0.06, 0], [2, 4, 6]],
      ['too-hard', 'solverSkill', [0.5, 0.05, 0.04, 0.09, 0.1, 0.06, 0], [2, 4, 6]],
      ['repetition', 'diversity', [0.9, 0.31, 0.3, 0.39, 0.4, 0.35, 0], [2, 4, 6]],
    ] as const;
    for (const [name, measure, values, changes] of rows) {
      const signals = new CollapseSignals();
      const told = values.flatMap((value, at) =>
        signals.assess(measures({ entropy: null, [measure]: value })).map((change) => ({ at, ...change })),
      );
      assert.deepEqual(
        told,
        changes.map((at, change) => ({ at, name, on: change % 2 === 0 })),
      );
      assert.deepEqual(signals.active, [name]);
    }
  });

  test('of validity need questions that were valid before', () => {
    const signals = new CollapseSignals();
    for (const validity of [0, 0.05, 0.3, 0.01]) assert.deepEqual(signals.assess(measures({ validity })), []);
    signals.assess(measures({ validity: 0.31 }));
    const names = signals.assess(measures({ validity: 0.09, entropy: 0.9 })).map(({ name }) => name);
    assert.deepEqual(names, ['validity-collapse']);
  });

  test('of the death spiral need falling validity, growing entropy and success that looks good, all three', () => {
    const worse = { validity: 0.25, entropy: 1.2, solverSkill: 0.8 };
    const rows: [Partial<CurriculumMeasures>, string[]][] = [
      [worse, ['death-spiral']],
      [{ ...worse, validity: 0.31 }, []],
      [{ ...worse, entropy: 1.05 }, []],
      [{ ...worse, entropy: null }, []],
      [{ ...worse, solverSkill: 0.4 }, []],
      [{ ...worse, solverSkill: null }, []],
    ];
    for (const [part, expected] of rows) {
      const signals = new CollapseSignals();
      assert.deepEqual(signals.assess(measures({})), []);
      const names = signals.assess(measures(part)).map(({ name }) => name);
      assert.deepEqual(names, expected, JSON.stringify(part));
    }
  });

  test('of the death spiral stay until validity is back at three quarters of its best', () => {
    const signals = new CollapseSignals();
    const told = [0.8, 0.3, 0.01, 0.55, 0.62, 0.3].flatMap((validity, at) =>
      signals
        .assess(
          measures({ validity, entropy: at === 0 ? 1 : 1.5, solverSkill: validity === 0.01 ? null : 0.9 }),
        )
        .filter(({ name }) => name === 'death-spiral')
        .map(({ on }) => [at, on]),
    );
    assert.deepEqual(told, [
      [1, true],
      [4, false],
      [5, true],
    ]);
  });

  test('follow thresholds of one’s own, and what is not known changes nothing', () => {
    const signals = new CollapseSignals({ 'too-easy': { enter: 0.6, leave: 0.7 } });
    assert.deepEqual(signals.assess(measures({})), [{ name: 'too-easy', on: true }]);
    const unknown = { validity: null, difficulty: null, solverSkill: null, diversity: null, entropy: null };
    assert.deepEqual(signals.assess(measures(unknown)), []);
    assert.deepEqual(signals.active, ['too-easy']);
    assert.deepEqual(signals.assess(measures({ difficulty: 0.7 })), [{ name: 'too-easy', on: false }]);
  });

  test('always alternate between on and off', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const some = fc.record({
      validity: share,
      difficulty: share,
      solverSkill: share,
      diversity: share,
      entropy: share,
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (course) => {
        const signals = new CollapseSignals();
        const on = new Set<string>();
        for (const part of course) {
          for (const change of signals.assess(measures(part))) {
            assert.notEqual(on.has(change.name), change.on);
            if (change.on) on.add(change.name);
            else on.delete(change.name);
          }
          assert.deepEqual(
            signals.active,
            COLLAPSE_SIGNALS.filter((name) => on.has(name)),
          );
        }
      }),
    );
  });
});
