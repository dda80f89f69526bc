import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../network/atomic-write.ts';
import { canonical, sha256 } from './canonical.ts';

const VERSION = 1;
const headSchema = z.strictObject({
  version: z.literal(VERSION),
  key: z.string(),
  /** Of the canonical JSON of the value: damage that leaves valid JSON shows as well. */
  sum: z.string(),
});

/** What a look into a folder found. */
export type FoundEntry<Value> = { readonly value: Value } | { readonly damaged: string } | undefined;

/** Values of one kind by the hash of what they answer, a file each, so that a rerun finds the same. */
export class EntryFolder<Value> {
  private readonly folder: string;
  private readonly field: string;
  private readonly schema: z.ZodType<Value>;
  /** What is being kept right now, by key. */
  private readonly writing = new Map<string, Promise<Value>>();

  /** @param field what the value is called in the files */
  constructor(folder: string, field: string, schema: z.ZodType<Value>) {
    this.folder = folder;
    this.field = field;
    this.schema = schema;
  }

  /** @throws the error of the file system */
  async make(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }

  async find(key: string): Promise<FoundEntry<Value>> {
    let text: string;
    try {
      text = await readFile(join(this.folder, key), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      return { damaged: `it can not be read: ${error instanceof Error ? error.message : String(error)}` };
    }
    const { [this.field]: given, ...rest } =
      z.record(z.string(), z.unknown()).safeParse(json(text)).data ?? {};
    const [head, parsed] = [headSchema.safeParse(rest), this.schema.safeParse(given)];
    if (!head.success || !parsed.success) return { damaged: 'it is no entry of the cache' };
    const value = parsed.data;
    if (head.data.key !== key) return { damaged: 'it holds the answer to another request' };
    return head.data.sum === sha256(canonical(value)) ? { value } : { damaged: 'its checksum is wrong' };
  }

  /**
   * Keeps a value. Where the same was asked twice at the same time, the first answer counts for both, as it will in a
   * rerun.
   * @returns the value that is kept
   * @throws the error of the file system
   */
  async keep(key: string, value: Value): Promise<Value> {
    const other = this.writing.get(key);
    if (other) return other;
    const kept = this.write(key, value);
    this.writing.set(key, kept);
    try {
      return await kept;
    } finally {
      this.writing.delete(key);
    }
  }

  private async write(key: string, value: Value): Promise<Value> {
    const found = await this.find(key);
    if (found && 'value' in found) return found.value;
    const entry = { version: VERSION, key, sum: sha256(canonical(value)), [this.field]: value };
    await writeFileAtomically(join(this.folder, key), Buffer.from(`${JSON.stringify(entry)}\n`));
    return value;
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
