import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { UniformPolicy } from '@parlor/agents';
import { Population, weightHash } from '@parlor/league';
import { learningMember } from './support.ts';

const weights = fc.float32Array({ minLength: 1, maxLength: 20, noNaN: true });

function bytesOf(array: Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex');
}

describe('a population', () => {
  test('names a snapshot by its learner and the hash of its weights', () => {
    fc.assert(
      fc.property(weights, (values) => {
        const snapshot = new Population(() => new UniformPolicy()).admit('ann', values, 7);
        const hash = createHash('sha256')
          .update(Buffer.from(bytesOf(values), 'hex'))
          .digest('hex');
        assert.equal(weightHash(values), hash.slice(0, 8));
        assert.equal(snapshot?.name, `ann:${hash.slice(0, 8)}`);
        assert.deepEqual([snapshot.learner, snapshot.steps], ['ann', 7]);
      }),
    );
  });

  test('keeps every set of weights once for each learner, oldest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('ann', 'bob'), weights), { maxLength: 20 }),
        (candidates) => {
          const population = new Population(() => new UniformPolicy());
          const expected: string[] = [];
          candidates.forEach(([learner, values], steps) => {
            const key = `${learner} ${bytesOf(values)}`;
            assert.equal(population.admit(learner, values, steps) === undefined, expected.includes(key));
            if (!expected.includes(key)) expected.push(key);
          });
          const kept = population.snapshots.map(
            (snapshot) => `${snapshot.learner} ${bytesOf(snapshot.weights)}`,
          );
          assert.deepEqual(kept, expected);
        },
      ),
    );
  });

  test('keeps a snapshot as it was, whatever becomes of the weights it was copied from', () => {
    fc.assert(
      fc.property(weights, (values) => {
        let read: Float32Array = new Float32Array(0);
        const population = new Population((name, copy) => {
          read = copy;
          return { name, act: () => undefined };
        });
        const before = bytesOf(values);
        const snapshot = population.admit('ann', values, 0);
        values.fill(12345);
        assert.equal(bytesOf(snapshot?.weights ?? read), before);
        assert.equal(bytesOf(read), before); // what the policy reads
        assert.equal(snapshot?.policy.name, snapshot?.name);
      }),
    );
  });
});

describe('a learner that goes on learning', () => {
  test('and starts anew is as it was at first: weights, optimiser, average and baselines; its steps go on, and what it publishes until it learns again', async () => {
    const one = await learningMember();
    const first = one.learner.learner.state();
    await one.train(3);
    const steps = one.learner.steps;
    const trained = new Float32Array(first.weights.length);
    one.learner.learner.averageWeights(trained);
    assert.notEqual(bytesOf(trained), bytesOf(first.weights));
    assert.notEqual(bytesOf(one.learner.learner.weights), bytesOf(first.weights));
    one.learner.reset();
    const { baselines, ...state } = one.learner.learner.state();
    assert.deepEqual({ ...state, baselines: first.baselines }, { ...first, steps });
    assert.ok(steps > 0 && baselines.length > 0);
    for (const { value, count } of baselines) assert.deepEqual([value, count], [0, 0]);
    one.learner.refreshAverage();
    assert.equal(bytesOf(one.learner.averageWeights), bytesOf(trained));
    await one.train(1);
    one.learner.refreshAverage();
    assert.equal(bytesOf(one.learner.averageWeights), bytesOf(one.learner.learner.weights));
  });
});
