import { createReadStream } from 'node:fs';
import { type Document, resolveOptions } from '@parlor/envs';
import { z } from 'zod';
import { writeAtomically } from '../network/atomic-write.ts';
import { CorpusError, fileFault } from './corpus-error.ts';
import { linesOf, LongLine } from './lines.ts';

/** How a file of documents is read. */
export interface CorpusFileOptions {
  /** What the parts of a document are called: `id`, `title`, and for its text the first there is of several names. */
  readonly fields?: {
    readonly id?: string;
    readonly title?: string;
    /** `text`, `contents` or `body` by default. */
    readonly text?: string | readonly string[];
  };
  /** A line of more bytes is refused: 4 MiB by default. */
  readonly largestLine?: number;
  /** A file of more documents is refused: a million by default. Ids are held, to tell when one comes again. */
  readonly mostDocuments?: number;
}

const LIMITS = {
  largestLine: {
    kind: 'integer',
    default: 2 ** 22,
    min: 1,
    max: 2 ** 28,
    doc: 'bytes of the largest line that is read',
  },
  mostDocuments: {
    kind: 'integer',
    default: 1_000_000,
    min: 1,
    max: 2 ** 24,
    doc: 'how many documents a file may hold',
  },
} as const;

/** Unit: UTF-16 code units. */
const LONGEST_ID = 500;
/** How much is written at once. Unit: UTF-16 code units. */
const BATCH = 2 ** 16;

const rowSchema = z.record(z.string(), z.unknown());
const idSchema = z.union([
  z.string().min(1).max(LONGEST_ID),
  z
    .number()
    .int()
    .transform((number) => String(number)),
]);
const titleSchema = z.string().nullish();
const textSchema = z.string();

/**
 * Reads documents from a file of JSON Lines, one at a time as they are taken: an object a line, of which the id (a text or
 * a whole number), the title (may be missing) and the text are kept. Blank lines are passed over. Whoever stops early
 * reads no further, and the file is closed.
 * @throws CorpusError where the file cannot be read, or at a line that is no document or repeats an id
 * @throws OptionError where a limit is out of range
 */
export async function* readCorpus(
  path: string,
  { fields = {}, ...limits }: CorpusFileOptions = {},
): AsyncGenerator<Document, void, undefined> {
  const { largestLine, mostDocuments } = resolveOptions('readCorpus', LIMITS, limits);
  const parse = documentParser(fields);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const ids = new Set<string>();
  const chunks = createReadStream(path);
  let line = 0;
  const refuse = (what: string, cause?: unknown) => new CorpusError(path, line, what, { cause });
  const lines = linesOf(chunks, largestLine);
  try {
    for (;;) {
      line++;
      const next = await lines.next().catch((cause: unknown) => {
        if (cause instanceof LongLine)
          throw refuse(`is larger than ${largestLine} bytes: split the document, or raise largestLine.`);
        throw fileFault(path, 'read', cause);
      });
      if (next.done === true) return;
      let text: string;
      try {
        text = decoder.decode(next.value);
      } catch (cause) {
        throw refuse('is not UTF-8: convert the file.', cause);
      }
      if (text.trim() === '') continue;
      const document = parse(text);
      if (typeof document === 'string') throw refuse(document);
      if (ids.has(document.id))
        throw refuse(`repeats the id ${JSON.stringify(document.id)}: give each document its own.`);
      if (ids.size === mostDocuments)
        throw refuse(`is one document more than ${mostDocuments}: raise mostDocuments, or stop before.`);
      ids.add(document.id);
      yield document;
    }
  } finally {
    await lines.return();
    chunks.destroy();
  }
}

/** Reads a line; a text says what is wrong with it and what would do. */
function documentParser({
  id: idField = 'id',
  title: titleField = 'title',
  text = ['text', 'contents', 'body'],
}: NonNullable<CorpusFileOptions['fields']>): (line: string) => Document | string {
  const textFields = typeof text === 'string' ? [text] : text;
  return (line) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return 'is no JSON: write one object a line.';
    }
    const row = rowSchema.safeParse(value);
    if (!row.success) return 'is no object: write {"id": …, "title": …, "text": …}.';
    const id = idSchema.safeParse(row.data[idField]);
    if (!id.success)
      return `has no id: "${idField}" must be a text of 1 to ${LONGEST_ID} characters or a whole number.`;
    const title = titleSchema.safeParse(row.data[titleField]);
    if (!title.success) return `has no title: "${titleField}" must be a text, or be left out.`;
    const found = textFields.find((field) => Object.hasOwn(row.data, field));
    const words = textSchema.safeParse(found === undefined ? undefined : row.data[found]);
    if (!words.success)
      return `has no text: ${textFields.map((field) => `"${field}"`).join(' or ')} must be a text.`;
    return { id: id.data, title: title.data ?? '', text: words.data };
  };
}

/**
 * Writes documents as JSON Lines, as they come: with all their fields, so that marks stay. The whole file is written or
 * none of it.
 * @returns how many there were
 * @throws CorpusError where the file cannot be written or an id comes twice, and whatever the documents' source throws
 */
export async function writeCorpus(
  path: string,
  documents: Iterable<Document> | AsyncIterable<Document>,
): Promise<number> {
  const ids = new Set<string>();
  let taking = false; // whether it is the source that is at work, whose errors are its own
  try {
    await writeAtomically(path, async (file) => {
      let batch = '';
      taking = true;
      for await (const document of documents) {
        taking = false;
        const { id } = document;
        if (ids.has(id)) {
          throw new CorpusError(
            path,
            ids.size + 1,
            `repeats the id ${JSON.stringify(id)}: give each its own.`,
          );
        }
        ids.add(id);
        batch += `${JSON.stringify(document)}\n`;
        if (batch.length >= BATCH) {
          await file.appendFile(batch);
          batch = '';
        }
        taking = true;
      }
      taking = false;
      await file.appendFile(batch);
    });
  } catch (error) {
    throw taking || error instanceof CorpusError ? error : fileFault(path, 'written', error);
  }
  return ids.size;
}
