import { ParlorError } from '@parlor/envs';

/** Training that can not go on: a gradient that is not finite, or a batch or checkpoint that does not fit. */
export class TrainingError extends ParlorError {
  override readonly name = 'TrainingError';
}
