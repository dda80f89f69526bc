import type * as OnnxRuntime from 'onnxruntime-node';
import type { Arrays, Binding, CompileOptions, Engine, Program } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Graph } from './graph.ts';
import { encodeModel } from './onnx.ts';

type Runtime = typeof OnnxRuntime;

/**
 * ONNX Runtime on the CPU.
 * @param importRuntime loads the library; another build of it, with the same interface, may be given.
 * @throws EngineError if onnxruntime-node can not be loaded.
 */
export async function ortEngine(importRuntime: () => Promise<Runtime> = importSilently): Promise<Engine> {
  const runtime = await loadRuntime(importRuntime);
  const load = async (model: Uint8Array, options: CompileOptions = {}): Promise<Program> => {
    const session = await attempt('ONNX Runtime refuses the model', () =>
      runtime.InferenceSession.create(model, sessionOptions(options.threads ?? 1)),
    );
    return program(runtime, session);
  };
  return {
    name: `onnxruntime-node ${runtime.env.versions.node ?? ''} cpu`,
    load,
    compile: (graph: Graph, options: CompileOptions = {}) =>
      load(encodeModel(graph, { type: options.type ?? 'float32' }), options),
  };
}

function sessionOptions(threads: number): OnnxRuntime.InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableMemPattern: false,
    logSeverityLevel: 4,
    extra: { session: { disable_prepacking: '1' } },
  };
}

/** The library would write an identity of the device into the home folder, and report it, unless it is told not to. */
function importSilently(): Promise<Runtime> {
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
  return import('onnxruntime-node');
}

async function loadRuntime(importRuntime: () => Promise<Runtime>): Promise<Runtime> {
  try {
    return await importRuntime();
  } catch (cause) {
    throw new EngineError(
      `onnxruntime-node can not be loaded on ${process.platform}-${process.arch}: run npm install again, on a ` +
        'platform for which the package carries a binary (Linux, macOS on ARM, Windows).',
      { cause },
    );
  }
}

function program(runtime: Runtime, session: OnnxRuntime.InferenceSession): Program {
  const shapes = new Map<string, readonly (number | string)[]>();
  for (const port of [...session.inputMetadata, ...session.outputMetadata]) {
    if (port.isTensor) shapes.set(port.name, port.shape);
  }
  const outputs = new Set(session.outputNames);

  const bind = (feeds: Tensors, fetches: Tensors, arrays: Arrays, rows: number): Binding => {
    feeds = { ...feeds };
    fetches = { ...fetches };
    for (const name in arrays) {
      const data = arrays[name];
      const shape = shapes.get(name);
      if (!shape) throw new EngineError(`the model has no input or output ${name}.`);
      const dims = shape.map((size, axis) => {
        if (typeof size === 'number') return size;
        return axis === 0 ? rows : data.length / rows; // another size that the model does not tell
      });
      const type = data instanceof Float32Array ? 'float32' : 'float64';
      const size = dims.reduce((product, dimension) => product * dimension, 1);
      if (size !== data.length || !dims.every(Number.isInteger)) {
        throw new EngineError(
          `${name} needs ${size} numbers (${dims.join(' × ')}) but the array has ${data.length}.`,
        );
      }
      (outputs.has(name) ? fetches : feeds)[name] = new runtime.Tensor(type, data, dims);
    }
    return {
      bind: (more, count = rows) => bind(feeds, fetches, more, count),
      run: async () => {
        await attempt('ONNX Runtime failed', () => session.run(feeds, fetches));
      },
    };
  };
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    bind: (arrays, rows = 1) => bind({}, {}, arrays, rows),
    release: () => session.release(),
  };
}

type Tensors = Record<string, OnnxRuntime.Tensor>;

async function attempt<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(`${what}: ${message.replace(/\s+/g, ' ').replace(/[. ]+$/, '')}.`, { cause });
  }
}
