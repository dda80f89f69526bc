import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  loadMiniSearchEngine,
  type MiniSearchEngine,
  OptionError,
  ParlorError,
  SearchIndexError,
} from '@parlor/envs';
import { writeFileAtomically } from '../network/atomic-write.ts';

export interface IndexFileOptions {
  /** The largest file that is read, in bytes; 512 MiB by default, which is as long as a text can be. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 512 * 2 ** 20;

/**
 * Writes a search engine's index and documents into a file, whole or not at all.
 * @throws SearchIndexError where the file cannot be written, or the index is longer than a text can be.
 */
export async function writeIndex(path: string, engine: Pick<MiniSearchEngine, 'save'>): Promise<void> {
  const bytes = Buffer.from(engine.save());
  try {
    await writeFileAtomically(path, bytes);
  } catch (cause) {
    throw new SearchIndexError(
      `${path} cannot be written (${reason(cause)}): choose a folder that exists, may be written to and has room.`,
      { cause },
    );
  }
}

/**
 * The search engine that {@link writeIndex} has written; it answers as it did then.
 * @throws SearchIndexError where the file cannot be read, is larger than `maxBytes`, or is damaged or no index;
 * SearchError where `minisearch` is missing; OptionError where `maxBytes` is no whole number above 0.
 */
export async function readIndex(path: string, options: IndexFileOptions = {}): Promise<MiniSearchEngine> {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new OptionError(`index file: maxBytes must be a whole number above 0, not ${maxBytes}.`);
  }
  const text = await contents(path, maxBytes);
  try {
    return loadMiniSearchEngine(text);
  } catch (cause) {
    if (!(cause instanceof SearchIndexError)) throw cause;
    throw new SearchIndexError(`${path}: ${cause.message}`, { cause });
  }
}

/** One handle checks and reads, so no other file can slip between; one that grows meanwhile is not read further. */
async function contents(path: string, maxBytes: number): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)); // a pipe must not be waited for
    const status = await file.stat();
    if (!status.isFile())
      throw new SearchIndexError(`${path} is no file; give one that writeIndex has written.`);
    if (status.size > maxBytes) {
      throw new SearchIndexError(
        `${path} has ${status.size} bytes, more than ${maxBytes}; raise maxBytes if it is an index.`,
      );
    }
    const bytes = Buffer.alloc(status.size);
    let filled = 0;
    for (let more = 1; more > 0 && filled < bytes.length; filled += more) {
      more = (await file.read(bytes, filled, bytes.length - filled)).bytesRead;
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, filled));
  } catch (cause) {
    if (cause instanceof ParlorError) throw cause;
    throw new SearchIndexError(
      `${path} cannot be read (${reason(cause)}); give a file that writeIndex has written and that may be read.`,
      { cause },
    );
  } finally {
    await file?.close();
  }
}

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
