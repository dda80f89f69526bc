import type { ElementType, FloatArray } from './onnx.ts';
import type { Graph } from './graph.ts';

export interface CompileOptions {
  /** The element type of all inputs and outputs; `float32` unless given. */
  readonly type?: ElementType;
  /** Threads that one run may use; 1 unless given. */
  readonly threads?: number;
}

/** Something that computes graphs: chosen at run time, reported by its name. */
export interface Engine {
  /** The library, its version and the device. */
  readonly name: string;
  /** @throws EngineError if the library refuses the graph. */
  compile(graph: Graph, options?: CompileOptions): Promise<Program>;
  /** @throws EngineError if the library refuses the model. */
  load(model: Uint8Array, options?: CompileOptions): Promise<Program>;
}

/** A compiled graph. Nothing is bound to it yet. */
export interface Program {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  bind(arrays: Arrays, rows?: number): Binding;
  release(): Promise<void>;
}

/** Arrays by the name of an input or output, row-major, of exactly the size that the shape and `rows` ask for. */
export type Arrays = Readonly<Record<string, FloatArray>>;

/**
 * Arrays bound to inputs and outputs of a program. They are read and written in place at every run, so a binding can
 * be made once and run often without garbage.
 */
export interface Binding {
  /** A further binding, with these arrays in addition; the first stays as it is. */
  bind(arrays: Arrays, rows?: number): Binding;
  /**
   * Computes the outputs that are bound. All inputs must be bound.
   * @throws EngineError if an input is missing or the library fails.
   */
  run(): Promise<void>;
}
