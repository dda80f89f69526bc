import { ParlorError } from '@parlor/envs';

/** A file of documents that cannot be read or written, or that holds a line which is no document. */
export class CorpusError extends ParlorError {
  override readonly name = 'CorpusError';
  readonly path: string;
  /** The line that is wrong, from 1; undefined where it is the whole file. */
  readonly line?: number;

  constructor(path: string, line: number | undefined, message: string, options?: ErrorOptions) {
    super(line === undefined ? `${path} ${message}` : `${path}, line ${line}, ${message}`, options);
    this.path = path;
    if (line !== undefined) this.line = line;
  }
}

/** The error of the file system as an error of the corpus. */
export function fileFault(path: string, done: 'read' | 'written', cause: unknown): CorpusError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const remedy =
    done === 'read'
      ? 'give a file that exists and may be read'
      : 'choose a folder that exists, may be written to and has room';
  return new CorpusError(path, undefined, `cannot be ${done} (${code}): ${remedy}.`, { cause });
}
