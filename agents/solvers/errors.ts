import { ParlorError } from '@parlor/envs';

/** A game whose tree cannot be built or solved as it is. */
export class TreeError extends ParlorError {
  override readonly name = 'TreeError';
  /** The most histories that were allowed, where there are more. */
  readonly limit: number | undefined;

  constructor(message: string, limit?: number) {
    super(message);
    this.limit = limit;
  }
}
