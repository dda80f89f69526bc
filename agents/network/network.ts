import { GraphBuilder, type Node } from './graph.ts';
import type { FloatArray } from './onnx.ts';

/** A multilayer perceptron with ReLU whose last layer gives a logit for every action and one value. */
export interface NetworkShape {
  /** Length of an observation. */
  readonly inputs: number;
  /** Units of each hidden layer, at least one layer. */
  readonly hidden: readonly number[];
  readonly actions: number;
}

/** One matrix among the parameters, which lie one after the other in one flat array. */
export interface Parameter {
  readonly name: string;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}
