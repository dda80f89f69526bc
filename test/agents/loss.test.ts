import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { gradient } from '../../agents/network/gradient.ts';
import type { Graph, Node } from '../../agents/network/graph.ts';
import { GraphBuilder } from '../../agents/network/graph-builder.ts';
import {
  maskedLogits,
  parameterInputs,
  parameters,
  type NetworkShape,
} from '../../agents/network/network.ts';
import { lossNodes, trainingGraph, type LossOptions } from '../../agents/training/loss.ts';
import {
  centralDifferences,
  compile,
  compute,
  freeze,
  relativeError,
  type Values,
} from './support/compute.ts';
import { randomProblem, rowOf, type Problem } from './support/problem.ts';
import { tensorflowGradient } from './support/tensorflow-loss.ts';

const FORMS: LossOptions[] = (['reinforce', 'ppo'] as const).flatMap((algorithm) =>
  (['probability', 'logit'] as const).map((space) => ({ algorithm, space })),
);
const title = ({ algorithm, space }: LossOptions): string => `${algorithm} in ${space} space`;

const problems = fc
  .record({
    seed: fc.nat(),
    inputs: fc.integer({ min: 1, max: 5 }),
    hidden: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
    actions: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ seed, inputs, hidden, actions, rows }) => randomProblem(seed, { inputs, hidden, actions }, rows));

/** The loss and its gradient as one graph. */
function lossGraph(shape: NetworkShape, options: LossOptions): Graph {
  const graph = new GraphBuilder();
  const weights = parameterInputs(graph, shape);
  const { loss } = lossNodes(graph, shape, weights, options);
  const outputs: Record<string, Node> = { loss };
  const slopes = gradient(graph, loss, weights);
  parameters(shape).forEach(({ name }, index) => (outputs[`d ${name}`] = slopes[index]));
  return graph.graph(outputs);
}

/** All inputs of a training graph, with the weights of a problem or with others. */
function inputsOf(problem: Problem, weights = problem.weights): Record<string, Float64Array> {
  const inputs: Record<string, Float64Array> = { ...problem.batch };
  for (const { name, offset, rows, columns } of parameters(problem.shape)) {
    inputs[name] = weights.subarray(offset, offset + rows * columns);
  }
  return inputs;
}

function flatGradient(shape: NetworkShape, values: Values): number[] {
  return parameters(shape).flatMap(({ name }) => [...values[`d ${name}`]]);
}

for (const options of FORMS) {
  test(`${title(options)}: the gradient is that of central differences to 1e-6 in float64`, async () => {
    const property = fc.asyncProperty(problems, async (problem) => {
      const { shape, rows } = problem;
      const graph = lossGraph(shape, options);
      const actual = flatGradient(shape, await compute(graph, inputsOf(problem), rows));
      // Coefficients through which no gradient flows are held at their values.
      const { frozen, stopped } = freeze(graph);
      const constants = stopped.outputs.length > 0 ? await compute(stopped, inputsOf(problem), rows) : {};
      const run = await compile({ ...frozen, outputs: frozen.outputs.slice(0, 1) }, rows);
      const expected = await centralDifferences(
        async (weights) => (await run({ ...inputsOf(problem, weights), ...constants })).loss[0],
        problem.weights,
      );
      const error = relativeError(actual, expected);
      // A loss of nothing (one legal action everywhere) has no scale to be relative to.
      const scale = Math.max(...expected.map(Math.abs));
      assert.ok(error <= 1e-6 || scale < 1e-9, `relative error ${error}`);
    });
    await fc.assert(property, { numRuns: 12, seed: 4 });
  });

  test(`${title(options)}: the gradient is that of TensorFlow.js to 1e-4 in float32`, async () => {
    const property = fc.asyncProperty(problems, async (problem) => {
      const { shape, rows } = problem;
      const values = await compute(trainingGraph(shape, options), inputsOf(problem), rows, 'float32');
      const expected = await tensorflowGradient(problem, options);
      const error = relativeError(flatGradient(shape, values), expected);
      const scale = Math.max(...expected.map(Math.abs));
      assert.ok(error <= 1e-4 || scale < 1e-6, `relative error ${error}`);
    });
    await fc.assert(property, { numRuns: 8, seed: 5 });
  });

  test(`${title(options)}: illegal actions have no gradient, exactly`, async () => {
    const property = fc.asyncProperty(fc.nat(), async (seed) => {
      const problem = tabularProblem(seed, 6, 5);
      const slopes = await logitSlopes(problem, options, 'float32');
      for (const [index, legal] of problem.batch.legal.entries()) {
        if (legal === 0) assert.ok(slopes[index] === 0, `logit ${index} has slope ${slopes[index]}`);
      }
      assert.ok(slopes.some((slope) => slope !== 0));
    });
    await fc.assert(property, { numRuns: 5, seed: 6 });
  });
}

/**
 * A network without hidden layers that is shown the unit vectors: the weights from input `row` are the logits of that
 * row, so the gradient with respect to the weights is that with respect to the logits.
 */
function tabularProblem(seed: number, rows: number, actions: number): Problem {
  const problem = randomProblem(seed, { inputs: rows, hidden: [], actions }, rows);
  problem.batch.observation.fill(0);
  for (let row = 0; row < rows; row++) problem.batch.observation[row * rows + row] = 1;
  return problem;
}

/** The logits of a tabular problem, rows × actions. */
function tabularLogits({ shape: { actions }, rows, weights }: Problem): number[] {
  const bias = (actions + 1) * rows;
  return Array.from({ length: rows * actions }, (_, index) => {
    const action = index % actions;
    return weights[action * rows + Math.floor(index / actions)] + weights[bias + action];
  });
}

