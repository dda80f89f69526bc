import assert from 'node:assert/strict';
import test from 'node:test';
import { stream } from '@parlor/envs';
import {
  initialWeights,
  Network,
  parameters,
  weightArrays,
  weightCount,
  type NetworkShape,
} from '../../agents/network/network.ts';
import { engine, relativeError } from './support/compute.ts';

const SIZES = [1, 2, 3, 4, 7, 8, 16, 31, 32, 63, 64, 65, 100, 255, 512, 2047, 2048];

/** Shapes for which a library would choose different kernels, or cut sums at different places. */
const SHAPES: NetworkShape[] = [
  { inputs: 30, hidden: [64, 64], actions: 3 },
  { inputs: 64, hidden: [128, 128], actions: 8 },
  { inputs: 5, hidden: [7], actions: 1 },
  { inputs: 3, hidden: [], actions: 2 },
  { inputs: 700, hidden: [33], actions: 3 },
  { inputs: 200, hidden: [300, 129], actions: 40 },
];

interface Outputs {
  logits: Float32Array;
  values: Float32Array;
}

async function evaluate(
  network: Network,
  weights: Float32Array,
  observations: Float32Array,
  rows: number,
): Promise<Outputs> {
  const logits = new Float32Array(rows * network.shape.actions);
  const values = new Float32Array(rows);
  await network.evaluator(weights).run(observations, rows, logits, values);
  return { logits, values };
}

/** The forward pass in float64, by its definition. */
function slowly(
  shape: NetworkShape,
  weights: Float32Array,
  observations: Float32Array,
  rows: number,
): Outputs {
  const arrays = weightArrays(shape, weights);
  const layers = shape.hidden.length + 1;
  const logits = new Float32Array(rows * shape.actions);
  const values = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let layer = Array.from(observations.subarray(row * shape.inputs, (row + 1) * shape.inputs));
    for (let index = 1; index <= layers; index++) {
      const weight = arrays[`weight${index}`];
      const width = layer.length;
      layer = Array.from(arrays[`bias${index}`], (bias, unit) => {
        const sum = layer.reduce((total, input, at) => total + input * weight[unit * width + at], bias);
        return index < layers ? Math.max(0, sum) : sum;
      });
    }
    logits.set(layer.slice(0, shape.actions), row * shape.actions);
    values[row] = layer[shape.actions];
  }
  return { logits, values };
}

for (const shape of SHAPES) {
  const { inputs, hidden, actions } = shape;
  test(`${[inputs, ...hidden, actions].join('-')}: a row's result is the same bits in every batch, on any number of threads`, async () => {
    const rows = 2100;
    const random = stream(2, 'test');
    const weights = initialWeights(shape, random);
    const observations = Float32Array.from({ length: rows * inputs }, () => 2 * random.unit() - 1);
    let whole: Outputs | undefined;
    for (const threads of [1, 2, 3]) {
      const network = await Network.create(engine, shape, threads);
      whole ??= await evaluate(network, weights, observations, rows);
      for (const size of SIZES) {
        const start = random.below(rows - size + 1);
        const part = await evaluate(network, weights, observations.slice(start * inputs), size);
        const expected: Outputs = {
          logits: whole.logits.slice(start * actions, (start + size) * actions),
          values: whole.values.slice(start, start + size),
        };
        assert.deepEqual(part, expected, `${size} rows from ${start}, ${threads} threads`);
      }
      await network.release();
    }
  });
}

test('the forward pass is that of its definition', async () => {
  for (const shape of SHAPES) {
    const random = stream(3, 'test');
    const weights = Float32Array.from({ length: weightCount(shape) }, () => random.unit() - 0.5);
    const observations = Float32Array.from({ length: 6 * shape.inputs }, () => random.unit() - 0.5);
    const network = await Network.create(engine, shape);
    const actual = await evaluate(network, weights, observations, 6);
    const expected = slowly(shape, weights, observations, 6);
    assert.ok(relativeError(actual.logits, expected.logits) < 1e-4);
    assert.ok(relativeError(actual.values, expected.values) < 1e-4);
    await network.release();
  }
});

