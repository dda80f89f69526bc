import { ParlorError } from '@parlor/envs';

/** A hand history that cannot be read or played: names the file, the line, what is wrong and what would do. */
export class HandHistoryError extends ParlorError {
  override readonly name = 'HandHistoryError';
  /** From 1; undefined where something is missing. */
  readonly line: number | undefined;

  constructor(source: string, line: number | undefined, what: string, options?: ErrorOptions) {
    super(`${source}${line === undefined ? '' : `, line ${line}`}: ${what}`, options);
    this.line = line;
  }
}
