import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OptionError, PictureError, type PictureFile, type PicturePair, picturePairs } from '@parlor/envs';

export interface PictureFolderOptions {
  /** The largest file that is read, in bytes; 8 MiB by default. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 8 * 2 ** 20;
/** What systems leave in folders unasked: hidden files, previews. */
const LEFT_BY_SYSTEMS = /^(?:\..*|thumbs\.db|desktop\.ini)$/i;

/**
 * Reads a user's own pairs of pictures, named and checked as `picturePairs` of the environments says. Links are followed
 * within the folder only, folders within are not read, and hidden files are no matter. All pictures are held in memory, a third larger than on disk.
 * @returns the pairs in ascending order of their names
 * @throws PictureError that names all that is wrong: a folder that cannot be read or is empty; files of another name or
 * format, without a partner, larger than `maxBytes`, or behind a link out of the folder; folders within.
 * @throws OptionError where `maxBytes` is no whole number above 0.
 */
export function readPictureFolder(folder: string, options: PictureFolderOptions = {}): PicturePair[] {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new OptionError(`picture folder: maxBytes must be a whole number above 0, not ${maxBytes}.`);
  }
  const where = `folder ${JSON.stringify(folder)}`;
  const { root, names } = listed(folder, where);
  return picturePairs(read(root, names, maxBytes), where);
}

/** The folder's real path, and the names in it, sorted. */
function listed(folder: string, where: string): { root: string; names: string[] } {
  try {
    const root = realpathSync(folder);
    return {
      root,
      names: readdirSync(root)
        .filter((name) => !LEFT_BY_SYSTEMS.test(name))
        .sort(),
    };
  } catch (error) {
    throw new PictureError([`it cannot be read (${reason(error)})`], where);
  }
}

/** One file after the other. */
function* read(root: string, names: readonly string[], maxBytes: number): Generator<PictureFile> {
  for (const file of names) yield contents(root, file, maxBytes);
}

/** What is in a regular file, or why it is not read. One handle checks and reads, so no other file can slip between. */
function contents(root: string, file: string, maxBytes: number): PictureFile {
  const wrong = (problem: string): PictureFile => ({ file, problem });
  let handle: number | undefined;
  try {
    const path = realpathSync(join(root, file));
    if (dirname(path) !== root) return wrong('is a link out of the folder');
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants; // Windows knows the first alone
    handle = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const status = fstatSync(handle);
    if (!status.isFile()) return wrong('is no regular file');
    if (status.size > maxBytes) return wrong(`has ${status.size} bytes, more than ${maxBytes}`);
    const bytes = Buffer.alloc(status.size);
    let filled = 0;
    for (let more = 1; more > 0 && filled < bytes.length; filled += more) {
      more = readSync(handle, bytes, filled, bytes.length - filled, null);
    }
    return filled < status.size ? wrong('became shorter while it was read') : { file, bytes };
  } catch (error) {
    return wrong(`cannot be read (${reason(error)})`);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
