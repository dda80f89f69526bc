import { canonical, sha256 } from './canonical.ts';
import { type Completion, completionSchema } from './completion.ts';
import { EntryFolder } from './entry-folder.ts';
import { ChatError } from './errors.ts';

export type CacheMode = 'read-write' | 'read-only';

/** What a look into the cache found. */
export type Found = { readonly completion: Completion } | { readonly damaged: string } | undefined;

/** Answers by request, a file each, so that a rerun asks nobody and gets the same. */
export class ReplyCache {
  readonly mode: CacheMode;
  private readonly entries: EntryFolder<Completion>;

  private constructor(entries: EntryFolder<Completion>, mode: CacheMode) {
    this.entries = entries;
    this.mode = mode;
  }

  /** @throws ChatError where the folder can not be made. */
  static async open(folder: string, mode: CacheMode = 'read-write'): Promise<ReplyCache> {
    const entries = new EntryFolder(folder, 'completion', completionSchema);
    try {
      if (mode === 'read-write') await entries.make();
    } catch (cause) {
      throw new ChatError(`The cache folder ${folder} can not be made; name another.`, { cause });
    }
    return new ReplyCache(entries, mode);
  }

  /** The name of a request: a hash of everything that decides the answer, the address of the decision included. */
  static key(request: Readonly<Record<string, unknown>>): string {
    return sha256(canonical(request));
  }

  async find(key: string): Promise<Found> {
    const found = await this.entries.find(key);
    return found && 'value' in found ? { completion: found.value } : found;
  }

  /**
   * Keeps an answer. Where the same was asked twice at the same time, the first answer counts for both, as it will in
   * a rerun.
   * @returns the answer that is kept
   * @throws the error of the file system
   */
  keep(key: string, completion: Completion): Promise<Completion> {
    return this.entries.keep(key, completion);
  }
}
