import { createHash } from 'node:crypto';
import { z } from 'zod';
import { writeFileAtomically } from './atomic-write.ts';
import { PolicyFileError } from './errors.ts';
import { GraphBuilder } from './graph-builder.ts';
import {
  forwardPass,
  maskedLogits,
  parameterInputs,
  parameters,
  weightArrays,
  weightCount,
  type NetworkShape,
} from './network.ts';
import type { ModelSummary } from './onnx-reader.ts';
import { encodeModel } from './onnx.ts';

/** Raised when the meaning of a policy file changes. */
export const POLICY_FORMAT = 1;

/** What a policy file tells of its policy: in the file, metadata of the ONNX model. */
export interface PolicyMetadata {
  /** The game's canonical spec, such as `leduc_poker(players=2)`. */
  readonly game: string;
  readonly gameVersion: number;
  readonly shape: NetworkShape;
  /** Anything else worth keeping: the run, the seed, the steps. */
  readonly notes: Readonly<Record<string, string>>;
}

export interface PolicyOutput {
  /** rows × actions; in files written here, lowered by 10⁹ where illegal */
  readonly logits: Float32Array;
  /** rows */
  readonly value: Float32Array;
}

/** A policy from a file, ready to run. */
export interface LoadedPolicy {
  /** Undefined for a model from elsewhere. */
  readonly metadata: PolicyMetadata | undefined;
  /** The flat weights for a network of `metadata.shape`; undefined for a model from elsewhere. */
  readonly weights: Float32Array | undefined;
  readonly inputs: number;
  readonly actions: number;
  /**
   * Runs a batch; a row's result does not depend on the other rows.
   * @param observations rows × inputs, or longer
   * @param legal rows × actions, 1 where legal, else 0, or longer
   * @throws EngineError if the model fails
   */
  run(observations: Float32Array, legal: Float32Array, rows: number): Promise<PolicyOutput>;
  release(): Promise<void>;
}

const count = z.coerce.number().int().min(1);
const shapeSchema = z.strictObject({ inputs: count, hidden: z.array(count), actions: count });
const notesSchema = z.record(z.string(), z.string());

/**
 * The policy as an ONNX model: inputs `observation` [rows, inputs] and `legal` [rows, actions] (1 or 0), outputs
 * `logits` [rows, actions] (those of illegal actions lowered by 10⁹) and `value` [rows], all float32.
 */
export function encodePolicy(metadata: PolicyMetadata, weights: Float32Array): Uint8Array {
  const { shape } = metadata;
  const graph = new GraphBuilder();
  const observation = graph.input('observation', ['rows', shape.inputs]);
  const legal = graph.input('legal', ['rows', shape.actions]);
  const { logits, value } = forwardPass(graph, shape, parameterInputs(graph, shape), observation);
  const texts = {
    parlor_format: String(POLICY_FORMAT),
    game: metadata.game,
    game_version: String(metadata.gameVersion),
    shape: JSON.stringify({ inputs: shape.inputs, hidden: shape.hidden, actions: shape.actions }),
    notes: JSON.stringify(metadata.notes),
  };
  return encodeModel(graph.graph({ logits: maskedLogits(graph, logits, legal), value }), {
    initialisers: new Map(Object.entries(weightArrays(shape, weights))),
    vectors: ['value'],
    metadata: { ...texts, checksum: checksum(texts, weights) },
  });
}

/** Writes a policy file, whole or not at all. @throws PolicyFileError if it can not be written. */
export async function savePolicy(
  path: string,
  metadata: PolicyMetadata,
  weights: Float32Array,
): Promise<void> {
  const bytes = encodePolicy(metadata, weights);
  try {
    await writeFileAtomically(path, bytes);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new PolicyFileError(
      `${path} can not be written (${code}): choose a folder that exists, may be written to and has room.`,
      { cause },
    );
  }
}

/**
 * The metadata and weights of a model that was written here; undefined for a model from elsewhere.
 * @throws PolicyFileError if they are damaged.
 */
export function readPolicy(
  model: ModelSummary,
): { metadata: PolicyMetadata; weights: Float32Array } | undefined {
  const format = model.metadata.get('parlor_format');
  if (format === undefined) return undefined;
  if (format !== String(POLICY_FORMAT)) {
    throw new PolicyFileError(`has the policy format ${format}, but this version reads ${POLICY_FORMAT}`);
  }
  const texts = {
    parlor_format: format,
    game: required(model, 'game'),
    game_version: required(model, 'game_version'),
    shape: required(model, 'shape'),
    notes: required(model, 'notes'),
  };
  const gameVersion = parse(count, 'game_version', texts.game_version);
  const shape = parse(shapeSchema, 'shape', texts.shape);
  const notes = parse(notesSchema, 'notes', texts.notes);
  const weights = readWeights(model, shape);
  if (required(model, 'checksum') !== checksum(texts, weights)) {
    throw new PolicyFileError('is damaged: its weights or metadata do not fit their checksum');
  }
  return { metadata: { game: texts.game, gameVersion, shape, notes }, weights };
}

function required(model: ModelSummary, key: string): string {
  const text = model.metadata.get(key);
  if (text === undefined) throw new PolicyFileError(`lacks the metadata ${key}`);
  return text;
}

function parse<T>(schema: z.ZodType<T>, key: string, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PolicyFileError(`has the metadata ${key} = ${JSON.stringify(text)}, which makes no sense`, {
      cause,
    });
  }
}

function readWeights(model: ModelSummary, shape: NetworkShape): Float32Array {
  const layout = parameters(shape);
  for (const { name, rows, columns } of layout) {
    const { type, dims, data } = model.initialisers.get(name) ?? {
      type: 0,
      dims: [],
      data: new Uint8Array(0),
    };
    const fits = type === 1 && dims.length === 2 && dims[0] === rows && dims[1] === columns;
    if (!fits || data.length !== rows * columns * 4) {
      throw new PolicyFileError(`has no matrix ${name} of ${rows} × ${columns}, which its shape asks for`);
    }
  }
  const weights = new Float32Array(weightCount(shape));
  const bytes = new Uint8Array(weights.buffer);
  for (const { name, offset } of layout) bytes.set(model.initialisers.get(name)?.data ?? [], offset * 4);
  return weights;
}

function checksum(texts: Readonly<Record<string, string>>, weights: Float32Array): string {
  return createHash('sha256')
    .update(JSON.stringify(texts))
    .update(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength))
    .digest('hex');
}
