export { EngineError, PolicyFileError } from './errors.ts';
export { GraphBuilder, type Graph, type Node } from './graph.ts';
export { gradient } from './gradient.ts';
export { encodeModel, type ElementType } from './onnx.ts';
export type { Arrays, Binding, CompileOptions, Engine, Program } from './engine.ts';
export { ortEngine } from './ort-engine.ts';
export {
  Network,
  forwardPass,
  initialWeights,
  parameterInputs,
  parameters,
  weightArrays,
  weightCount,
  type Evaluator,
  type NetworkShape,
  type Parameter,
} from './network.ts';
