/** Rows of one JSON object each, the last of type `result`. */
export type Row = { readonly type: string } & Readonly<Record<string, unknown>>;

/** How long a command may be silent before it shows that it is at work. Unit: milliseconds. */
const PATIENCE = 2000;

/**
 * What a command tells: words for people, or, with --json, one object a line and nothing else on standard output.
 * Progress goes to standard error, and is a line that is written over where that is a terminal.
 */
export class Output {
  readonly json: boolean;
  private readonly started = performance.now();
  private shown = -Infinity;
  private onScreen = false;

  constructor(options: { readonly json?: boolean }) {
    this.json = options.json ?? false;
  }

  /** Words for people; nothing with --json. */
  say(text = ''): void {
    if (this.json) return;
    this.clear();
    process.stdout.write(`${text}\n`);
  }

  /** A row for programs; nothing without --json. */
  row(row: Row): void {
    if (!this.json) return;
    this.clear();
    process.stdout.write(`${JSON.stringify(row)}\n`);
  }

  /** The last row. */
  result(fields: Readonly<Record<string, unknown>>): void {
    this.row({ type: 'result', ...fields });
  }

  /** Where things stand, told from two seconds on and not too often; may be called at any rate. */
  progress(text: () => string): void {
    const now = performance.now();
    const every = process.stderr.isTTY ? 200 : 5000;
    if (now - this.started < PATIENCE || now - this.shown < every) return;
    this.shown = now;
    // A line that wraps could not be written over.
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text().slice(0, process.stderr.columns - 1)}`);
    else process.stderr.write(`${text()}\n`);
    this.onScreen = process.stderr.isTTY;
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.onScreen) process.stderr.write('\r\x1b[K');
    this.onScreen = false;
  }

  /** Seconds since the command began. */
  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}

/** Columns side by side under their headings; columns of numbers are aligned at the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const numeric = headings.map((_, column) =>
    cells.every((row) => /^([-+]?[\d.][\d.,e+-]*)?( %)?$|^·$/.test(row[column] ?? '')),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}
