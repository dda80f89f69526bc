import {
  type Game,
  gameKind,
  loadGame,
  loadLanguageGame,
  type Message,
  ParlorError,
  parseSpec,
  type SimulatedGame,
  stream,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Reply, Seating } from '../agent.ts';
import { AgentError } from '../errors.ts';
import { type BotCommand, commandName, resolveCommand } from './bot-command.ts';
import { excerpt, failureDetail } from './bot-detail.ts';
import { type BotLimits, botLimits } from './bot-limits.ts';
import { BotProcess } from './bot-process.ts';
import { actMessage, type BotTable } from './act-message.ts';
import { type ActMessage, type BotMessage, cleanName, PROTOCOL, readBotLine } from './bot-protocol.ts';

export interface BotOptions {
  readonly limits?: Partial<BotLimits>;
  /** Where a command line runs; default: the current folder. A file runs in its own. */
  readonly folder?: string;
  /** See {@link BotAgent.table}. */
  readonly table?: BotTable;
  /** The game, where it is in no registry; left out, it is loaded by its spec. */
  readonly game?: Game | SimulatedGame;
  /** Ends the bot; what waits for it throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Adds fields and messages that the protocol does not know, as a later version may: a test for bots. */
  readonly noise?: boolean;
}

/** A question that the bot has not answered yet. */
interface Question {
  readonly id: number;
  resolve(answer: string | number): void;
  reject(error: Error): void;
}

/**
 * A bot of any language: a child process that reads and writes JSON lines, as docs/bots.md tells. It starts with the
 * first episode and plays any number of them, one after the other. Whatever goes wrong ends the process and is an
 * {@link AgentError}; the next episode starts it anew. Call `close` when it is no longer needed.
 */
export class BotAgent implements Agent {
  /** The environment, where it is one of a closed game: the bot is then told the names of actions and the view. */
  table: BotTable | undefined;
  private readonly command: BotCommand;
  private readonly options: BotOptions;
  private readonly limits: BotLimits;
  private title: string;
  private hasName = false;
  private process: BotProcess | undefined;
  private game: Game | SimulatedGame | undefined;
  private seat = -1;
  private news: Message[] = [];
  /** Index of the role whose rules the bot was told last in this episode. */
  private toldRole: number | undefined;
  private question: Question | undefined;
  /** The number of the last answer that was dropped since the question was put. */
  private otherId: number | undefined;
  private questions = 0;
  private started = 0;
  /** Runs out when an answer is late. */
  private timer: NodeJS.Timeout | undefined;
  private ready = false;
  /** Settles when the process that was started last is up, or is not. */
  private starting: Promise<void> | undefined;
  /** Why there is no process any more. */
  private failure: Error | undefined;

  /**
   * @param command an executable file, one that ends in .py, .js, .mjs, .ts or .sh, or a command line word by word
   * @throws OptionError where a limit is out of range.
   */
  constructor(command: BotCommand, options: BotOptions = {}) {
    this.command = command;
    this.options = options;
    this.table = options.table;
    this.limits = botLimits(options.limits ?? {});
    this.title = commandName(command);
  }

  /** What the bot calls itself, once it has said so; until then, the name of its file. */
  get name(): string {
    return this.title;
  }

  /** Whether it has said how it calls itself. */
  get named(): boolean {
    return this.hasName;
  }

  /** How many processes it has started: one, where it plays episode after episode without a failure. */
  get starts(): number {
    return this.started;
  }

  /** The end of what the running process wrote to its standard error, 4 KB at most. */
  get stderr(): string {
    return this.process?.stderr ?? '';
  }

  /** @throws AgentError where the bot cannot be started. */
  async begin({ spec, seat, seed, episode = 0 }: Seating): Promise<void> {
    this.options.signal?.throwIfAborted();
    this.game = this.options.game ?? load(spec);
    this.seat = seat;
    this.news = [];
    this.toldRole = undefined;
    this.abandon();
    if (this.process?.alive !== true) await (this.starting = this.start());
    const own = stream(seed, 'seat', { episode, seat });
    this.send({
      type: 'begin',
      protocol: PROTOCOL,
      game: spec,
      seat,
      seats: this.game.seats,
      seed: Math.floor(own.unit() * 2 ** 31),
    });
  }

  note(message: Message): void {
    this.news.push(message);
  }

  /** @throws AgentError where the bot does not answer as it should, which ends its process. */
  async act(step: TimeStep): Promise<Reply> {
    if (!this.game) throw new ParlorError(`${this.name} holds no seat yet; call begin() first.`);
    if (step.seat !== this.seat || this.question) {
      throw new ParlorError(
        `${this.name} holds seat ${this.seat} and one episode at a time; give each seat and table a bot of its own.`,
      );
    }
    const message = this.describe(this.game, step);
    const answer = await this.ask(message);
    if (typeof answer === 'string') return answer;
    const index = message.actions?.indexOf(answer) ?? -1;
    if (index < 0) {
      const why = message.actions
        ? `it chose action ${answer}, which is not legal`
        : 'it chose an action by number in a game that is played in words';
      await this.giveUp(why);
    }
    return step.closed ? `[${step.closed.names[index]}]` : answer;
  }

