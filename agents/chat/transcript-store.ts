import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ChatError } from './errors.ts';
import { type TranscriptRow, transcriptRowSchema } from './transcript-row.ts';

/** Where requests and their answers are written down. */
export interface TranscriptStore {
  append(row: TranscriptRow): void | Promise<void>;
}

/** Keeps every row, for tests and short runs. */
export class MemoryTranscripts implements TranscriptStore {
  readonly rows: TranscriptRow[] = [];

  append(row: TranscriptRow): void {
    this.rows.push(row);
  }
}

/** JSON Lines: a row is one write at the end of the file, so a run that is killed loses its last line at most. */
export class FileTranscripts implements TranscriptStore {
  readonly path: string;
  private readonly file: FileHandle;
  private last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a file to go on at its end, or makes one. Half a line that a killed run has left stays, on a line of its own.
   * @throws ChatError where the file can not be opened.
   */
  static async open(path: string): Promise<FileTranscripts> {
    try {
      const file = await open(path, 'a+');
      const { size } = await file.stat();
      const end = Buffer.alloc(1);
      if (size > 0) await file.read(end, 0, 1, size - 1);
      if (size > 0 && end.toString() !== '\n') await file.appendFile('\n');
      return new FileTranscripts(path, file);
    } catch (cause) {
      throw new ChatError(`The transcript file ${path} can not be opened; name another.`, { cause });
    }
  }

  /** @throws ChatError where the row can not be written; later rows are still tried. */
  async append(row: TranscriptRow): Promise<void> {
    const line = `${JSON.stringify(row)}\n`;
    const written = this.last.then(() => this.file.appendFile(line));
    this.last = written.catch(() => undefined); // told to whoever appended it
    try {
      await written;
    } catch (cause) {
      throw new ChatError(`The transcript file ${this.path} can not be written; is the disk full?`, {
        cause,
      });
    }
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    await this.last;
    await this.file.close();
  }
}

/** A line of a transcript file: a row, or what can not be read as one. */
export type TranscriptLine = { readonly row: TranscriptRow } | { readonly damaged: string };

/** Reads a transcript file line by line; it may be larger than the memory. */
export async function* readTranscripts(path: string): AsyncGenerator<TranscriptLine> {
  const input = createReadStream(path, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line !== '') yield readLine(line);
  }
}

function readLine(line: string): TranscriptLine {
  try {
    const row = transcriptRowSchema.safeParse(JSON.parse(line));
    return row.success ? { row: row.data } : { damaged: line };
  } catch (error) {
    if (error instanceof SyntaxError) return { damaged: line };
    throw error;
  }
}
