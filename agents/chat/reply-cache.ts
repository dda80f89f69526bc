import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../network/atomic-write.ts';
import { canonical, sha256 } from './canonical.ts';
import { type Completion, completionSchema } from './completion.ts';
import { ChatError } from './errors.ts';

export type CacheMode = 'read-write' | 'read-only';

const VERSION = 1;
const entrySchema = z.strictObject({
  version: z.literal(VERSION),
  key: z.string(),
  /** Of the canonical JSON of the completion: damage that leaves valid JSON shows as well. */
  sum: z.string(),
  completion: completionSchema,
});

/** What a look into the cache found. */
export type Found = { readonly completion: Completion } | { readonly damaged: string } | undefined;

/** Answers by request, a file each, so that a rerun asks nobody and gets the same. */
export class ReplyCache {
  readonly mode: CacheMode;
  private readonly folder: string;
  /** What is being kept right now, by key. */
  private readonly writing = new Map<string, Promise<Completion>>();

  private constructor(folder: string, mode: CacheMode) {
    this.folder = folder;
    this.mode = mode;
  }

  /** @throws ChatError where the folder can not be made. */
  static async open(folder: string, mode: CacheMode = 'read-write'): Promise<ReplyCache> {
    try {
      if (mode === 'read-write') await mkdir(folder, { recursive: true });
    } catch (cause) {
      throw new ChatError(`The cache folder ${folder} can not be made; name another.`, { cause });
    }
    return new ReplyCache(folder, mode);
  }

  /** The name of a request: a hash of everything that decides the answer, the address of the decision included. */
  static key(request: Readonly<Record<string, unknown>>): string {
    return sha256(canonical(request));
  }

  async find(key: string): Promise<Found> {
    let text: string;
    try {
      text = await readFile(join(this.folder, key), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      return { damaged: `it can not be read: ${error instanceof Error ? error.message : String(error)}` };
    }
    const entry = entrySchema.safeParse(json(text));
    if (!entry.success) return { damaged: 'it is no entry of the cache' };
    const { completion, sum } = entry.data;
    if (entry.data.key !== key) return { damaged: 'it holds the answer to another request' };
    return sum === sha256(canonical(completion)) ? { completion } : { damaged: 'its checksum is wrong' };
  }

  /**
   * Keeps an answer. Where the same was asked twice at the same time, the first answer counts for both, as it will in
   * a rerun.
   * @returns the answer that is kept
   * @throws the error of the file system
   */
  async keep(key: string, completion: Completion): Promise<Completion> {
    const other = this.writing.get(key);
    if (other) return other;
    const kept = this.write(key, completion);
    this.writing.set(key, kept);
    try {
      return await kept;
    } finally {
      this.writing.delete(key);
    }
  }

  private async write(key: string, completion: Completion): Promise<Completion> {
    const found = await this.find(key);
    if (found && 'completion' in found) return found.completion;
    const entry = { version: VERSION, key, sum: sha256(canonical(completion)), completion };
    await writeFileAtomically(join(this.folder, key), Buffer.from(`${JSON.stringify(entry)}\n`));
    return completion;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
