import { ProtobufError, readFields, readPacked, type ProtobufField } from './protobuf.ts';

/** What a policy file needs to know of an ONNX model besides its graph. */
export interface ModelSummary {
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of the inputs that have no initialiser. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly initialisers: ReadonlyMap<string, Initialiser>;
}

export interface Initialiser {
  readonly dims: readonly number[];
  /** The element type by its number in the ONNX standard; 1 is float32. */
  readonly type: number;
  /** The elements, little-endian; empty where the model stores them in another way. */
  readonly data: Uint8Array;
}

/**
 * Reads the outline of an ONNX model. Nothing is copied, so damaged sizes can ask for no memory.
 * @throws ProtobufError if the bytes are no message, or one without a graph.
 */
export function readModel(bytes: Uint8Array): ModelSummary {
  const metadata = new Map<string, string>();
  let graph: Uint8Array | undefined;
  for (const { field, value } of readFields(bytes)) {
    if (field === 7) graph = asBytes(value);
    if (field === 14) metadata.set(...readEntry(asBytes(value)));
  }
  if (!graph) throw new ProtobufError('the model has no graph');

  const inputs: string[] = [];
  const outputs: string[] = [];
  const initialisers = new Map<string, Initialiser>();
  for (const { field, value } of readFields(graph)) {
    if (field === 5) initialisers.set(...readInitialiser(asBytes(value)));
    if (field === 11) inputs.push(readName(asBytes(value)));
    if (field === 12) outputs.push(readName(asBytes(value)));
  }
  return { metadata, inputs: inputs.filter((name) => !initialisers.has(name)), outputs, initialisers };
}

function readEntry(bytes: Uint8Array): [string, string] {
  let key = '';
  let text = '';
  for (const { field, value } of readFields(bytes)) {
    if (field === 1) key = asText(value);
    if (field === 2) text = asText(value);
  }
  return [key, text];
}

function readName(bytes: Uint8Array): string {
  for (const { field, value } of readFields(bytes)) if (field === 1) return asText(value);
  throw new ProtobufError('an input or output has no name');
}

function readInitialiser(bytes: Uint8Array): [string, Initialiser] {
  let name = '';
  let type = 0;
  let data: Uint8Array = new Uint8Array(0);
  const dims: number[] = [];
  for (const { field, value } of readFields(bytes)) {
    if (field === 1)
      for (const size of typeof value === 'number' ? [value] : readPacked(value)) dims.push(size);
    if (field === 2) type = asNumber(value);
    if (field === 8) name = asText(value);
    if (field === 9) data = asBytes(value);
  }
  return [name, { dims, type, data }];
}

function asNumber(value: ProtobufField['value']): number {
  if (typeof value === 'number') return value;
  throw new ProtobufError('bytes stand where a number is expected');
}

function asBytes(value: ProtobufField['value']): Uint8Array {
  if (typeof value === 'number') throw new ProtobufError('a number stands where bytes are expected');
  return value;
}

function asText(value: ProtobufField['value']): string {
  return new TextDecoder().decode(asBytes(value));
}
