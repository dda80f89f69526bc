import { OptionError } from '@parlor/envs';
import type { Arrays, Binding, Engine, Program } from './engine.ts';
import type { Node } from './graph.ts';
import { GraphBuilder } from './graph-builder.ts';

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
    for (let index = 0; index < rows * columns; index++)
      weights[offset + index] = (2 * random.unit() - 1) * bound;
  }
  return weights;
}

/** The weights as arrays to bind: views by the names of the parameters. Nothing is copied. */
export function weightArrays(shape: NetworkShape, weights: Float32Array): Arrays {
  if (weights.length !== weightCount(shape)) {
    throw new OptionError(
      `a network of this shape has ${weightCount(shape)} weights, not ${weights.length}.`,
    );
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

/** What is added to the logits of illegal actions; the exponential of so low a number is exactly 0. */
export const ILLEGAL_PENALTY = -1e9;

/** The logits with {@link ILLEGAL_PENALTY} where `legal` is 0; those of legal actions (1) stay as they are, bit for bit. */
export function maskedLogits(graph: GraphBuilder, logits: Node, legal: Node): Node {
  const illegal = graph.sub(graph.constant(1), legal);
  return graph.add(logits, graph.mul(illegal, graph.constant(ILLEGAL_PENALTY)));
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

/** A compiled forward pass, which serves any number of weights of its shape. */
export class Network {
  readonly shape: NetworkShape;
  private readonly single: Program;
  private readonly threaded: Program;
  private readonly threadedRows: number;

  private constructor(shape: NetworkShape, single: Program, threaded: Program, threads: number) {
    this.shape = shape;
    this.single = single;
    this.threaded = threaded;
    this.threadedRows = Math.max(...shape.hidden, shape.actions + 1, 16 * threads);
  }

  /** @throws EngineError if the engine refuses the graph, OptionError if the shape makes no sense. */
  static async create(engine: Engine, shape: NetworkShape, threads = 1): Promise<Network> {
    const graph = new GraphBuilder();
    const observation = graph.input('observation', ['rows', shape.inputs]);
    const compiled = graph.graph(forwardPass(graph, shape, parameterInputs(graph, shape), observation));
    const single = await engine.compile(compiled, { threads: 1 });
    return new Network(
      shape,
      single,
      threads > 1 ? await engine.compile(compiled, { threads }) : single,
      threads,
    );
  }

  /** An evaluator that reads `weights` at every call, so that it follows a learner; nothing is copied. */
  evaluator(weights: Float32Array): Evaluator {
    const arrays = weightArrays(this.shape, weights);
    return batchEvaluator(
      this.shape,
      this.single.bind(arrays),
      this.threaded.bind(arrays),
      this.threadedRows,
    );
  }

  async release(): Promise<void> {
    await this.single.release();
    if (this.threaded !== this.single) await this.threaded.release();
  }
}

/**
 * The result of a row must not depend, not in one bit, on what else is in its batch or on the number of threads. So a
 * batch of one row is computed as two, since libraries have kernels of their own for one row, which sum in another
 * order; and a batch with fewer rows than the widest layer runs on one thread, since it would be divided by columns,
 * which divides the sums too.
 */
function batchEvaluator(
  { inputs, actions }: NetworkShape,
  single: Binding,
  threaded: Binding,
  threadedRows: number,
): Evaluator {
  return {
    async run(observations, rows, logits, values) {
      if (rows === 1) {
        const pair = {
          observation: new Float32Array(2 * inputs),
          logits: new Float32Array(2 * actions),
          value: new Float32Array(2),
        };
        pair.observation.set(observations.subarray(0, inputs));
        await single.bind(pair, 2).run();
        logits.set(pair.logits.subarray(0, actions));
        values[0] = pair.value[0];
      } else if (rows > 1) {
        const arrays = {
          observation: observations.subarray(0, rows * inputs),
          logits: logits.subarray(0, rows * actions),
          value: values.subarray(0, rows),
        };
        await (rows < threadedRows ? single : threaded).bind(arrays, rows).run();
      }
    },
  };
}

function checkShape({ inputs, hidden, actions }: NetworkShape): void {
  for (const size of [inputs, ...hidden, actions]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new OptionError(`a network's sizes are whole numbers of at least 1, not ${size}.`);
    }
  }
}
