import { OptionError, ParlorError } from '@parlor/envs';

/** The command line asks for what cannot be: an unknown name, a value out of range. */
export class UsageError extends ParlorError {
  override readonly name = 'UsageError';
}

/** What the system may refuse: a full disk, a folder that may not be written to. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'there is something of that name already',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is not a folder',
  EPERM: 'that is not permitted',
  EROFS: 'the disk can only be read',
};

/**
 * Tells an error on standard error: one line where it was to be expected, with its stack where it is a bug.
 * @returns the exit status: 2 where the command line is wrong, 1 for everything else
 */
export function fail(error: unknown): number {
  const expected = expectedMessage(error);
  if (expected === undefined || process.env['PARLOR_DEBUG']) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  } else process.stderr.write(`parlor: ${expected.replace(/\s*\n\s*/g, ' ')}\n`);
  return isUsage(error) ? 2 : 1;
}

/** By name where the error is of a package that most commands do not load. */
function isUsage(error: unknown): boolean {
  if (error instanceof UsageError || error instanceof OptionError) return true;
  return error instanceof ParlorError && error.name === 'ConfigError';
}

function expectedMessage(error: unknown): string | undefined {
  if (error instanceof ParlorError) return error.message;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const meaning = SYSTEM_ERRORS[error.code];
  if (meaning === undefined) return undefined;
  return `Cannot use ${placeOf(error)}: ${meaning} (${error.code}).`;
}

/** What a system error is about; of what has been opened already the system tells no path. */
function placeOf(error: Error): string {
  if ('path' in error && typeof error.path === 'string') return error.path;
  return 'syscall' in error && error.syscall === 'read' ? 'what is to be read' : 'standard output';
}
