import { topologicalOrder, type Graph, type Node, type Shape } from './graph.ts';
import { operatorsOf, type Operator } from './operators.ts';
import { ProtobufWriter } from './protobuf.ts';

/** The element type of a whole graph. */
export type ElementType = 'float32' | 'float64';
export type FloatArray = Float32Array | Float64Array;

/** Numbers of the ONNX standard (onnx.proto; ONNX 1.12 brought this pair of versions). */
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
    .message(7, (writer) => new GraphWriter(writer, options).write(graph))
    .message(8, (operators) => operators.text(1, '').varint(2, OPERATOR_SET))
    .messages(14, Object.entries(options.metadata ?? {}), (entry, [key, text]) =>
      entry.text(1, key).text(2, text),
    )
    .finish();
}

class GraphWriter {
  private readonly writer: ProtobufWriter;
  private readonly type: ElementType;
  private readonly initialisers: ReadonlyMap<string, FloatArray>;
  private readonly vectors: readonly string[];
  private readonly names = new Map<Node, string>();

  constructor(writer: ProtobufWriter, options: ModelOptions) {
    this.writer = writer.text(2, 'parlor');
    this.type = options.type ?? 'float32';
    this.initialisers = options.initialisers ?? new Map<string, FloatArray>();
    this.vectors = options.vectors ?? [];
  }

  write(graph: Graph): void {
    for (const { name, node } of graph.inputs) this.names.set(node, name);
    // A node is computed under the name of an output, unless it has a name already or the output has another shape.
    const copies = graph.outputs.filter(({ name, node }) => {
      const value = passed(node);
      const copied =
        this.names.has(value) || value.operation.kind === 'constant' || this.vectors.includes(name);
      if (!copied) this.names.set(value, name);
      return copied;
    });
    for (const node of topologicalOrder(graph.outputs.map((port) => port.node))) this.node(node);
    for (const { name, node } of copies) {
      const squeeze = { type: 'Squeeze', constants: [[1]] };
      this.operator(this.vectors.includes(name) ? squeeze : { type: 'Identity' }, [this.name(node)], name);
    }
    for (const { name, node } of graph.inputs) {
      if (!this.initialisers.has(name)) this.port(11, name, node.shape);
    }
    for (const { name, node } of graph.outputs) {
      this.port(12, name, this.vectors.includes(name) ? node.shape.slice(0, 1) : node.shape);
    }
  }

  private name(node: Node): string {
    const value = passed(node);
    return this.names.get(value) ?? `v${value.id}`;
  }

  private node(node: Node): void {
    const { operation } = node;
    const name = this.name(node);
    const given = operation.kind === 'input' && this.initialisers.get(operation.name);
    if (given) this.reals(name, node.shape.map(Number), given);
    if (operation.kind === 'constant') this.reals(name, [1, 1], [operation.value]);

    let inputs = node.inputs.map((input) => this.name(input));
    if (operation.kind === 'expand') {
      inputs = [inputs[0], this.operator({ type: 'Shape' }, [inputs[1]], `${name}/shape`)];
    }
    const chain = operatorsOf(operation);
    chain.forEach((operator, position) => {
      const last = position === chain.length - 1;
      inputs = [this.operator(operator, inputs, last ? name : `${name}/${operator.type}`)];
    });
  }

  private operator(operator: Operator, inputs: readonly string[], output: string): string {
    const constants = (operator.constants ?? []).map((value, index) => {
      const name = `${output}/${index}`;
      return typeof value === 'number' ? this.reals(name, [], [value]) : this.integers(name, value);
    });
    this.writer.message(1, (node) => {
      node
        .texts(1, [...inputs, ...constants])
        .text(2, output)
        .text(3, output)
        .text(4, operator.type);
      node.messages(5, Object.entries(operator.attributes ?? {}), (attribute, [name, value]) => {
        const number = value === 'element' ? ELEMENT[this.type] : value;
        attribute.text(1, name).varint(3, number).varint(20, ATTRIBUTE_INT);
      });
    });
    return output;
  }

  private reals(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    const elements = this.type === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
    return this.tensor(name, dims, ELEMENT[this.type], elements);
  }

  private integers(name: string, values: readonly number[]): string {
    return this.tensor(name, [values.length], ELEMENT.int64, BigInt64Array.from(values, BigInt));
  }

  private tensor(
    name: string,
    dims: readonly number[],
    type: number,
    data: FloatArray | BigInt64Array,
  ): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.writer.message(5, (tensor) => {
      for (const size of dims) tensor.varint(1, size);
      tensor.varint(2, type).text(8, name).bytes(9, bytes);
    });
    return name;
  }

  private port(field: number, name: string, shape: readonly Shape[number][]): void {
    this.writer.message(field, (port) =>
      port.text(1, name).message(2, (value) =>
        value.message(1, (tensor) =>
          tensor.varint(1, ELEMENT[this.type]).message(2, (dims) =>
            dims.messages(1, shape, (dimension, size) => {
              if (size === 'rows') dimension.text(2, size);
              else dimension.varint(1, size);
            }),
          ),
        ),
      ),
    );
  }
}

/** `stop` is no operation of ONNX: the node stands for its input. */
function passed(node: Node): Node {
  return node.operation.kind === 'stop' ? passed(node.inputs[0]) : node;
}
