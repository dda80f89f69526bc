import { AgentError, BotAgent, type BotOptions, InvalidReplyError } from '@parlor/agents';
import type { Seed } from '@parlor/envs';
import { botRemedy } from './bot-remedies.ts';
import { type BotTable, RejectedReplyError } from './bot-table.ts';

/** What a step of the self-test found. */
export interface Finding {
  readonly step: string;
  readonly ok: boolean;
  /** What happened, as a sentence; empty where there is nothing to add. */
  readonly detail: string;
  /** Only where it is not ok. */
  readonly remedy?: string;
  /** What the bot wrote: the line that is wrong, the end of its standard error. Only where it is not ok. */
  readonly written?: string;
}

export interface BotCheckOptions {
  readonly command: string | readonly string[];
  readonly tables: readonly BotTable[];
  readonly seed: Seed;
  readonly limits: NonNullable<BotOptions['limits']>;
  /** Told what is about to be tried. */
  readonly onStep: (step: string) => void;
}

type Work = () => Promise<string>;

/** A finding that is no error of the bot's process. */
class StepFailure extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The self-test of a bot, step by step. */
export class BotCheck {
  private readonly options: BotCheckOptions;
  private readonly bot: BotAgent;
  /** Bots that have been told to end: one that does not is waited for while others play. */
  private readonly ending: Promise<boolean>[] = [];
  private slowestAnswer = 0;
  private answers = 0;

  constructor(options: BotCheckOptions) {
    this.options = options;
    this.bot = this.newBot();
  }

  /** What the bot calls itself, or else the name of its file. */
  get name(): string {
    return this.bot.name;
  }

  /** The longest time that an answer took after the first one. Unit: seconds. */
  get slowest(): number {
    return this.slowestAnswer;
  }

  /** Goes through the steps; ends early where the bot answers nothing at all. */
  async *run(): AsyncGenerator<Finding> {
    const started = await this.step('starts and answers', () => this.start());
    yield started;
    if (started.ok) {
      for (const table of this.options.tables) {
        for (let seat = 0; seat < table.seats; seat++) {
          yield await this.step(`plays ${table.spec} as player ${seat + 1}`, () => this.episode(table, seat));
        }
      }
      yield await this.step('plays episode after episode in one process', () => this.twice());
      yield await this.step('plays the same with the same seed', () => this.repeat());
      yield await this.step(
        'ignores fields and messages that it does not know',
        () => this.noise(),
        'Here lines had a field, and a type, that no version knows.',
      );
      yield await this.step('answers in time', () => Promise.resolve(this.time()));
      yield await this.step('ends when its input ends', () => this.stop());
    }
    await Promise.all([this.bot.close(), ...this.ending]);
  }

  private newBot(options: BotOptions = {}): BotAgent {
    const { command, limits } = this.options;
    return new BotAgent(command, { limits, ...options });
  }

  /** @param hint what is special about this step, for whoever mends the bot */
  private async step(step: string, work: Work, hint = ''): Promise<Finding> {
    this.options.onStep(step);
    try {
      return { step, ok: true, detail: await work() };
    } catch (error) {
      if (error instanceof StepFailure)
        return { step, ok: false, detail: error.message, remedy: error.remedy };
      if (error instanceof AgentError) {
        const written = error.detail === undefined ? {} : { written: error.detail };
        const detail = `${error.reason.charAt(0).toUpperCase()}${error.reason.slice(1)}.`;
        return { step, ok: false, detail, remedy: `${botRemedy(error.reason)} ${hint}`.trim(), ...written };
      }
      if (error instanceof InvalidReplyError || error instanceof RejectedReplyError) {
        return { step, ok: false, detail: error.message, remedy: botRemedy(error.message) };
      }
      throw error;
    }
  }

  private async start(): Promise<string> {
    const [table] = this.options.tables;
    let first = 0;
    const begun = performance.now();
    await table?.play(this.bot, { seat: 0, seed: this.options.seed }, () => {
      first ||= (performance.now() - begun) / 1000;
    });
    const name = this.bot.named ? `It calls itself ${this.name}` : 'It does not say its name';
    return `${name}, and gave its first answer after ${first.toFixed(2)} s.`;
  }

  private async episode(table: BotTable, seat: number): Promise<string> {
    const answers = await this.play(table, this.bot, seat, 1);
    return `${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}.`;
  }

  private async twice(): Promise<string> {
    const bot = this.newBot();
    try {
      for (const table of this.options.tables) {
        for (const episode of [2, 3]) await this.play(table, bot, 0, episode);
      }
      if (bot.starts === 1) return '';
      throw new StepFailure(
        'It ends after an episode, and had to be started again.',
        'Read on after "end": another "begin" may follow.',
      );
    } finally {
      this.ending.push(bot.close());
    }
  }

  /** A bot need not repeat itself, but what is to be repeatable needs one that does. */
  private async repeat(): Promise<string> {
    for (const table of this.options.tables) {
      const played: string[] = [];
      for (let time = 0; time < 2; time++) {
        const bot = this.newBot();
        try {
          played.push(JSON.stringify(await this.play(table, bot, 0, 4)));
        } finally {
          this.ending.push(bot.close());
        }
      }
      if (played[0] !== played[1])
        return `Note: it does not, in ${table.spec}; draw its choices from the "seed" of "begin".`;
    }
    return '';
  }

  private async noise(): Promise<string> {
    const bot = this.newBot({ noise: true });
    try {
      for (const table of this.options.tables) await this.play(table, bot, 0, 5);
    } finally {
      this.ending.push(bot.close());
    }
    return '';
  }

  private time(): string {
    return `${this.answers} answers; the slowest took ${this.slowestAnswer.toFixed(3)} s.`;
  }

  private async stop(): Promise<string> {
    const [table] = this.options.tables;
    const bot = this.newBot();
    if (table) await this.play(table, bot, 0, 6);
    if (await bot.close()) return '';
    throw new StepFailure(
      'It went on and had to be killed.',
      'Leave the loop, and end, when reading finds the end of standard input.',
    );
  }

  private async play(table: BotTable, bot: BotAgent, seat: number, episode: number): Promise<string[]> {
    // The first answer of a process includes its start.
    let first = bot.starts === 0;
    return table.play(bot, { seat, seed: this.options.seed, episode }, (seconds) => {
      this.answers++;
      if (!first) this.slowestAnswer = Math.max(this.slowestAnswer, seconds);
      first = false;
    });
  }
}
