import {
  columnCount,
  topologicalOrder,
  type Dimension,
  type Graph,
  type Node,
  type Operation,
  type Port,
  type Shape,
} from './graph.ts';

type Unary = 'neg' | 'relu' | 'exp' | 'nonzero' | 'logSoftmax' | 'stop';
type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'equal';

/** Makes nodes. Equal expressions give the same node, so that what several terms share is computed once. */
export class GraphBuilder {
  private readonly nodes = new Map<string, Node>();
  private readonly ports: Port[] = [];

  input(name: string, shape: Shape): Node {
    if (this.ports.some((port) => port.name === name))
      throw new RangeError(`the input ${name} is defined twice`);
    const node = this.node({ kind: 'input', name }, [], shape);
    this.ports.push({ name, node });
    return node;
  }

  constant(value: number): Node {
    return this.node({ kind: 'constant', value }, [], [1, 1]);
  }

  /** A·B, or A·B + C where `bias` is given (1 × n, or as large as the product). */
  gemm(a: Node, b: Node, bias?: Node, transposeA = false, transposeB = false): Node {
    const [rows, inner] = transposeA ? [a.shape[1], a.shape[0]] : a.shape;
    const [depth, columns] = transposeB ? [b.shape[1], b.shape[0]] : b.shape;
    if (inner !== depth) throw new RangeError(`gemm: ${format(a.shape)} does not fit ${format(b.shape)}`);
    const shape: Shape = [rows, columns];
    if (bias) broadcast(shape, bias.shape);
    return this.node({ kind: 'gemm', transposeA, transposeB }, bias ? [a, b, bias] : [a, b], shape);
  }

  add(a: Node, b: Node): Node {
    return this.concatOfPads(a, b) ?? this.concatOfPads(b, a) ?? this.binary('add', a, b);
  }

  sub(a: Node, b: Node): Node {
    return this.binary('sub', a, b);
  }

  mul(a: Node, b: Node): Node {
    if (isOne(a) && equal(broadcast(a.shape, b.shape), b.shape)) return b;
    if (isOne(b) && equal(broadcast(a.shape, b.shape), a.shape)) return a;
    return this.binary('mul', a, b);
  }

  div(a: Node, b: Node): Node {
    return this.binary('div', a, b);
  }

  min(a: Node, b: Node): Node {
    return this.binary('min', a, b);
  }

  equal(a: Node, b: Node): Node {
    return this.binary('equal', a, b);
  }

  neg(x: Node): Node {
    return x.operation.kind === 'neg' ? x.inputs[0] : this.unary('neg', x);
  }

  relu(x: Node): Node {
    return this.unary('relu', x);
  }

  exp(x: Node): Node {
    return this.unary('exp', x);
  }

  nonzero(x: Node): Node {
    return this.unary('nonzero', x);
  }

  logSoftmax(x: Node): Node {
    return this.unary('logSoftmax', x);
  }

  stop(x: Node): Node {
    return this.unary('stop', x);
  }

  clip(x: Node, low: number, high: number): Node {
    return this.node({ kind: 'clip', low, high }, [x], x.shape);
  }

  /** The sum over the rows (axis 0) or over the columns (axis 1). */
  sum(x: Node, axis: 0 | 1): Node {
    if (x.shape[axis] === 1) return x;
    return this.node({ kind: 'sum', axis }, [x], axis === 0 ? [1, x.shape[1]] : [x.shape[0], 1]);
  }

  slice(x: Node, from: number, to: number): Node {
    return this.node({ kind: 'slice', from, to }, [x], [x.shape[0], to - from]);
  }

  pad(x: Node, left: number, right: number): Node {
    return this.node({ kind: 'pad', left, right }, [x], [x.shape[0], left + columnCount(x) + right]);
  }

  concat(a: Node, b: Node): Node {
    return this.node({ kind: 'concat' }, [a, b], [a.shape[0], columnCount(a) + columnCount(b)]);
  }

  /** `x`, broadcast to the shape of `like`. */
  expand(x: Node, like: Node): Node {
    if (equal(x.shape, like.shape)) return x;
    return this.node({ kind: 'expand' }, [x, like], like.shape);
  }

  /** The inputs that the outputs depend on, and the outputs. */
  graph(outputs: Readonly<Record<string, Node>>): Graph {
    const needed = new Set(topologicalOrder(Object.values(outputs)));
    return {
      inputs: this.ports.filter((port) => needed.has(port.node)),
      outputs: Object.entries(outputs).map(([name, node]) => ({ name, node })),
    };
  }

  private unary(kind: Unary, x: Node): Node {
    return this.node({ kind }, [x], x.shape);
  }

  private binary(kind: Binary, a: Node, b: Node): Node {
    return this.node({ kind }, [a, b], broadcast(a.shape, b.shape));
  }

  /** The sum of two pads side by side, which is what derivatives of slices give, is cheaper as a concatenation. */
  private concatOfPads(a: Node, b: Node): Node | undefined {
    if (a.operation.kind !== 'pad' || b.operation.kind !== 'pad') return undefined;
    const [left, right] = [a.inputs[0], b.inputs[0]];
    const adjacent = a.operation.left === 0 && a.operation.right === columnCount(right);
    const complete = b.operation.right === 0 && b.operation.left === columnCount(left);
    return adjacent && complete ? this.concat(left, right) : undefined;
  }

  private node(operation: Operation, inputs: readonly Node[], shape: Shape): Node {
    const key = `${JSON.stringify(operation)}(${inputs.map((input) => input.id).join()})`;
    const known = this.nodes.get(key);
    if (known) return known;
    const node = { id: this.nodes.size, operation, inputs, shape };
    this.nodes.set(key, node);
    return node;
  }
}

function broadcast(a: Shape, b: Shape): Shape {
  const dimension = (axis: 0 | 1): Dimension => {
    if (a[axis] === b[axis] || b[axis] === 1) return a[axis];
    if (a[axis] === 1) return b[axis];
    throw new RangeError(`the shapes ${format(a)} and ${format(b)} do not broadcast`);
  };
  return [dimension(0), dimension(1)];
}

function equal(a: Shape, b: Shape): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function isOne(node: Node): boolean {
  return node.operation.kind === 'constant' && node.operation.value === 1;
}

function format(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}
