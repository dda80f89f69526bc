import { createInterface, type Interface } from 'node:readline';
import type { Terminal } from '@parlor/agents';

/** A person's terminal: lines of standard input, words on the given stream. */
export class Console implements Terminal {
  private readonly out: NodeJS.WritableStream;
  private readonly lines: Interface;
  /** Lines that came before anybody asked: a script writes them all at once. */
  private readonly waiting: string[] = [];
  private asking: ((line: string | undefined) => void) | undefined;
  private ended = false;

  constructor(out: NodeJS.WritableStream) {
    this.out = out;
    const terminal = process.stdin.isTTY && process.stdout.isTTY;
    this.lines = createInterface({ input: process.stdin, output: out, terminal });
    this.lines.on('line', (line) => {
      if (!this.asking) this.waiting.push(line);
      else {
        if (!terminal) this.write(`${line}\n`); // so that a transcript reads like a session
        this.answer(line);
      }
    });
    // The end of input (Ctrl-D); Ctrl-C at a terminal closes it as well.
    this.lines.on('close', () => {
      this.ended = true;
      if (this.asking) this.write('\n');
      this.answer(undefined);
    });
  }

  write(text: string): void {
    this.out.write(text);
  }

  ask(question: string): Promise<string | undefined> {
    const line = this.waiting.shift();
    if (line !== undefined || this.ended) {
      this.write(line === undefined ? `${question}\n` : `${question}${line}\n`);
      return Promise.resolve(line);
    }
    this.lines.setPrompt(question);
    this.lines.prompt();
    return new Promise((resolve) => {
      this.asking = resolve;
    });
  }

  close(): void {
    this.lines.close();
  }

  private answer(line: string | undefined): void {
    const { asking } = this;
    this.asking = undefined;
    asking?.(line);
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
