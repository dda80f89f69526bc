export { EngineError, PolicyFileError } from './errors.ts';
export { writeFileAtomically } from './atomic-write.ts';
export type { Graph, Node as GraphNode } from './graph.ts';
export { GraphBuilder } from './graph-builder.ts';
export { gradient } from './gradient.ts';
export { encodeModel, type ElementType } from './onnx.ts';
export type { Arrays, Binding, CompileOptions, Engine, Program } from './engine.ts';
export { ortEngine } from './ort-engine.ts';
export {
  ILLEGAL_PENALTY,
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
export {
  POLICY_FORMAT,
  encodePolicy,
  savePolicy,
  type LoadedPolicy,
  type PolicyMetadata,
  type PolicyOutput,
} from './policy-file.ts';
export { loadPolicy, type LoadOptions } from './policy-loader.ts';
