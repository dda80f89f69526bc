import type { Engine } from '../../../agents/network/engine.ts';
import { ortEngine } from '../../../agents/network/ort-engine.ts';
import type { Graph, Node, Shape } from '../../../agents/network/graph.ts';
import type { FloatArray } from '../../../agents/network/onnx.ts';

export const engine: Engine = await ortEngine();

export type Values = Record<string, FloatArray>;

/** Computes the outputs of a graph once, in float64 or in float32. */
export async function compute(
  graph: Graph,
  inputs: Readonly<Record<string, ArrayLike<number>>>,
  rows = 1,
  type: 'float32' | 'float64' = 'float64',
): Promise<Values> {
  const run = await compile(graph, rows, type);
  return run(inputs);
}

/** The outputs of a graph as a function of its inputs. */
export async function compile(
  graph: Graph,
  rows = 1,
  type: 'float32' | 'float64' = 'float64',
): Promise<(inputs: Readonly<Record<string, ArrayLike<number>>>) => Promise<Values>> {
  const program = await engine.compile(graph, { type });
  const make = (shape: Shape): FloatArray => {
    const size = shape.reduce<number>((product, length) => product * (length === 'rows' ? rows : length), 1);
    return type === 'float32' ? new Float32Array(size) : new Float64Array(size);
  };
  const allocate = (ports: Graph['inputs']): Values =>
    Object.fromEntries(ports.map(({ name, node }) => [name, make(node.shape)]));
  const inputs = allocate(graph.inputs);
  const outputs = allocate(graph.outputs);
  const binding = program.bind({ ...inputs, ...outputs }, rows);
  return async (given) => {
    for (const { name } of graph.inputs) inputs[name].set(given[name]);
    await binding.run();
    return Object.fromEntries(Object.entries(outputs).map(([name, array]) => [name, array.slice()]));
  };
}

/**
 * The graph with every `stop` node made an input, `stopped<id>`; and a graph that computes their values. A loss that
 * stops gradients has no derivative but that of its frozen form.
 */
export function freeze(graph: Graph): { frozen: Graph; stopped: Graph } {
  const copies = new Map<Node, Node>();
  const stops: { name: string; node: Node }[] = [];
  const values: { name: string; node: Node }[] = [];
  const copy = (node: Node): Node => {
    const known = copies.get(node);
    if (known) return known;
    let result: Node;
    if (node.operation.kind === 'stop') {
      const name = `stopped${node.id}`;
      result = { id: node.id, operation: { kind: 'input', name }, inputs: [], shape: node.shape };
      stops.push({ name, node: result });
      values.push({ name, node: node.inputs[0] });
    } else {
      result = { ...node, inputs: node.inputs.map(copy) };
    }
    copies.set(node, result);
    return result;
  };
  const outputs = graph.outputs.map(({ name, node }) => ({ name, node: copy(node) }));
  const inputs = graph.inputs.flatMap(({ name, node }) => {
    const copied = copies.get(node);
    return copied ? [{ name, node: copied }] : [];
  });
  return {
    frozen: { inputs: [...inputs, ...stops], outputs },
    stopped: { inputs: graph.inputs, outputs: values },
  };
}

/** Central differences of a function of many numbers, at `point`. */
export async function centralDifferences(
  f: (point: Float64Array) => Promise<number>,
  point: ArrayLike<number>,
  step = 1e-5,
): Promise<Float64Array> {
  const moved = Float64Array.from(point);
  const result = new Float64Array(moved.length);
  for (let index = 0; index < moved.length; index++) {
    const centre = moved[index];
    moved[index] = centre + step;
    const above = await f(moved);
    moved[index] = centre - step;
    result[index] = (above - (await f(moved))) / (2 * step);
    moved[index] = centre;
  }
  return result;
}

/** The largest difference between two lists, relative to the largest number of the second. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let difference = 0;
  let scale = 0;
  for (let index = 0; index < expected.length; index++) {
    difference = Math.max(difference, Math.abs(actual[index] - expected[index]));
    scale = Math.max(scale, Math.abs(expected[index]));
    if (Number.isNaN(actual[index])) return Infinity;
  }
  return difference === 0 ? 0 : difference / scale;
}
