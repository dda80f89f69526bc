/** An engine that can not be loaded, or that refused a graph or a run. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** A policy file that can not be read, is no valid policy, or can not be written. */
export class PolicyFileError extends Error {
  override readonly name = 'PolicyFileError';
}
