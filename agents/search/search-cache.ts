import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OptionError, type ScoredDocument, SearchError } from '@parlor/envs';
import { z } from 'zod';
import { canonical, sha256 } from '../chat/canonical.ts';
import { writeFileAtomically } from '../network/atomic-write.ts';

const VERSION = 1;
const entrySchema = z.strictObject({
  version: z.literal(VERSION),
  key: z.string(),
  /** Of the canonical JSON of the documents: damage that leaves valid JSON shows as well. */
  sum: z.string(),
  documents: z.array(
    z.strictObject({ id: z.string(), title: z.string(), text: z.string(), score: z.number() }).readonly(),
  ),
});

type Documents = readonly ScoredDocument[];

/** What searches found: the last ones in memory, and all of them in a folder, a file each, where there is one. */
export class SearchCache {
  private readonly entries: number;
  private readonly folder: string | undefined;
  /** From the least recently used to the most. */
  private readonly held = new Map<string, Documents>();

  /** @throws OptionError where the folder cannot be made. */
  constructor(entries: number, folder: string | undefined) {
    this.entries = entries;
    this.folder = folder;
    try {
      if (folder !== undefined) mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new OptionError(`The cache folder ${folder} cannot be made (${codeOf(cause)}); name another.`, {
        cause,
      });
    }
  }

  /** The name of a request: a hash, which tells nothing of what is in it. */
  static key(request: Readonly<Record<string, unknown>>): string {
    return sha256(canonical(request));
  }

  /** From memory alone. */
  recall(key: string): Documents | undefined {
    const found = this.held.get(key);
    if (found) this.remember(key, found);
    return found;
  }

  /** From the folder. What is damaged counts as not there: it is asked for anew and written over. */
  async find(key: string): Promise<Documents | undefined> {
    if (this.folder === undefined) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(await readFile(join(this.folder, key), 'utf8'));
    } catch (error) {
      if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
      throw this.fault('read', error);
    }
    const { data } = entrySchema.safeParse(value);
    if (data?.key !== key || data.sum !== sha256(canonical(data.documents))) return undefined;
    this.remember(key, data.documents);
    return data.documents;
  }

  /** @throws SearchError where it cannot be written. */
  async keep(key: string, documents: Documents): Promise<void> {
    this.remember(key, documents);
    if (this.folder === undefined) return;
    const entry = { version: VERSION, key, sum: sha256(canonical(documents)), documents };
    try {
      await writeFileAtomically(join(this.folder, key), Buffer.from(`${JSON.stringify(entry)}\n`));
    } catch (cause) {
      throw this.fault('written', cause);
    }
  }

  private remember(key: string, documents: Documents): void {
    this.held.delete(key);
    this.held.set(key, documents);
    if (this.held.size <= this.entries) return;
    const [oldest] = this.held.keys();
    this.held.delete(oldest);
  }

  private fault(done: 'read' | 'written', cause: unknown): SearchError {
    return new SearchError(
      'unavailable',
      `The cache folder ${this.folder} cannot be ${done} (${codeOf(cause)}): give it room and rights, or name another.`,
      { cause },
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
