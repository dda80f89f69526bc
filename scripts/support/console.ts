import { createInterface, type Interface } from 'node:readline';
import type { Terminal } from '@parlor/agents';
import { coloured } from './colours.ts';
import { columnsOf, type Screen, wrap } from './wrap.ts';

/** A person's terminal: lines of standard input, which is left alone until one is asked for; words on a stream, whose lines fit it. */
export class Console implements Terminal {
  private readonly out: NodeJS.WritableStream & Screen;
  private lines: Interface | undefined;
  /** Lines that came before anybody asked: a script writes them all at once. */
  private readonly waiting: string[] = [];
  private asking: ((line: string | undefined) => void) | undefined;
  private ended = false;

  constructor(out: NodeJS.WritableStream & Screen) {
    this.out = out;
  }

  write(text: string): void {
    this.out.write(coloured(wrap(text, columnsOf(this.out)), this.out));
  }

  async ask(question: string): Promise<string | undefined> {
    this.lines ??= this.open();
    const typed = process.stdin.isTTY;
    this.lines.setPrompt(question);
    if (typed && !this.ended) this.lines.prompt();
    else this.write(question);
    const line = this.waiting.shift() ?? (this.ended ? undefined : await this.next());
    // What a script says is shown, so that a transcript reads like a session; at a terminal the person has seen it.
    if (!typed || line === undefined) this.write(`${line ?? ''}\n`);
    return line;
  }

  close(): void {
    this.lines?.close();
  }

  private open(): Interface {
    const terminal = process.stdin.isTTY && process.stdout.isTTY;
    const lines = createInterface({ input: process.stdin, output: this.out, terminal });
    lines.on('line', (line) => {
      if (this.asking) this.asking(line);
      else this.waiting.push(line);
    });
    // The end of input (Ctrl-D); Ctrl-C at a terminal closes it as well.
    lines.on('close', () => {
      this.ended = true;
      this.asking?.(undefined);
    });
    return lines;
  }

  private next(): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.asking = (line) => {
        this.asking = undefined;
        resolve(line);
      };
    });
  }
}

/** One of several people who share a terminal: it says whose turn to read it is. */
export class SharedConsole implements Terminal {
  private readonly console: Console;
  private readonly seat: number;
  private static speaker = -1;

  constructor(console: Console, seat: number) {
    this.console = console;
    this.seat = seat;
  }

  write(text: string): void {
    this.turn();
    this.console.write(text);
  }

  ask(question: string): Promise<string | undefined> {
    this.turn();
    return this.console.ask(question);
  }

  private turn(): void {
    if (SharedConsole.speaker === this.seat) return;
    SharedConsole.speaker = this.seat;
    this.console.write(`\n── for player ${this.seat + 1} ──\n`);
  }
}
