import assert from 'node:assert/strict';
import test from 'node:test';
import { stream } from '@parlor/envs';
import { gradient } from '../../agents/network/gradient.ts';
import type { Node } from '../../agents/network/graph.ts';
import { GraphBuilder } from '../../agents/network/graph-builder.ts';
import { centralDifferences, compile, compute, relativeError } from './support/compute.ts';

type Shape = readonly [number, number];

/** Every operation, as a function of parameters of the given shapes; broadcasts are cases of their own. */
const CASES: Record<string, { shapes: Shape[]; build: (graph: GraphBuilder, ...x: Node[]) => Node }> = {
  'a matrix product': {
    shapes: [
      [2, 3],
      [3, 4],
    ],
    build: (g, a, b) => g.gemm(a, b),
  },
  'a product with the first matrix transposed': {
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: (g, a, b) => g.gemm(a, b, undefined, true),
  },
  'a product with the second matrix transposed': {
    shapes: [
      [2, 3],
      [4, 3],
    ],
    build: (g, a, b) => g.gemm(a, b, undefined, false, true),
  },
  'a product with both matrices transposed': {
    shapes: [
      [3, 2],
      [4, 3],
    ],
    build: (g, a, b) => g.gemm(a, b, undefined, true, true),
  },
  'a product plus a bias': {
    shapes: [
      [2, 3],
      [3, 4],
      [1, 4],
    ],
    build: (g, a, b, c) => g.gemm(a, b, c),
  },
  'a product plus a matrix': {
    shapes: [
      [2, 3],
      [3, 4],
      [2, 4],
    ],
    build: (g, a, b, c) => g.gemm(a, b, c),
  },
  'a sum': {
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: (g, a, b) => g.add(a, b),
  },
  'a sum with a broadcast row': {
    shapes: [
      [2, 3],
      [1, 3],
    ],
    build: (g, a, b) => g.add(a, b),
  },
  'a difference with a broadcast column': {
    shapes: [
      [2, 1],
      [2, 3],
    ],
    build: (g, a, b) => g.sub(a, b),
  },
  'a difference with a broadcast scalar': {
    shapes: [
      [2, 3],
      [1, 1],
    ],
    build: (g, a, b) => g.sub(a, b),
  },
  'an outer sum': {
    shapes: [
      [2, 1],
      [1, 3],
    ],
    build: (g, a, b) => g.add(a, b),
  },
  'an elementwise product': {
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: (g, a, b) => g.mul(a, b),
  },
  'a square': { shapes: [[2, 3]], build: (g, a) => g.mul(a, a) },
  'a quotient': {
    shapes: [
      [2, 3],
      [1, 3],
    ],
    build: (g, a, b) => g.div(a, b),
  },
  'a minimum': {
    shapes: [
      [3, 3],
      [3, 3],
    ],
    build: (g, a, b) => g.min(a, b),
  },
  'a minimum with a broadcast row': {
    shapes: [
      [3, 3],
      [1, 3],
    ],
    build: (g, a, b) => g.min(b, a),
  },
  'a clip': { shapes: [[4, 4]], build: (g, a) => g.clip(a, -0.5, 0.5) },
  'a negation': { shapes: [[2, 3]], build: (g, a) => g.neg(a) },
  'a rectifier': { shapes: [[4, 4]], build: (g, a) => g.relu(a) },
  'an exponential': { shapes: [[2, 3]], build: (g, a) => g.exp(a) },
  'a logarithm of a softmax': { shapes: [[3, 4]], build: (g, a) => g.logSoftmax(a) },
  'a sum over rows': { shapes: [[3, 2]], build: (g, a) => g.sum(a, 0) },
  'a sum over columns': { shapes: [[3, 2]], build: (g, a) => g.sum(a, 1) },
  'a slice': { shapes: [[3, 5]], build: (g, a) => g.slice(a, 1, 3) },
  'a pad': { shapes: [[3, 2]], build: (g, a) => g.pad(a, 2, 1) },
  'a concatenation': {
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: (g, a, b) => g.concat(a, b),
  },
  'two slices that make a whole': {
    shapes: [[3, 4]],
    build: (g, a) => g.mul(g.exp(g.slice(a, 0, 3)), g.slice(a, 3, 4)),
  },
  'an expansion': {
    shapes: [
      [1, 3],
      [2, 3],
    ],
    build: (g, a, b) => g.mul(g.expand(a, b), g.expand(a, b)),
  },
  'a sum of what was broadcast': {
    shapes: [
      [1, 3],
      [4, 3],
    ],
    build: (g, a, b) => g.exp(g.sum(g.sum(g.add(a, g.mul(b, g.constant(0))), 0), 1)),
  },
  'a value that several terms share': {
    shapes: [[2, 3]],
    build: (g, a) => g.add(g.mul(g.exp(a), a), g.exp(g.neg(g.exp(a)))),
  },
};

