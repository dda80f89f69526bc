import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SimulationError } from '@parlor/envs';
import { after, attempt, type Awaitable, instant, together } from '../../envs/core/awaitable.ts';

/** A promise of another kind than this platform's. */
const foreign = (value: number): Promise<number> =>
  ({
    then: (done: (value: number) => unknown) => Promise.resolve(done(value)),
  }) as unknown as Promise<number>;

describe('what may have to be awaited', () => {
  test('is gone on with at once where it is there, and later where it is a promise of any kind', async () => {
    assert.equal(
      after(1, (value) => value + 1),
      2,
    );
    for (const promise of [Promise.resolve(1), foreign(1)])
      assert.equal(await after(promise, (value) => value + 1), 2);
    assert.deepEqual(together([1, 2]), [1, 2]);
    assert.deepEqual(await together([1, Promise.resolve(2), foreign(3)]), [1, 2, 3]);
  });

  test('fails in one way, at once or later, and what follows is not caught', async () => {
    const failed = (error: unknown): string => `no ${String(error)}`;
    const fail = (): never => {
      throw new Error('luck');
    };
    const done = (value: number): string => `got ${value}`;
    assert.equal(attempt(fail, done, failed), 'no Error: luck');
    assert.equal(await attempt(() => Promise.reject(new Error('luck')), done, failed), 'no Error: luck');
    assert.equal(await attempt(() => Promise.resolve(1), done, failed), 'got 1');
    assert.throws(() => attempt(() => 1, fail, failed), /luck/);
  });

  test('is refused where it has to be there at once', () => {
    assert.equal(instant(1, 'it'), 1);
    for (const pending of [Promise.resolve(1), foreign(1)] as Awaitable<number>[])
      assert.throws(() => instant(pending, 'the engine'), SimulationError);
  });
});
