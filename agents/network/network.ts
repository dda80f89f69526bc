import type { Arrays, Binding, Engine, Program } from './engine.ts';
import { GraphBuilder, type Node } from './graph.ts';

/** A multilayer perceptron with ReLU whose last layer gives one logit for every action and one value. */
export interface NetworkShape {
  /** Length of an observation. */
  readonly inputs: number;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly actions: number;
}

/** Where a matrix lies in the flat array of all weights, row-major. */
export interface Parameter {
  readonly name: string;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The layout of the weights: for each layer a matrix (outputs × inputs), then a bias (1 × outputs). The last layer
 * has a row for each action's logit and one more, the last, for the value.
 */
export function parameters(shape: NetworkShape): Parameter[] {
  checkShape(shape);
  const sizes = [shape.inputs, ...shape.hidden, shape.actions + 1];
  const result: Parameter[] = [];
  let offset = 0;
  const push = (name: string, rows: number, columns: number): void => {
    result.push({ name, offset, rows, columns });
    offset += rows * columns;
  };
  for (let layer = 1; layer < sizes.length; layer++) {
    push(`weight${layer}`, sizes[layer], sizes[layer - 1]);
    push(`bias${layer}`, 1, sizes[layer]);
  }
  return result;
}

/** How many weights a network of this shape has. */
export function weightCount(shape: NetworkShape): number {
  const last = parameters(shape).at(-1);
  return last ? last.offset + last.rows * last.columns : 0;
}

/**
 * Random weights: He-uniform, U(±√(6 / inputs of the layer)) (K. He et al., 2015); the last layer a tenth of that, so
 * that the first policy is near uniform and the first values near 0; biases 0.
 */
export function initialWeights(shape: NetworkShape, random: { unit(): number }): Float32Array {
  const weights = new Float32Array(weightCount(shape));
  const layout = parameters(shape);
  for (const { offset, rows, columns } of layout.filter(({ name }) => name.startsWith('weight'))) {
    const last = offset === layout[layout.length - 2].offset;
    const bound = Math.sqrt(6 / columns) * (last ? 0.1 : 1);
    for (let index = 0; index < rows * columns; index++) weights[offset + index] = (2 * random.unit() - 1) * bound;
  }
  return weights;
}

/** The weights as arrays to bind: views by the names of the parameters. Nothing is copied. */
export function weightArrays(shape: NetworkShape, weights: Float32Array): Arrays {
  if (weights.length !== weightCount(shape)) {
    throw new RangeError(`a network of this shape has ${weightCount(shape)} weights, not ${weights.length}`);
  }
  return Object.fromEntries(
    parameters(shape).map(({ name, offset, rows, columns }) => [
      name,
      weights.subarray(offset, offset + rows * columns),
    ]),
  );
}

/** Declares the parameters as inputs of a graph, in the order of the layout. */
export function parameterInputs(graph: GraphBuilder, shape: NetworkShape): Node[] {
  return parameters(shape).map(({ name, rows, columns }) => graph.input(name, [rows, columns]));
}

/** The forward pass. `logits` has a column for each action, legal or not; `value` has one column. */
export function forwardPass(
  graph: GraphBuilder,
  shape: NetworkShape,
  weights: readonly Node[],
  observation: Node,
): { logits: Node; value: Node } {
  let layer = observation;
  for (let index = 0; index < weights.length; index += 2) {
    const hidden = index > 0 ? graph.relu(layer) : layer;
    layer = graph.gemm(hidden, weights[index], weights[index + 1], false, true);
  }
  return {
    logits: graph.slice(layer, 0, shape.actions),
    value: graph.slice(layer, shape.actions, shape.actions + 1),
  };
}

/** Evaluates one set of weights, which may change between calls. */
export interface Evaluator {
  /**
   * Evaluates the first `rows` rows. All arrays are row-major and may be longer than needed.
   * @param observations rows × inputs
   * @param logits rows × actions, written; the logits of illegal actions are among them
   * @param values rows, written
   */
  run(observations: Float32Array, rows: number, logits: Float32Array, values: Float32Array): Promise<void>;
}

/** One compiled forward pass, which serves any number of weights of its shape. */
export class Network {
  readonly shape: NetworkShape;
  private readonly program: Program;

  private constructor(shape: NetworkShape, program: Program) {
    this.shape = shape;
    this.program = program;
  }

  static async create(engine: Engine, shape: NetworkShape, threads = 1): Promise<Network> {
    const graph = new GraphBuilder();
    const observation = graph.input('observation', ['rows', shape.inputs]);
    const outputs = forwardPass(graph, shape, parameterInputs(graph, shape), observation);
    return new Network(shape, await engine.compile(graph.graph(outputs), { threads }));
  }

  /** An evaluator that reads `weights` at every call; nothing is copied. */
  evaluator(weights: Float32Array): Evaluator {
    const { inputs, actions } = this.shape;
    return new BatchEvaluator(this.program.bind(weightArrays(this.shape, weights)), inputs, actions);
  }

  release(): Promise<void> {
    return this.program.release();
  }
}

/**
 * A batch of one row is computed as two: libraries have kernels of their own for one row, which sum in another order,
 * and the result of a row must not depend on what else is in its batch.
 */
class BatchEvaluator implements Evaluator {
  private readonly weights: Binding;
  private readonly inputs: number;
  private readonly actions: number;
  private pair: { observation: Float32Array; logits: Float32Array; value: Float32Array; binding: Binding } | undefined;

  constructor(weights: Binding, inputs: number, actions: number) {
    this.weights = weights;
    this.inputs = inputs;
    this.actions = actions;
  }

  async run(observations: Float32Array, rows: number, logits: Float32Array, values: Float32Array): Promise<void> {
    if (rows === 0) return;
    if (rows === 1) return this.runOne(observations, logits, values);
    const arrays = {
      observation: observations.subarray(0, rows * this.inputs),
      logits: logits.subarray(0, rows * this.actions),
      value: values.subarray(0, rows),
    };
    await this.weights.bind(arrays, rows).run();
  }

  private async runOne(observations: Float32Array, logits: Float32Array, values: Float32Array): Promise<void> {
    const pair = (this.pair ??= this.makePair());
    pair.observation.set(observations.subarray(0, this.inputs));
    await pair.binding.run();
    logits.set(pair.logits.subarray(0, this.actions));
    values[0] = pair.value[0];
  }

  private makePair() {
    const observation = new Float32Array(2 * this.inputs);
    const logits = new Float32Array(2 * this.actions);
    const value = new Float32Array(2);
    return { observation, logits, value, binding: this.weights.bind({ observation, logits, value }, 2) };
  }
}

function checkShape({ inputs, hidden, actions }: NetworkShape): void {
  for (const size of [inputs, ...hidden, actions]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`a network's sizes are whole numbers of at least 1, not ${size}`);
    }
  }
}
