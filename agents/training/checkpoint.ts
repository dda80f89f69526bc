import { z } from 'zod';
import { TrainingError } from './errors.ts';
import type { LearnerState } from './learner.ts';

const FORMAT = 1;

const whole = z.number().int().min(0);
const header = z.strictObject({
  format: z.literal(FORMAT),
  steps: whole,
  updates: whole,
  weights: whole,
  adamStep: whole,
  averageUpdates: whole,
  stages: z
    .strictObject({
      stage: z.enum(['clue', 'decision']),
      steps: whole,
      accuracy: z.number(),
      abstention: z.number(),
    })
    .optional(),
  baselines: z.array(z.strictObject({ game: z.string(), role: z.string(), value: z.number(), count: whole })),
});

/**
 * A learner's state as bytes: the length of a JSON header (uint32), the header, then weights, Adam's two moments
 * (float32) and the average (float64), little-endian.
 */
export function encodeLearnerState(state: LearnerState): Uint8Array {
  const text = JSON.stringify({
    format: FORMAT,
    steps: state.steps,
    updates: state.updates,
    weights: state.weights.length,
    adamStep: state.adam.step,
    averageUpdates: state.average.updates,
    ...(state.stages && { stages: state.stages }),
    baselines: [...state.baselines],
  } satisfies z.input<typeof header>);
  const head = new TextEncoder().encode(text);
  const parts = [
    new Uint8Array(Uint32Array.of(head.length).buffer),
    head,
    ...[state.weights, state.adam.first, state.adam.second, state.average.values].map(
      (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    ),
  ];
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** @throws TrainingError if the bytes are no whole state. */
export function decodeLearnerState(bytes: Uint8Array): LearnerState {
  if (bytes.length < 4) throw new TrainingError('the checkpoint is damaged: it ends in its header.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = parseHeader(bytes.subarray(4, 4 + length));
  const size = head.weights;
  if (bytes.length !== 4 + length + size * (3 * 4 + 8)) {
    throw new TrainingError(`the checkpoint is damaged: it has not the ${size} weights that it announces.`);
  }
  const values = bytes.slice(4 + length).buffer; // a copy, so that the arrays are aligned
  return {
    steps: head.steps,
    updates: head.updates,
    weights: new Float32Array(values.slice(0, size * 4)),
    adam: {
      step: head.adamStep,
      first: new Float32Array(values.slice(size * 4, size * 8)),
      second: new Float32Array(values.slice(size * 8, size * 12)),
    },
    average: { updates: head.averageUpdates, values: new Float64Array(values.slice(size * 12)) },
    baselines: head.baselines,
    ...(head.stages && { stages: head.stages }),
  };
}

function parseHeader(bytes: Uint8Array): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new TrainingError('the checkpoint is damaged, or of another version: its header can not be read.', {
      cause,
    });
  }
}
