const NEWLINE = 0x0a;

/** Cuts bytes into lines, and holds no more of them than a line may have. */
export class LineReader {
  private readonly lineSize: number;
  private readonly outputSize: number;
  private parts: Buffer[] = [];
  private size = 0;
  private total = 0;

  /** @param lineSize bytes in a line @param outputSize bytes between two calls of `start` */
  constructor(lineSize: number, outputSize: number) {
    this.lineSize = lineSize;
    this.outputSize = outputSize;
  }

  /** Counts the output anew. */
  start(): void {
    this.total = 0;
  }

  /** Hands on every line that is complete and not blank. Answers what is too much, if anything is. */
  push(bytes: Buffer, onLine: (line: string) => void): 'line' | 'output' | undefined {
    this.total += bytes.length;
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from);
      const part = bytes.subarray(from, end < 0 ? bytes.length : end);
      this.size += part.length;
      if (this.size > this.lineSize) return 'line';
      if (this.total > this.outputSize) return 'output';
      if (part.length > 0) this.parts.push(part);
      if (end < 0) return undefined;
      const line = Buffer.concat(this.parts).toString('utf8');
      this.parts = [];
      this.size = 0;
      if (line.trim() !== '') onLine(line);
      from = end + 1;
    }
  }
}