  end(returns: readonly number[]): void {
    this.send({ type: 'end', returns, messages: this.takeNews([]) });
  }

  /** Ends the bot: answers whether it ended by itself when its input ended, as it should. */
  async close(): Promise<boolean> {
    await Promise.allSettled([this.starting]); // a process that is only coming up must not be left behind
    return (await this.process?.close()) ?? true;
  }

  private async start(): Promise<void> {
    this.ready = false;
    this.failure = undefined;
    const { folder = process.cwd(), signal } = this.options;
    try {
      const command = resolveCommand(this.name, this.command, folder);
      const started: BotProcess = await BotProcess.start(command, this.limits, {
        line: (text) => this.hear(text),
        ended: (reason, remark) => {
          signal?.removeEventListener('abort', abort);
          if (this.process === started) this.ended(reason, remark);
        },
      });
      const abort = (): void => started.fail('it was stopped');
      signal?.addEventListener('abort', abort);
      this.process = started;
      this.started++;
      if (signal?.aborted) abort();
    } catch (error) {
      this.failure =
        error instanceof AgentError
          ? error
          : new AgentError(this.name, 'its process could not be started', {
              cause: error,
              detail: failureDetail(String(error), ''),
            });
      throw this.failure;
    }
  }

  /** A question that nobody waits for any more: an answer without its number would be taken for the next one's. */
  private abandon(): void {
    const { question } = this;
    if (!question) return;
    clearTimeout(this.timer);
    this.question = undefined;
    question.reject(new AgentError(this.name, 'another episode began before it answered'));
    this.process?.fail('another episode began');
  }

  private send(message: BotMessage): void {
    if (this.options.noise) this.process?.send({ type: 'weather', sky: ['blue', null, { clouds: 0 }] });
    this.process?.send(this.options.noise ? { ...message, later: { version: PROTOCOL + 1 } } : message);
  }

  private ask(message: ActMessage): Promise<string | number> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.process?.expect();
      this.question = { id: message.id, resolve, reject };
      this.otherId = undefined;
      this.wait(this.limits.time + (this.ready ? 0 : this.limits.startTime));
      this.send(message);
    });
  }

  private wait(seconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.late(Number(seconds.toFixed(3))), seconds * 1000);
  }

  private late(seconds: number): void {
    const { question, otherId } = this;
    const why = `it did not answer within ${seconds} s`;
    if (otherId === undefined || !question) this.process?.fail(why);
    else {
      const remark = `An answer to question ${otherId} came while ${question.id} was asked.`;
      this.process?.fail(`${why}, only another question`, remark);
    }
  }

  /** Ends the process and throws the reason. */
  private giveUp(reason: string): Promise<never> {
    return new Promise((_, reject) => {
      if (this.failure) return reject(this.failure);
      this.question = { id: 0, resolve: () => undefined, reject };
      this.process?.fail(reason);
    });
  }

  private hear(text: string): void {
    const line = readBotLine(text);
    if (line.kind === 'wrong') this.process?.fail(line.reason, `It wrote: ${excerpt(text)}`);
    else if (line.kind === 'ready') {
      const name = cleanName(line.name ?? '');
      if (name !== '') [this.title, this.hasName] = [name, true];
      if (!this.ready && this.question) this.wait(this.limits.time);
      this.ready = true;
    } else if (line.kind === 'answer') this.answered(line.id, line.answer);
  }

  private answered(id: number | undefined, answer: string | number): void {
    const { question } = this;
    if (id !== undefined && id !== question?.id) {
      this.otherId = id; // most likely of a question that was answered before
      return;
    }
    if (!question) return this.process?.fail('it answered without being asked');
    clearTimeout(this.timer);
    this.ready = true;
    this.question = undefined;
    question.resolve(answer);
  }

  private ended(reason: string, remark: string): void {
    clearTimeout(this.timer);
    const { signal } = this.options;
    const detail = failureDetail(remark, this.stderr);
    this.failure = signal?.aborted ? asError(signal.reason) : new AgentError(this.name, reason, { detail });
    this.question?.reject(this.failure);
    this.question = undefined;
  }

  /** What the bot has not been told yet, or else `other`, without what the protocol does not know. */
  private takeNews(other: readonly Message[]): Message[] {
    const news = this.news.length > 0 ? this.news : other;
    this.news = [];
    return news.map(({ author, audience, text, images }) => ({
      author,
      audience,
      text,
      ...(images && { images }),
    }));
  }

  private describe(game: Game | SimulatedGame, step: TimeStep): ActMessage {
    const told = this.toldRole === step.role;
    this.toldRole = step.role;
    return actMessage(game, step, {
      id: ++this.questions,
      time: this.limits.time,
      rules: !told,
      // Whoever runs the episode need not pass on what happens.
      messages: this.takeNews(step.messages),
      table: this.table,
    });
  }
}

function load(spec: string): Game | SimulatedGame {
  return gameKind(parseSpec(spec).game) === 'closed' ? loadGame(spec) : loadLanguageGame(spec);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
