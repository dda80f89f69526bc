import { topologicalOrder, type Graph, type Node, type Shape } from './graph.ts';
import { ProtobufWriter } from './protobuf.ts';

/** The element type of a whole graph. */
export type ElementType = 'float32' | 'float64';
export type FloatArray = Float32Array | Float64Array;

/** Numbers of the ONNX standard (onnx.proto, IR version 8 with operator set 17, which ONNX 1.12 brought). */
const IR_VERSION = 8;
const OPERATOR_SET = 17;
const ELEMENT = { float32: 1, int64: 7, float64: 11 } as const;
const ATTRIBUTE_INT = 2;

export interface ModelOptions {
  /** `float32` unless given. */
  readonly type?: ElementType;
  /** Inputs of the graph, by name, that become constants of the model; in row-major order. */
  readonly initialisers?: ReadonlyMap<string, FloatArray>;
  /** Outputs of one column that become vectors, [rows] in place of [rows, 1]. */
  readonly vectors?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The graph as the bytes of an ONNX model. */
export function encodeModel(graph: Graph, options: ModelOptions = {}): Uint8Array {
  return new ProtobufWriter()
    .varint(1, IR_VERSION)
    .text(2, 'parlor')
    .message(7, (writer) => writeGraph(writer, graph, options))
    .message(8, (operators) => operators.text(1, '').varint(2, OPERATOR_SET))
    .messages(14, Object.entries(options.metadata ?? {}), (entry, [key, value]) =>
      entry.text(1, key).text(2, value),
    )
    .finish();
}

function writeGraph(writer: ProtobufWriter, graph: Graph, options: ModelOptions): void {
  const type = options.type ?? 'float32';
  const vectors = options.vectors ?? [];
  const names = new Map<Node, string>(graph.inputs.map(({ name, node }) => [node, name]));
  const repeated = graph.outputs.filter(({ name, node }) => {
    const value = passed(node);
    if (names.has(value) || vectors.includes(name) || value.operation.kind === 'constant') return true;
    names.set(value, name);
    return false;
  });
  const nameOf = (node: Node): string => names.get(passed(node)) ?? `v${passed(node).id}`;

  const emit = (
    kind: string,
    inputs: string[],
    output: string,
    attributes: Record<string, number> = {},
  ): string => {
    writer.message(1, (node) => {
      node.texts(1, inputs).text(2, output).text(3, `${output}/${kind}`).text(4, kind);
      node.messages(5, Object.entries(attributes), (attribute, [name, value]) =>
        attribute.text(1, name).varint(3, value).varint(20, ATTRIBUTE_INT),
      );
    });
    return output;
  };
  const tensor = (name: string, shape: readonly number[], element: number, data: Uint8Array): string => {
    writer.message(5, (initialiser) => {
      for (const size of shape) initialiser.varint(1, size);
      initialiser.varint(2, element).text(8, name).bytes(9, data);
    });
    return name;
  };
  const reals = (name: string, shape: readonly number[], values: ArrayLike<number>): string =>
    tensor(
      name,
      shape,
      ELEMENT[type],
      bytesOf(type === 'float32' ? Float32Array.from(values) : Float64Array.from(values)),
    );
  const integers = (name: string, values: readonly number[]): string =>
    tensor(name, [values.length], ELEMENT.int64, bytesOf(BigInt64Array.from(values, BigInt)));

  for (const node of topologicalOrder(graph.outputs.map((port) => port.node))) {
    const output = nameOf(node);
    const inputs = node.inputs.map(nameOf);
    const { operation } = node;
    switch (operation.kind) {
      case 'input': {
        const values = options.initialisers?.get(operation.name);
        if (values) reals(output, node.shape.map(Number), values);
        break;
      }
      case 'constant':
        reals(output, [1, 1], [operation.value]);
        break;
      case 'gemm':
        emit('Gemm', inputs, output, { transA: +operation.transposeA, transB: +operation.transposeB });
        break;
      case 'step':
        inputs.push(reals(`${output}/zero`, [], [0]));
        emit('Cast', [emit('Greater', inputs, `${output}/greater`)], output, { to: ELEMENT[type] });
        break;
      case 'equal':
        emit('Cast', [emit('Equal', inputs, `${output}/equal`)], output, { to: ELEMENT[type] });
        break;
      case 'clip':
        inputs.push(
          reals(`${output}/low`, [], [operation.low]),
          reals(`${output}/high`, [], [operation.high]),
        );
        emit('Clip', inputs, output);
        break;
      case 'sum':
        emit('ReduceSum', [...inputs, integers(`${output}/axes`, [operation.axis])], output);
        break;
      case 'slice': {
        const { from, to } = operation;
        inputs.push(
          integers(`${output}/from`, [from]),
          integers(`${output}/to`, [to]),
          integers(`${output}/axes`, [1]),
        );
        emit('Slice', inputs, output);
        break;
      }
      case 'pad':
        emit('Pad', [...inputs, integers(`${output}/pads`, [0, operation.left, 0, operation.right])], output);
        break;
      case 'expand':
        emit('Expand', [inputs[0], emit('Shape', [inputs[1]], `${output}/shape`)], output);
        break;
      case 'stop':
        break;
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'min':
      case 'neg':
      case 'relu':
      case 'exp':
      case 'logSoftmax':
        emit(OPERATORS[operation.kind], inputs, output);
    }
  }
  for (const { name, node } of repeated) {
    if (vectors.includes(name)) emit('Squeeze', [nameOf(node), integers(`${name}/axes`, [1])], name);
    else emit('Identity', [nameOf(node)], name);
  }
  writer.text(2, 'parlor');
  const describe = (port: ProtobufWriter, name: string, shape: readonly Shape[number][]): void => {
    port
      .text(1, name)
      .message(2, (kind) =>
        kind.message(1, (matrix) =>
          matrix
            .varint(1, ELEMENT[type])
            .message(2, (dimensions) =>
              dimensions.messages(1, shape, (dimension, size) =>
                size === 'rows' ? dimension.text(2, size) : dimension.varint(1, size),
              ),
            ),
        ),
      );
  };
  const inputs = graph.inputs.filter(({ name }) => !options.initialisers?.has(name));
  writer.messages(11, inputs, (port, { name, node }) => describe(port, name, node.shape));
  writer.messages(12, graph.outputs, (port, { name, node }) =>
    describe(port, name, vectors.includes(name) ? node.shape.slice(0, 1) : node.shape),
  );
}

const OPERATORS = {
  add: 'Add',
  sub: 'Sub',
  mul: 'Mul',
  div: 'Div',
  min: 'Min',
  neg: 'Neg',
  relu: 'Relu',
  exp: 'Exp',
  logSoftmax: 'LogSoftmax',
} as const;

/** `stop` is no operation of ONNX: the node stands for its input. */
function passed(node: Node): Node {
  return node.operation.kind === 'stop' ? passed(node.inputs[0]) : node;
}

function bytesOf(values: FloatArray | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
