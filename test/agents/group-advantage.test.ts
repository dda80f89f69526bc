import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { groupAdvantages } from '@parlor/agents';

const EPSILON = 1e-4;

function advantages(rewards: readonly number[], size: number, epsilon?: number): number[] {
  const out = new Float64Array(rewards.length).fill(7);
  groupAdvantages({ groups: rewards.length / size, size, rewards: Float64Array.from(rewards) }, out, epsilon);
  return Array.from(out);
}

test('the votes of one game are compared with each other: mean 0 and, but for ε, population deviation 1', () => {
  // Right, right, nobody, wrong: μ = 0.125, σ² = (2 · 0.875² + 0.625² + 1.125²) / 4.
  const sigma = Math.sqrt((2 * 0.875 ** 2 + 0.625 ** 2 + 1.125 ** 2) / 4);
  const expected = [0.875, 0.875, -0.625, -1.125].map((gap) => gap / (sigma + EPSILON));
  advantages([1, 1, -0.5, -1], 4).forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-12));
});

test('a group of one, of equal rewards or of none is 0, exactly, also where their mean would be rounded', () => {
  assert.deepEqual(advantages([5, NaN, NaN, NaN], 4), [0, 0, 0, 0]);
  assert.deepEqual(
    advantages([0.1, 0.1, 0.1, NaN, 1e9 / 3, 1e9 / 3, 1e9 / 3, 1e9 / 3], 4),
    new Array(8).fill(0),
  );
  assert.deepEqual(advantages([NaN, NaN], 2), [0, 0]);
  assert.deepEqual(
    advantages([0.1, 0.1, 0.1], 3, 0).map(Number.isNaN),
    [true, true, true],
    'ε keeps 0 ÷ 0 away',
  );
});

test('groups are the definition, each alone, where rewards are missing and wherever in an array they lie', () => {
  const reward = fc.oneof(fc.constantFrom(1, -0.5, -1, NaN), fc.double({ min: -9, max: 9, noNaN: true }));
  const layout = fc.record({
    groups: fc.integer({ min: 1, max: 5 }),
    size: fc.integer({ min: 1, max: 5 }),
    before: fc.nat(3),
    after: fc.nat(3),
  });
  fc.assert(
    fc.property(layout, fc.array(reward, { minLength: 60, maxLength: 60 }), (given, rewards) => {
      const { groups, size, before, after } = given;
      const stride = before + size + after;
      const out = new Float64Array(groups * size).fill(7);
      groupAdvantages({ groups, size, rewards: Float64Array.from(rewards), stride, offset: before }, out);
      for (let group = 0; group < groups; group++) {
        const own = rewards.slice(before + group * stride, before + group * stride + size);
        const there = own.filter((value) => !Number.isNaN(value));
        const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
        const variance = there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / there.length;
        own.forEach((value, at) => {
          const expected = Number.isNaN(value) ? 0 : (value - mean) / (Math.sqrt(variance) + EPSILON);
          assert.ok(Math.abs(out[group * size + at] - expected) < 1e-9, `${out.join()}`);
        });
      }
    }),
    { numRuns: 200 },
  );
});