/** The gradient with respect to the logits of a tabular problem, rows × actions. */
async function logitSlopes(
  problem: Problem,
  options: LossOptions,
  type: 'float32' | 'float64',
): Promise<number[]> {
  const { shape, rows } = problem;
  const values = await compute(trainingGraph(shape, options), inputsOf(problem), rows, type);
  const slopes = values['d weight1'];
  return Array.from({ length: rows * shape.actions }, (_, index) => {
    return slopes[(index % shape.actions) * rows + Math.floor(index / shape.actions)];
  });
}

/** The policy of each row, and its logarithm, over the legal actions. */
function policyOf(problem: Problem): { probability: number[][]; log: number[][] } {
  const { rows, shape } = problem;
  const logits = tabularLogits(problem);
  const log = Array.from({ length: rows }, (_, row) => {
    const legal = rowOf(problem.batch.legal, row, shape.actions);
    const own = rowOf(logits, row, shape.actions);
    const total = Math.log(own.reduce((sum, logit, action) => sum + legal[action] * Math.exp(logit), 0));
    return own.map((logit, action) => (legal[action] === 1 ? logit - total : -Infinity));
  });
  return { log, probability: log.map((row) => row.map(Math.exp)) };
}

test('illegal actions have probability 0, exactly, and legal ones that of a softmax over them alone', async () => {
  const graph = new GraphBuilder();
  const logits = graph.input('logits', ['rows', 3]);
  const masked = maskedLogits(graph, logits, graph.input('legal', ['rows', 3]));
  const compiled = graph.graph({ probability: graph.exp(graph.logSoftmax(masked)) });
  const inputs = { logits: [2, 1, 30, -80, 5, -80], legal: [1, 1, 0, 1, 0, 0] };
  const { probability } = await compute(compiled, inputs, 2, 'float32');
  const share = 1 / (1 + Math.exp(-1));
  assert.ok(relativeError(probability, [share, 1 - share, 0, 1, 0, 0]) < 1e-6);
  assert.deepEqual([probability[2], probability[4], probability[5]], [0, 0, 0]);
});

test('in logit space the gradient of a logit is the closed form, with PPO’s condition and the cap on 1 / π', async () => {
  const options = { space: 'logit', clip: 0.2, importanceCap: 4 } as const;
  let outside = 0;
  let capped = 0;
  for (const algorithm of ['reinforce', 'ppo'] as const) {
    for (const seed of [1, 2, 3]) {
      const problem = tabularProblem(seed, 9, 4);
      const { rows, shape, actions, batch } = problem;
      const { log, probability } = policyOf(problem);
      const expected: number[] = [];
      for (let row = 0; row < rows; row++) {
        const legal = rowOf(batch.legal, row, shape.actions);
        const count = legal.reduce((sum, flag) => sum + flag, 0);
        const ratio = probability[row][actions[row]] / batch.oldProbability[row];
        const advantage = batch.advantage[row];
        const inside = advantage > 0 ? ratio <= 1.2 : ratio >= 0.8;
        if (!inside) outside++;
        if (batch.oldProbability[row] < 1 / 4) capped++;
        const importance = Math.min(1 / batch.oldProbability[row], 4);
        const gain = algorithm === 'reinforce' || inside ? advantage * importance : 0;
        const meanLog =
          log[row].reduce((sum, value, action) => (legal[action] === 1 ? sum + value : sum), 0) / count;
        for (let action = 0; action < shape.actions; action++) {
          const chosen = action === actions[row] ? 1 : 0;
          const slope =
            -(chosen - legal[action] / count) * gain +
            batch.entropyCoefficient[0] * (log[row][action] - meanLog);
          expected.push(legal[action] === 1 ? slope / rows : 0);
        }
      }
      const actual = await logitSlopes(problem, { algorithm, ...options }, 'float64');
      assert.ok(relativeError(actual, expected) <= 1e-12, `${algorithm}, seed ${seed}`);
    }
  }
  assert.ok(outside >= 3 && capped >= 3, 'the problems must reach the clip and the cap');
});

test('the parts of the loss are the mean surrogate, squared error and entropy over the legal actions', async () => {
  const problem = tabularProblem(11, 8, 4);
  const { rows, shape, actions, batch } = problem;
  const { log, probability } = policyOf(problem);
  const bias = shape.inputs * (shape.actions + 1);
  let entropy = 0;
  let squares = 0;
  let ppo = 0;
  let reinforce = 0;
  for (let row = 0; row < rows; row++) {
    probability[row].forEach((p, action) => (entropy -= p > 0 ? (p * log[row][action]) / rows : 0));
    const value = problem.weights[shape.actions * rows + row] + problem.weights[bias + shape.actions];
    squares += (value - batch.valueTarget[row]) ** 2 / rows;
    const ratio = probability[row][actions[row]] / batch.oldProbability[row];
    const advantage = batch.advantage[row];
    ppo -= Math.min(ratio * advantage, Math.min(Math.max(ratio, 0.8), 1.2) * advantage) / rows;
    reinforce -= (log[row][actions[row]] * advantage) / rows;
  }
  for (const options of FORMS) {
    const values = await compute(trainingGraph(shape, options), inputsOf(problem), rows);
    assert.ok(Math.abs(values.entropy[0] - entropy) < 1e-12);
    const expected = options.algorithm === 'ppo' ? ppo : reinforce;
    assert.ok(Math.abs(values.policyLoss[0] - expected) < 1e-12);
    if (options.algorithm === 'ppo') assert.ok(Math.abs(values.valueLoss[0] - squares) < 1e-12);
  }
});
