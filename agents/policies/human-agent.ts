import {
  type Env,
  GAME_AUTHOR,
  isDrawn,
  type Message,
  type ParseFailure,
  type TimeStep,
  transcript,
} from '@parlor/envs';
import type { Agent, Reply, Seating } from '../agent.ts';
import { InputEndedError } from './errors.ts';

/** Where a person reads and writes. */
export interface Terminal {
  write(text: string): void;
  /** One line that the person enters; undefined at the end of input. */
  ask(question: string): Promise<string | undefined>;
}

/** What a person at a closed game is shown; an {@link Env} is one. */
export type HumanTable = Pick<Env, 'view' | 'parse'>;

export interface HumanOptions {
  /** Where a closed game is played; left out, in games in words, the messages are all there is. */
  readonly table?: HumanTable;
  /** In games in words: why a reply would be rejected, so that the person is asked again; left out, all are given. */
  readonly verdict?: (reply: string) => ParseFailure | undefined;
  /** How to play in a seat, asked for as soon as there is something to tell; told before anything else, and on `?`. */
  readonly rules?: (seat: number) => string;
  /** What is shown once an episode is over, in paragraphs; left out, the seat's last view where it is a drawing. */
  readonly closing?: (seat: number) => readonly string[];
  /** Puts a picture, given as a data URL, where the person can look at it, and says where; left out, none is shown. */
  readonly picture?: (url: string) => string;
  readonly name?: string;
}

/** Told with the rules. */
const HELP = '? for help, quit or Ctrl-D to leave.';

/**
 * A person at a terminal: reads what its seat is told, and answers in words. A slip costs nothing, for it is asked
 * until its reply is accepted. `?` or `help` tells the rules again and `quit` leaves, unless they are actions here.
 */
export class HumanAgent implements Agent {
  readonly name: string;
  private readonly terminal: Terminal;
  private readonly table: HumanTable | undefined;
  private readonly verdict: HumanOptions['verdict'];
  private readonly rules: ((seat: number) => string) | undefined;
  private readonly closing: HumanOptions['closing'];
  private readonly picture: HumanOptions['picture'];
  private toldRules = false;
  /** What the seat was told last. */
  private told = '';
  private seat = 0;

  constructor(
    terminal: Terminal,
    { table, verdict, rules, closing, picture, name = 'human' }: HumanOptions = {},
  ) {
    this.terminal = terminal;
    this.table = table;
    this.verdict = verdict;
    this.rules = rules;
    this.closing = closing;
    this.picture = picture;
    this.name = name;
  }

  begin({ seat }: Seating): void {
    this.seat = seat;
  }

  note(message: Message): void {
    this.open();
    const spoken = message.author !== GAME_AUTHOR;
    const text = spoken ? transcript([message], this.seat) : message.text;
    // A board or a table stands apart from what was said before it.
    this.terminal.write(`${!spoken && isDrawn(text) ? '\n' : ''}${text}\n`);
    this.told = message.text;
    for (const url of message.images ?? [])
      this.terminal.write(`Picture: ${this.picture?.(url) ?? 'it cannot be shown here'}.\n`);
  }

  /**
   * Shows the position and asks until the reply is accepted.
   * @throws InputEndedError at the end of input, or where the person leaves.
   */
  async act(step: TimeStep): Promise<Reply> {
    const { table, terminal } = this;
    this.open();
    if (table) terminal.write(`\n${table.view(step.seat)}\n`);
    for (;;) {
      const reply = await this.ask();
      const wish = this.wish(reply);
      if (wish === 'quit') throw new InputEndedError(`${this.name} has left while it was to move.`);
      if (wish === 'help') {
        this.tellRules();
        continue;
      }
      const read = this.read(reply);
      if (typeof read !== 'object') return read;
      terminal.write(`${read.reason} ${read.format}\n`);
    }
  }

  end(returns: readonly number[]): void {
    const { table, terminal } = this;
    const results = returns.map(
      (value, seat) => `player ${seat + 1} ${value > 0 ? '+' : ''}${Number(value.toFixed(4)) + 0}`,
    );
    for (const words of this.lastShown()) terminal.write(`\n${words}\n`);
    // A game in words has told how it ended, often with these very numbers.
    if (table) terminal.write(`\nThe game is over: ${results.join(', ')}.\n`);
    else if (!this.told.includes(results.join(', '))) terminal.write(`\nPayoff: ${results.join(', ')}.\n`);
  }

  private lastShown(): readonly string[] {
    if (this.closing) return this.closing(this.seat);
    const view = this.table?.view(this.seat);
    return view !== undefined && isDrawn(view) ? [view] : [];
  }

  /** The rules, before the first thing that happens. */
  private open(): void {
    if (this.toldRules || !this.rules) return;
    this.toldRules = true;
    this.tellRules();
  }

  private tellRules(): void {
    const { rules } = this;
    this.terminal.write(rules ? `${rules(this.seat)}\n${HELP}\n` : `${HELP}\n`);
  }

  /** What the person wants of the terminal, not of the game. */
  private wish(reply: string): 'help' | 'quit' | undefined {
    const word = reply.trim().toLowerCase();
    const wish = word === '?' || word === 'help' ? 'help' : word === 'quit' ? 'quit' : undefined;
    if (wish === undefined || !(this.table ?? this.verdict)) return wish;
    // Where one may say anything the game accepts every word, but in brackets only the names of actions.
    const action = typeof this.read(`[${word}]`) !== 'object';
    return action ? undefined : wish;
  }

  /** The reply as it is given, or why it would be rejected. */
  private read(reply: string): Reply | ParseFailure {
    return this.table ? this.table.parse(reply) : (this.verdict?.(reply) ?? reply);
  }

  private async ask(): Promise<string> {
    const line = await this.terminal.ask('> ');
    if (line === undefined)
      throw new InputEndedError(`The input ended while ${this.name} was to move; the game is left.`);
    return line;
  }
}
