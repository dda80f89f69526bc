import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type PooledQuestion, QuestionPool, type QuestionPoolOptions, RoundsError } from '@parlor/agents';
import { stream } from '@parlor/envs';

const question = (index: number, success = 0.5): PooledQuestion => ({
  question: `Which is number ${index}?`,
  answer: String(index),
  success,
});

/** A pool with questions 0 … count − 1. */
function filled(count: number, options: QuestionPoolOptions = {}): QuestionPool {
  const pool = new QuestionPool(options);
  for (let index = 0; index < count; index++) pool.add(question(index));
  return pool;
}

describe('a question pool', () => {
  test('takes in questions up to the threshold of success, and no other', () => {
    const pool = new QuestionPool({ threshold: 0.6 });
    for (const success of [0, 0.6, 0.8, 1]) pool.add(question(1, success));
    assert.deepEqual(
      pool.save().questions.map(({ success }) => success),
      [0, 0.6],
    );
    assert.equal(new QuestionPool().options.threshold, 1);
  });

  test('is emptied after every tenth round', () => {
    const pool = filled(3);
    for (let round = 1; round <= 9; round++) pool.endRound();
    assert.equal(pool.size, 3);
    pool.endRound();
    assert.equal(pool.size, 0);
    pool.add(question(1));
    for (let round = 11; round <= 19; round++) pool.endRound();
    assert.equal(pool.size, 1);
    pool.endRound();
    assert.equal(pool.size, 0);
  });

  test('keeps the newest share of its questions where it is told to', () => {
    const pool = filled(5, { reset: 1, keep: 0.5 });
    pool.endRound();
    assert.deepEqual(
      pool.save().questions.map(({ answer }) => answer),
      ['3', '4'],
    );
  });

  test('is never emptied where it is told so', () => {
    const pool = filled(5, { reset: 'never' });
    for (let round = 0; round < 100; round++) pool.endRound();
    assert.equal(pool.size, 5);
  });

  test('draws every question once before any twice, the same for the same stream, and stays as it is', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(30), fc.integer(), (size, count, seed) => {
        const pool = filled(size);
        const before = pool.save();
        const drawn = pool.draw(count, stream(seed, 'test'));
        assert.deepEqual(pool.save(), before);
        assert.equal(drawn.length, size === 0 ? 0 : count);
        for (let from = 0; from + size <= count && size > 0; from += size)
          assert.equal(new Set(drawn.slice(from, from + size).map(({ answer }) => answer)).size, size);
        assert.deepEqual(pool.draw(count, stream(seed, 'test')), drawn);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('draws each as often as any other', () => {
    const pool = filled(4);
    const random = stream(1, 'test');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 4000; draw++) counts[Number(pool.draw(1, random)[0].answer)]++;
    for (const count of counts) assert.ok(Math.abs(count - 1000) < 110, String(counts)); // 4 standard deviations
  });

  test('goes on from JSON as if it had never stopped', () => {
    const pool = filled(4, { reset: 5, keep: 0.25 });
    for (let round = 0; round < 3; round++) pool.endRound();
    const again = QuestionPool.restore(JSON.parse(JSON.stringify(pool.save())), pool.options);
    for (const one of [pool, again]) {
      one.add(question(9, 1));
      one.endRound();
      one.endRound();
    }
    assert.deepEqual(again.save(), pool.save());
    assert.equal(again.size, 1);
  });

  const damaged: readonly (readonly [string, unknown, RegExp])[] = [
    ['no object', null, /state of the question pool/],
    ['no questions', { rounds: 1 }, /questions/],
    ['a success above 1', { rounds: 1, questions: [question(1, 2)] }, /questions\.0\.success/],
    ['negative rounds', { rounds: -1, questions: [] }, /rounds/],
    ['a further field', { rounds: 1, questions: [{ ...question(1), html: '<b>' }] }, /questions\.0/],
  ];
  for (const [story, state, why] of damaged) {
    test(`is not restored from a state with ${story}`, () => {
      assert.throws(
        () => QuestionPool.restore(state),
        (error) => error instanceof RoundsError && why.test(error.message),
      );
    });
  }

  for (const options of [
    { threshold: 1.1 },
    { threshold: NaN },
    { reset: 0 },
    { reset: 1.5 },
    { keep: -1 },
  ]) {
    test(`has no options such as ${JSON.stringify(options)}`, () => {
      assert.throws(() => new QuestionPool(options), RoundsError);
    });
  }
});
