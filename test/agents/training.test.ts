import assert from 'node:assert/strict';
import test from 'node:test';
import { stream } from '@parlor/envs';
import fc from 'fast-check';
import { Adam, clipScale, globalNorm } from '../../agents/training/adam.ts';
import { WeightAverage } from '../../agents/training/average.ts';
import { checkSchedule, scheduled } from '../../agents/training/schedule.ts';
import { relativeError } from './support/compute.ts';

test('Adam follows its published algorithm, written slowly in float64', () => {
  const random = stream(3, 'test');
  const options = { beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
  const adam = new Adam(4, options);
  const weights = Float32Array.from({ length: 4 }, () => random.unit());
  const expected = Array.from(weights);
  const first = [0, 0, 0, 0];
  const second = [0, 0, 0, 0];
  for (let step = 1; step <= 60; step++) {
    const slopes = Float32Array.from({ length: 4 }, () => random.unit() * 4 - 2);
    const rate = 0.1 / step;
    const scale = 0.25;
    adam.update(weights, slopes, rate, scale);
    for (let index = 0; index < 4; index++) {
      const slope = slopes[index] * scale;
      first[index] = options.beta1 * first[index] + (1 - options.beta1) * slope;
      second[index] = options.beta2 * second[index] + (1 - options.beta2) * slope ** 2;
      const firstHat = first[index] / (1 - Math.pow(options.beta1, step));
      const secondHat = second[index] / (1 - Math.pow(options.beta2, step));
      expected[index] -= (rate * firstHat) / (Math.sqrt(secondHat) + options.epsilon);
    }
    assert.ok(relativeError(weights, expected) < 2e-6, `step ${step}`);
  }
});

test('Adam has betas 0.9 and 0.999 and epsilon 1e-5 unless told otherwise', () => {
  const [plain, explicit] = [new Adam(1), new Adam(1, { beta1: 0.9, beta2: 0.999, epsilon: 1e-5 })];
  const [a, b] = [Float32Array.of(1), Float32Array.of(1)];
  for (const slope of [3, -1, 0.001]) {
    plain.update(a, Float32Array.of(slope), 0.01);
    explicit.update(b, Float32Array.of(slope), 0.01);
  }
  assert.deepEqual(a, b);
  const small = Float32Array.of(0);
  new Adam(1).update(small, Float32Array.of(1e-5), 1);
  assert.ok(Math.abs(small[0] + 0.5) < 1e-6, 'a slope of epsilon moves by half of the rate');
});

test('a learning rate of 0 leaves weights as they are, bit for bit', () => {
  const weights = Float32Array.of(0.1, -0, 1e-40, -3e38);
  const before = new Uint8Array(weights.slice().buffer);
  const adam = new Adam(4);
  for (let step = 0; step < 5; step++) adam.update(weights, Float32Array.of(1, -1, 1e30, 0), 0);
  assert.deepEqual(new Uint8Array(weights.buffer), before);
});

test('a gradient is scaled to the largest norm only if it is longer', () => {
  const gradient = Float32Array.of(3, -4);
  assert.equal(globalNorm(gradient), 5);
  assert.equal(clipScale(5, 2), 0.4);
  assert.equal(clipScale(5, 5), 1);
  assert.equal(clipScale(0, 2), 1);
});

test('Adam goes on from its state as if it had not stopped', () => {
  const slopes = [0.3, -2, 0.7, 0.01].map((slope) => Float32Array.of(slope));
  const [whole, before, after] = [new Adam(1), new Adam(1), new Adam(1)];
  const [a, b] = [Float32Array.of(1), Float32Array.of(1)];
  for (const slope of slopes) whole.update(a, slope, 0.1);
  for (const slope of slopes.slice(0, 2)) before.update(b, slope, 0.1);
  const state = before.state();
  before.update(Float32Array.of(9), slopes[0], 0.1); // the state is a copy
  after.restore(state);
  for (const slope of slopes.slice(2)) after.update(b, slope, 0.1);
  assert.deepEqual(a, b);
});

test('schedules start at from, end at to exactly, stay there, and are monotonous', () => {
  const ends = fc.record({
    kind: fc.constantFrom('linear' as const, 'exponential' as const),
    from: fc.double({ min: 1e-6, max: 10, noNaN: true }),
    to: fc.double({ min: 1e-6, max: 10, noNaN: true }),
    steps: fc.integer({ min: 1, max: 1e9 }),
  });
  const property = fc.property(ends, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, part) => {
    const { from, to, steps } = schedule;
    assert.equal(scheduled(schedule, 0), from);
    assert.equal(scheduled(schedule, steps), to);
    assert.equal(scheduled(schedule, steps * 3 + 1), to);
    const middle = scheduled(schedule, steps * part);
    assert.ok(middle >= Math.min(from, to) * (1 - 1e-12) && middle <= Math.max(from, to) * (1 + 1e-12));
    const later = scheduled(schedule, steps * (part + (1 - part) / 2));
    assert.ok((later - middle) * (to - from) >= -1e-12);
  });
  fc.assert(property, { numRuns: 200, seed: 1 });
});

