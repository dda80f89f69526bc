import { ParlorError } from '@parlor/envs';

/** An engine that can not be loaded, or that refused a graph or a run. */
export class EngineError extends ParlorError {
  override readonly name = 'EngineError';
}

/** A policy file that can not be read, is no valid policy, or can not be written. */
export class PolicyFileError extends ParlorError {
  override readonly name = 'PolicyFileError';
}
