import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResolvedCommand } from './bot-command.ts';
import type { BotLimits } from './bot-limits.ts';
import { launch } from './launch.ts';
import { LineReader } from './line-reader.ts';
import { watchMemory } from './memory-watch.ts';
import { killSession } from './session.ts';

/** Input that the bot has left unread when more is to be written. Unit: bytes. */
const UNREAD = 1e6;
/** How much of its standard error is kept. Unit: bytes. */
const STDERR = 4096;
/** How long pipes may stay open after the process has ended, or the other way round. Unit: milliseconds. */
const PATIENCE = 500;
/** What a shell ends with where it cannot execute a program (POSIX, sh, "Exit Status for Commands"). */
const NOT_STARTED = [126, 127];

export interface BotListener {
  line(text: string): void;
  /** It is over with this process, all of it: why, where it did not end because it was asked to, and a remark. */
  ended(reason: string, remark: string): void;
}

/** A bot's process and all that it starts. Whatever goes wrong ends all of it. */
export class BotProcess {
  private readonly child: ChildProcess;
  private readonly pid: number;
  private readonly input: Socket;
  private readonly output: Socket;
  private readonly guard: Socket;
  private readonly folder: string;
  private readonly limits: BotLimits;
  private readonly listener: BotListener;
  private readonly reader: LineReader;
  private readonly unwatch: () => void;
  private readonly gone: Promise<void>;
  private stderrTail = Buffer.alloc(0);
  /** Why it was ended; the first reason counts. */
  private reason: string | undefined;
  private remark = '';
  private asked = false;
  private over = false;

  private constructor(child: ChildProcess, folder: string, limits: BotLimits, listener: BotListener) {
    const [input, output, errors, guard] = child.stdio;
    const sockets = [input, output, errors, guard].filter((stream) => stream instanceof Socket);
    if (child.pid === undefined || sockets.length < 4) throw new Error('The process has no pipes.');
    this.child = child;
    this.pid = child.pid;
    [this.input, this.output, , this.guard] = sockets;
    this.folder = folder;
    this.limits = limits;
    this.listener = listener;
    this.reader = new LineReader(limits.lineSize, limits.outputSize);
    this.unwatch = watchMemory(this.pid, limits.memory * 1e6, () =>
      this.fail(`it used more than ${limits.memory} MB of memory`),
    );
    // A bot that waits for its turn keeps no program from ending.
    child.unref();
    for (const socket of sockets) socket.unref();

    this.output.on('data', (bytes: Buffer) => this.read(bytes));
    sockets[2].on('data', (bytes: Buffer) => {
      this.stderrTail = Buffer.concat([this.stderrTail, bytes]).subarray(-STDERR);
    });
    // Which of the two a bot has closed, or that it has ended, is told by what happens next.
    this.input.on('error', () => this.closed('it closed its input'));
    this.output.on('error', () => this.closed('it closed its output'));
    this.output.on('end', () => this.closed('it closed its output'));
    for (const socket of sockets.slice(2)) socket.on('error', () => undefined);
    this.gone = this.bury();
  }

  /** @throws a system error where there can be no process, such as EAGAIN. */
  static async start(
    command: ResolvedCommand,
    limits: BotLimits,
    listener: BotListener,
  ): Promise<BotProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'parlor-bot-'));
    try {
      const child = launch(command, folder, limits.memory * 1e6);
      await once(child, 'spawn');
      return new BotProcess(child, folder, limits, listener);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get alive(): boolean {
    return !this.over && this.reason === undefined;
  }

  /** The end of what it wrote to its standard error. */
  get stderr(): string {
    return this.stderrTail.toString('utf8');
  }

  /** Writes one message on a line of its own; a bot that leaves too much unread is ended. */
  send(message: object): void {
    if (!this.alive) return;
    if (this.input.writableLength > UNREAD) this.fail('it does not read its input');
    else this.input.write(`${JSON.stringify(message)}\n`);
  }

  /** Counts the output of the next answer anew. */
  expect(): void {
    this.reader.start();
  }

  /** Ends all of it at once; its listener hears the reason, and a remark that is not for everybody, when all is gone. */
  fail(reason: string, remark = ''): void {
    if (!this.alive) return;
    this.reason = reason;
    this.remark = remark;
    this.child.ref();
    killSession(this.pid);
  }

  /** Ends its input, waits for its end, and helps where that takes too long: answers whether it ended by itself, now or before. */
  async close(): Promise<boolean> {
    this.asked = true;
    this.child.ref();
    this.input.end();
    const timer = setTimeout(() => this.fail('it did not end'), this.limits.stopTime * 1000);
    await this.gone;
    clearTimeout(timer);
    return this.reason === undefined;
  }

  private read(bytes: Buffer): void {
    if (!this.alive) return;
    const excess = this.reader.push(bytes, (line) => {
      if (this.alive) this.listener.line(line);
    });
    const { lineSize, outputSize } = this.limits;
    if (excess === 'line') this.fail(`it wrote a line of more than ${lineSize} bytes`);
    else if (excess === 'output') this.fail(`it wrote more than ${outputSize} bytes for one answer`);
  }

  private closed(reason: string): void {
    if (this.asked) return;
    setTimeout(() => this.fail(reason), PATIENCE).unref();
  }

  /** Waits for the end of the process, ends what it has left behind, and tells the listener. */
  private async bury(): Promise<void> {
    const closed = once(this.child, 'close');
    const [code, signal] = (await once(this.child, 'exit')) as [number | null, NodeJS.Signals | null];
    killSession(this.pid);
    // What it wrote last still counts. Something that has left the session may hold the pipes open for ever.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), PATIENCE);
    await Promise.race([closed, once(timeout.signal, 'abort')]);
    clearTimeout(timer);
    const reason = this.reason ?? describeEnd(code, signal, this.output.bytesRead > 0);
    this.over = true;
    this.unwatch();
    for (const stream of [this.input, this.output, this.guard]) stream.destroy();
    try {
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } catch (error) {
      process.emitWarning(`A bot's temporary folder ${this.folder} cannot be removed: ${String(error)}`);
    }
    this.listener.ended(reason, this.remark);
  }
}

function describeEnd(code: number | null, signal: string | null, spoke: boolean): string {
  if (signal !== null) return `its process was ended by ${signal}`;
  if (!spoke && NOT_STARTED.includes(code ?? 0)) return 'its program could not be started';
  return `its process ended with status ${code}`;
}
