import { ParlorError } from '@parlor/envs';

/** Rounds of questions, or a pool of them, that were given something impossible. */
export class RoundsError extends ParlorError {
  override readonly name = 'RoundsError';
}
