import { readFile } from 'node:fs/promises';
import type { Engine, Program } from './engine.ts';
import { EngineError, PolicyFileError } from './errors.ts';
import { readModel } from './onnx-reader.ts';
import { readPolicy, type LoadedPolicy } from './policy-file.ts';
import { ProtobufError } from './protobuf.ts';

export type { LoadedPolicy } from './policy-file.ts';

export interface LoadOptions {
  /** The game that the policy must be for, by its spec; any, unless given. */
  readonly game?: string;
  readonly gameVersion?: number;
  /** Length of an observation and number of actions; needed for a model from elsewhere, which does not tell them. */
  readonly sizes?: { readonly inputs: number; readonly actions: number };
}

/**
 * Loads a policy from a file, or from the bytes of one, and tries it.
 * @throws PolicyFileError if there is no such file, or it holds no policy, or another one than asked for.
 */
export async function loadPolicy(
  engine: Engine,
  source: string | Uint8Array,
  options: LoadOptions = {},
): Promise<LoadedPolicy> {
  const name = typeof source === 'string' ? source : 'the policy';
  try {
    const bytes = typeof source === 'string' ? await readFile(source) : source;
    return await load(engine, bytes, options);
  } catch (cause) {
    throw new PolicyFileError(`${name} ${reason(cause).replace(/\s+/g, ' ')}.`, { cause });
  }
}

function reason(error: unknown): string {
  if (error instanceof PolicyFileError) return error.message;
  if (error instanceof ProtobufError) return `is no ONNX model, or is damaged: ${error.message}`;
  if (error instanceof EngineError) return `can not be run: ${error.message.replace(/\.$/, '')}`;
  if (error instanceof Error && 'code' in error) return `can not be read (${String(error.code)})`;
  throw error;
}

async function load(engine: Engine, bytes: Uint8Array, options: LoadOptions): Promise<LoadedPolicy> {
  const model = readModel(bytes);
  if ([...model.inputs].sort().join() !== 'legal,observation') {
    throw new PolicyFileError(
      `must have the inputs observation and legal, but has ${model.inputs.join(', ') || 'none'}`,
    );
  }
  if (!model.outputs.includes('logits') || !model.outputs.includes('value')) {
    throw new PolicyFileError(
      `must have the outputs logits and value, but has ${model.outputs.join(', ') || 'none'}`,
    );
  }
  const own = readPolicy(model);
  const metadata = own?.metadata;
  const sizes = options.sizes ?? metadata?.shape;
  if (!sizes)
    throw new PolicyFileError('does not tell its sizes: give the length of an observation and the actions');
  check('plays the game', metadata?.game, options.game);
  check('plays a game of version', metadata?.gameVersion, options.gameVersion);
  check('takes observations of length', metadata?.shape.inputs, options.sizes?.inputs);
  check('chooses among this many actions:', metadata?.shape.actions, options.sizes?.actions);

  const program = await engine.load(bytes);
  const { inputs, actions } = sizes;
  const run = runner(program, inputs, actions);
  try {
    await run(new Float32Array(2 * inputs), new Float32Array(2 * actions).fill(1), 2);
  } catch (error) {
    await program.release();
    throw error;
  }
  return {
    metadata,
    weights: own?.weights,
    inputs,
    actions,
    run,
    release: () => program.release(),
  };
}

type Fact = string | number | undefined;

function check(what: string, found: Fact, wanted: Fact): void {
  if (wanted === undefined || found === undefined || found === wanted) return;
  throw new PolicyFileError(`${what} ${found}, not ${wanted}`);
}

function runner(program: Program, inputs: number, actions: number): LoadedPolicy['run'] {
  return async (observations, legal, rows) => {
    const size = Math.max(rows, 2); // one row alone would be computed by another kernel; see Network
    const observation = fit(observations, rows * inputs, size * inputs);
    const output = { logits: new Float32Array(size * actions), value: new Float32Array(size) };
    if (rows > 0) {
      await program
        .bind({ observation, legal: fit(legal, rows * actions, size * actions), ...output }, size)
        .run();
    }
    return { logits: output.logits.subarray(0, rows * actions), value: output.value.subarray(0, rows) };
  };
}

/** The first `length` numbers, followed by zeros up to `size`. */
function fit(values: Float32Array, length: number, size: number): Float32Array {
  if (length === size) return values.subarray(0, size);
  const result = new Float32Array(size);
  result.set(values.subarray(0, length));
  return result;
}