for (const [name, { shapes, build }] of Object.entries(CASES)) {
  test(`the gradient of ${name} is that of central differences`, async () => {
    const graph = new GraphBuilder();
    const parameters = shapes.map((shape, index) => graph.input(`x${index}`, shape));
    const result = build(graph, ...parameters);
    // Weights that differ make the adjoint of every element differ.
    const weights = graph.input('weights', result.shape);
    const loss = graph.sum(graph.sum(graph.mul(graph.mul(result, result), weights), 0), 1);
    const slopes = gradient(graph, loss, parameters);
    const outputs = Object.fromEntries(slopes.map((slope, index) => [`d${index}`, slope]));

    const random = stream(name, 'test');
    const draw = (size: number): Float64Array =>
      Float64Array.from({ length: size }, () => (0.2 + random.unit()) * (random.below(2) * 2 - 1));
    const values: Record<string, Float64Array> = {
      weights: draw(Number(result.shape[0]) * Number(result.shape[1])),
    };
    shapes.forEach(([rows, columns], index) => (values[`x${index}`] = draw(rows * columns)));

    const actual = await compute(graph.graph(outputs), values);
    const run = await compile(graph.graph({ loss }));
    for (const index of shapes.keys()) {
      const at = async (point: Float64Array): Promise<number> =>
        (await run({ ...values, [`x${index}`]: point })).loss[0];
      const expected = await centralDifferences(at, values[`x${index}`]);
      const error = relativeError(actual[`d${index}`], expected);
      assert.ok(error <= 1e-6, `input ${index}: relative error ${error}`);
    }
  });
}

test('no gradient flows through stop, nonzero or equal', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', [1, 2]);
  const y = graph.input('y', [1, 2]);
  const through = graph.add(graph.stop(graph.exp(x)), graph.add(graph.nonzero(x), graph.equal(x, y)));
  const loss = graph.sum(graph.mul(through, y), 1);
  const [dx, dy] = gradient(graph, loss, [x, y]);
  const values = await compute(graph.graph({ dx, dy }), { x: [0.5, 2], y: [3, 2] });
  assert.deepEqual([...values.dx], [0, 0]);
  assert.ok(relativeError(values.dy, [Math.exp(0.5) + 1, Math.exp(2) + 1 + 1]) < 1e-15);
});

test('at a tie, min follows its first input and clip its input, so PPO learns from an unmoved policy', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', [1, 2]);
  const y = graph.input('y', [1, 2]);
  const loss = graph.sum(graph.add(graph.min(x, y), graph.clip(x, 1, 3)), 1);
  const [dx, dy] = gradient(graph, loss, [x, y]);
  const values = await compute(graph.graph({ dx, dy }), { x: [1, 3], y: [1, 3] });
  assert.deepEqual([...values.dx], [2, 2]);
  assert.deepEqual([...values.dy], [0, 0]);
});

test('a loss that does not depend on a parameter has gradient 0 in the shape of the parameter', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', [2, 3]);
  const y = graph.input('y', [1, 1]);
  const [dx] = gradient(graph, graph.mul(y, y), [x]);
  const values = await compute(graph.graph({ dx }), { x: new Float64Array(6).fill(7) });
  assert.deepEqual([...values.dx], [0, 0, 0, 0, 0, 0]);
});

test('equal expressions are one node, and shapes that do not fit are refused when the graph is made', () => {
  const graph = new GraphBuilder();
  const a = graph.input('a', ['rows', 2]);
  const b = graph.input('b', ['rows', 3]);
  assert.equal(graph.exp(graph.neg(a)), graph.exp(graph.neg(a)));
  assert.equal(graph.mul(a, graph.constant(1)), a);
  assert.throws(() => graph.add(a, b), /\[rows, 2\] and \[rows, 3\] do not broadcast/);
  assert.throws(() => graph.gemm(a, b), /gemm: \[rows, 2\] does not fit \[rows, 3\]/);
  assert.throws(() => graph.input('a', [1, 1]), /the input a is defined twice/);
});
