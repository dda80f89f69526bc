import { columnCount, topologicalOrder, type Node } from './graph.ts';
import type { GraphBuilder } from './graph-builder.ts';

/**
 * Reverse-mode differentiation: nodes for the derivatives of a scalar (1 × 1) node with respect to `parameters`,
 * each in the shape of its parameter. They are made of the operations of the graph itself, so that one compiled
 * graph gives a loss and its gradient.
 *
 * At a tie `min` differentiates its first input; `clip` has derivative 1 at its bounds, `relu` has 0 at 0.
 */
export function gradient(graph: GraphBuilder, loss: Node, parameters: readonly Node[]): Node[] {
  const order = topologicalOrder([loss]);
  const relevant = new Set<Node>(parameters);
  for (const node of order) {
    if (differentiable(node) && node.inputs.some((input) => relevant.has(input))) relevant.add(node);
  }
  // An adjoint may stay smaller than its node where it is the same along a dimension; it then broadcasts.
  const adjoints = new Map<Node, Node>([[loss, graph.constant(1)]]);
  for (const node of order.reverse()) {
    const adjoint = adjoints.get(node);
    if (!adjoint || !relevant.has(node)) continue;
    node.inputs.forEach((input, position) => {
      if (!relevant.has(input)) return;
      const term = pullback(graph, node, position, adjoint);
      if (!term) return;
      const sum = adjoints.get(input);
      adjoints.set(input, sum ? graph.add(sum, term) : term);
    });
  }
  return parameters.map((parameter) => graph.expand(adjoints.get(parameter) ?? graph.constant(0), parameter));
}

function differentiable(node: Node): boolean {
  const kind = node.operation.kind;
  return kind !== 'stop' && kind !== 'nonzero' && kind !== 'equal';
}

/** What reaches the input at `position` of the derivative `g` with respect to `node`. */
function pullback(graph: GraphBuilder, node: Node, position: number, g: Node): Node | undefined {
  const { operation, inputs } = node;
  const [a, b] = inputs;
  switch (operation.kind) {
    case 'add':
      return unbroadcast(graph, g, node, inputs[position]);
    case 'sub':
      return unbroadcast(graph, position === 0 ? g : graph.neg(g), node, inputs[position]);
    case 'mul':
      return unbroadcast(graph, graph.mul(position === 0 ? b : a, g), node, inputs[position]);
    case 'div': {
      const term = position === 0 ? graph.div(g, b) : graph.neg(graph.div(graph.mul(g, node), b));
      return unbroadcast(graph, term, node, inputs[position]);
    }
    case 'min': {
      const first = graph.equal(node, a);
      const chosen = position === 0 ? first : graph.sub(graph.constant(1), first);
      return unbroadcast(graph, graph.mul(g, chosen), node, inputs[position]);
    }
    case 'clip':
      return graph.mul(g, graph.equal(node, a));
    case 'neg':
      return graph.neg(g);
    case 'relu':
      return graph.mul(g, graph.nonzero(node));
    case 'exp':
      return graph.mul(g, node);
    case 'logSoftmax': {
      const full = graph.expand(g, node);
      return graph.sub(full, graph.mul(graph.exp(node), graph.sum(full, 1)));
    }
    case 'sum':
      return g;
    case 'slice':
      return graph.pad(graph.expand(g, node), operation.from, columnCount(a) - operation.to);
    case 'pad':
      return graph.slice(graph.expand(g, node), operation.left, operation.left + columnCount(a));
    case 'concat': {
      const full = graph.expand(g, node);
      return position === 0
        ? graph.slice(full, 0, columnCount(a))
        : graph.slice(full, columnCount(a), columnCount(node));
    }
    case 'expand':
      return position === 0 ? unbroadcast(graph, g, node, a) : undefined;
    case 'gemm': {
      const full = graph.expand(g, node);
      const { transposeA, transposeB } = operation;
      if (position === 2) return unbroadcast(graph, full, node, inputs[2]);
      if (position === 0) {
        return transposeA
          ? graph.gemm(b, full, undefined, transposeB, true)
          : graph.gemm(full, b, undefined, false, !transposeB);
      }
      return transposeB
        ? graph.gemm(full, a, undefined, true, transposeA)
        : graph.gemm(a, full, undefined, !transposeA, false);
    }
    case 'input':
    case 'constant':
    case 'stop':
    case 'nonzero':
    case 'equal':
      return undefined;
  }
}

/** Sums `term` over the dimensions along which `input` was broadcast to make `node`. */
function unbroadcast(graph: GraphBuilder, term: Node, node: Node, input: Node): Node {
  let result = term;
  for (const axis of [0, 1] as const) {
    if (input.shape[axis] !== 1 || node.shape[axis] === 1) continue;
    if (result.shape[axis] === 1) result = graph.expand(result, node);
    result = graph.sum(result, axis);
  }
  return result;
}