test('the parameters tile the flat weights: each layer’s matrix, then its bias, with a row for the value at the end', () => {
  const shape = { inputs: 30, hidden: [64, 32], actions: 3 };
  assert.deepEqual(
    parameters(shape).map(({ name, rows, columns }) => [name, rows, columns]),
    [
      ['weight1', 64, 30],
      ['bias1', 1, 64],
      ['weight2', 32, 64],
      ['bias2', 1, 32],
      ['weight3', 4, 32],
      ['bias3', 1, 4],
    ],
  );
  let end = 0;
  for (const { offset, rows, columns } of parameters(shape)) {
    assert.equal(offset, end);
    end += rows * columns;
  }
  assert.equal(weightCount(shape), end);
  const weights = new Float32Array(end);
  weightArrays(shape, weights).bias3[0] = 5;
  assert.equal(weights[end - 4], 5, 'the arrays are views');
  assert.throws(() => weightArrays(shape, new Float32Array(end - 1)), /has 4196 weights, not 4195/);
});

test('the first weights are He-uniform, a tenth of that in the last layer, with biases 0', () => {
  const shape = { inputs: 24, hidden: [96, 54], actions: 40 };
  const weights = initialWeights(shape, stream(4, 'test'));
  const arrays = weightArrays(shape, weights);
  const bounds: Record<string, number> = {
    weight1: Math.sqrt(6 / 24),
    weight2: Math.sqrt(6 / 96),
    weight3: 0.1 * Math.sqrt(6 / 54),
  };
  for (const [name, bound] of Object.entries(bounds)) {
    const values = Array.from(arrays[name]);
    const top = Math.max(...values.map(Math.abs));
    assert.ok(top <= bound && top > 0.97 * bound, name);
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    assert.ok(
      Math.abs(square / (bound ** 2 / 3) - 1) < 0.1,
      `${name}: the variance of a uniform distribution`,
    );
  }
  for (const name of ['bias1', 'bias2', 'bias3']) assert.ok(arrays[name].every((value) => value === 0));
  assert.deepEqual(initialWeights(shape, stream(4, 'test')), weights);
});

test('one network serves many members, and an evaluator follows weights that change in place', async () => {
  const shape = { inputs: 4, hidden: [8], actions: 2 };
  const network = await Network.create(engine, shape);
  const [a, b] = [1, 2].map((seed) => initialWeights(shape, stream(seed, 'test')));
  const observations = Float32Array.from({ length: 12 }, (_, index) => Math.sin(index));
  const first = network.evaluator(a);
  const logits = new Float32Array(6);
  const values = new Float32Array(3);
  await first.run(observations, 3, logits, values);
  const ofB = await evaluate(network, b, observations, 3);
  assert.notDeepEqual(ofB.logits, logits);
  a.set(b);
  await first.run(observations, 3, logits, values);
  assert.deepEqual({ logits, values }, ofB);
});

test('evaluations that run at the same time do not mix', async () => {
  const shape = { inputs: 2, hidden: [4], actions: 2 };
  const network = await Network.create(engine, shape);
  const evaluator = network.evaluator(initialWeights(shape, stream(1, 'test')));
  const run = async (input: number, rows: number): Promise<number[]> => {
    const logits = new Float32Array(rows * 2);
    await evaluator.run(new Float32Array(rows * 2).fill(input), rows, logits, new Float32Array(rows));
    return [...logits];
  };
  for (const rows of [1, 2]) {
    const alone = [await run(1, rows), await run(-3, rows)];
    assert.deepEqual(await Promise.all([run(1, rows), run(-3, rows)]), alone);
    assert.notDeepEqual(alone[0], alone[1]);
  }
});

test('arrays may be longer than a batch, and a batch of none does nothing', async () => {
  const shape = { inputs: 2, hidden: [4], actions: 2 };
  const network = await Network.create(engine, shape);
  const evaluator = network.evaluator(initialWeights(shape, stream(1, 'test')));
  for (const rows of [0, 1, 3]) {
    const logits = new Float32Array(20).fill(7);
    const values = new Float32Array(20).fill(7);
    await evaluator.run(new Float32Array(20).fill(1), rows, logits, values);
    assert.ok(logits.every((logit, index) => (logit === 7) === index >= rows * 2));
    assert.ok(values.every((value, index) => (value === 7) === index >= rows));
  }
});

test('sizes that make no network are refused', async () => {
  await assert.rejects(
    Network.create(engine, { inputs: 0, hidden: [4], actions: 2 }),
    /sizes are whole numbers of at least 1, not 0/,
  );
  assert.throws(() => weightCount({ inputs: 2, hidden: [1.5], actions: 2 }), /not 1.5/);
});
