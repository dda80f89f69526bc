import { ParlorError } from '@parlor/envs';

/** A game whose tree cannot be built or solved as it is. */
export class TreeError extends ParlorError {
  override readonly name = 'TreeError';
}