test('half way, a linear schedule is at the arithmetic mean and an exponential one at the geometric', () => {
  assert.equal(scheduled({ kind: 'linear', from: 0.1, to: 0.3, steps: 10 }, 5), 0.2);
  const half = scheduled({ kind: 'exponential', from: 1e-2, to: 1e-4, steps: 45e6 }, 22.5e6);
  assert.ok(Math.abs(half - 1e-3) < 1e-17);
  assert.equal(scheduled(0.7, 12345), 0.7);
});

test('a schedule that makes no sense is refused by name', () => {
  const refuses = (schedule: Parameters<typeof checkSchedule>[1], message: RegExp): void =>
    assert.throws(() => checkSchedule('learningRate', schedule), message);
  refuses(NaN, /learningRate must be finite/);
  refuses({ kind: 'linear', from: 0, to: Infinity, steps: 5 }, /learningRate must be finite/);
  refuses({ kind: 'linear', from: 0, to: 1, steps: 0 }, /more than 0 steps/);
  refuses({ kind: 'exponential', from: 1, to: 0, steps: 5 }, /greater than 0/);
  checkSchedule('learningRate', { kind: 'linear', from: 1, to: 0, steps: 5 });
});

const trajectory = (length: number): Float32Array[] => {
  const random = stream(length, 'test');
  return Array.from({ length }, () => Float32Array.of(random.unit(), random.unit() - 5));
};
const written = (average: WeightAverage): number[] => {
  const out = new Float32Array(2);
  average.write(out);
  return [...out];
};

test('the exponential average is the bias-corrected weighted sum of all weights', () => {
  const average = new WeightAverage(2, { kind: 'ema', decay: 0.9 });
  const points = trajectory(7);
  points.forEach((point, index) => {
    average.add(point, index);
    const shares = points.slice(0, index + 1).map((_, age) => 0.9 ** (index - age));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const expected = [0, 1].map((axis) =>
      shares.reduce((sum, share, at) => sum + (share / total) * points[at][axis], 0),
    );
    assert.ok(relativeError(written(average), expected) < 1e-6);
  });
});

test('the window average is the mean of the weights after its first step, and the last weights before it', () => {
  const average = new WeightAverage(2, { kind: 'window', from: 300 });
  const points = trajectory(8);
  points.forEach((point, index) => {
    average.add(point, (index + 1) * 100);
    const window = index < 3 ? [point] : points.slice(3, index + 1);
    const expected = [0, 1].map((axis) => window.reduce((sum, each) => sum + each[axis], 0) / window.length);
    assert.ok(relativeError(written(average), expected) < 1e-6, `update ${index}`);
  });
});

test('the fraction average gives about the last fifth of the updates the weight, however many there are', () => {
  for (const updates of [50, 500]) {
    const average = new WeightAverage(1, { kind: 'fraction', fraction: 0.2 });
    // The average of the numbers of the updates tells the mean age of what counts.
    for (let update = 1; update <= updates; update++) average.add(Float32Array.of(update / updates), update);
    const out = new Float32Array(1);
    average.write(out);
    // Weights in proportion to t⁴ have their mean at 5/6, an age of 1/6 of the run.
    assert.ok(Math.abs(out[0] - 5 / 6) < 0.02, `${updates} updates: ${out[0]}`);
  }
});

test('an average goes on from its state as if it had not stopped', () => {
  for (const averaging of [
    { kind: 'ema', decay: 0.9 },
    { kind: 'window', from: 2 },
    { kind: 'fraction', fraction: 0.5 },
  ] as const) {
    const [whole, before, after] = [0, 1, 2].map(() => new WeightAverage(2, averaging));
    const points = trajectory(9);
    points.forEach((point, index) => whole.add(point, index));
    points.slice(0, 5).forEach((point, index) => before.add(point, index));
    after.restore(before.state());
    points.slice(5).forEach((point, index) => after.add(point, index + 5));
    assert.deepEqual(written(after), written(whole));
  }
});
