import assert from 'node:assert/strict';

/** Numbers that are those expected but for rounding. */
export function close(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) =>
    assert.ok(
      Math.abs(actual[index] - value) <= tolerance,
      `${Array.from(actual).join()} are not ${expected.join()}`,
    ),
  );
}
