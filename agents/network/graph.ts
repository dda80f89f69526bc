/** A dimension of a matrix: a number, or `rows`, the size of the batch, which is known only when a graph is run. */
export type Dimension = number | 'rows';

/** Every value in a graph is a real matrix: rows and columns. A scalar is 1 × 1, a bias is 1 × n. */
export type Shape = readonly [Dimension, Dimension];

/**
 * What a node computes. Binary operations broadcast dimensions of 1, as NumPy does.
 * - `gemm`: A·B, or A·B + C with a third input; `transposeA` and `transposeB` transpose what enters.
 * - `nonzero`: 1 where x ≠ 0, else 0; `equal`: 1 where both are the same, else 0; their derivatives are 0.
 * - `stop`: the identity, through which no gradient flows; it costs nothing in the compiled graph.
 * - `logSoftmax`: over the columns of each row.
 * - `sum`: over one axis, which stays as a dimension of 1.
 * - `slice`: the columns `from` … `to` − 1; `pad`: columns of zeros on the left and on the right;
 *   `concat`: the columns of the first input, then those of the second.
 * - `expand`: the first input, broadcast to the shape of the second.
 */
export type Operation =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'gemm'; readonly transposeA: boolean; readonly transposeB: boolean }
  | { readonly kind: 'add' | 'sub' | 'mul' | 'div' | 'min' | 'equal' | 'concat' }
  | { readonly kind: 'neg' | 'relu' | 'exp' | 'nonzero' | 'logSoftmax' | 'stop' | 'expand' }
  | { readonly kind: 'clip'; readonly low: number; readonly high: number }
  | { readonly kind: 'sum'; readonly axis: 0 | 1 }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number }
  | { readonly kind: 'pad'; readonly left: number; readonly right: number };

export interface Node {
  readonly id: number;
  readonly operation: Operation;
  readonly inputs: readonly Node[];
  readonly shape: Shape;
}

/** What an engine compiles: named inputs and named outputs, with all that lies between. */
export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** A node with the name by which arrays are bound to it. */
export interface Port {
  readonly name: string;
  readonly node: Node;
}

/** All nodes that the given ones depend on and these themselves, each after its inputs. */
export function topologicalOrder(outputs: readonly Node[]): Node[] {
  // A node is made after its inputs, so ascending ids are a topological order.
  const found = new Set<Node>();
  const pending = [...outputs];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    pending.push(...node.inputs);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

/** @throws RangeError if the number of columns is the size of the batch. */
export function columnCount(node: Node): number {
  const count = node.shape[1];
  if (count === 'rows') throw new RangeError('the number of columns must be known when the graph is made');
  return count;
}
