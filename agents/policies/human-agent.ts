import { type Env, GAME_AUTHOR, type Message, type TimeStep, transcript } from '@parlor/envs';
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
  /** How to play in a seat, asked for as soon as there is something to tell; told once, before anything else. */
  readonly rules?: (seat: number) => string;
  readonly name?: string;
}

/** A person at a terminal: reads what its seat is told, and answers in words. */
export class HumanAgent implements Agent {
  readonly name: string;
  private readonly terminal: Terminal;
  private readonly table: HumanTable | undefined;
  private rules: ((seat: number) => string) | undefined;
  private seat = 0;

  constructor(terminal: Terminal, { table, rules, name = 'human' }: HumanOptions = {}) {
    this.terminal = terminal;
    this.table = table;
    this.rules = rules;
    this.name = name;
  }

  begin({ seat }: Seating): void {
    this.seat = seat;
  }

  note(message: Message): void {
    this.tellRules();
    const spoken = message.author !== GAME_AUTHOR;
    this.terminal.write(`${spoken ? transcript([message], this.seat) : message.text}\n`);
  }

  /**
   * Shows the position and asks until the reply names a legal action.
   * @throws InputEndedError at the end of input.
   */
  async act(step: TimeStep): Promise<Reply> {
    const { table, terminal } = this;
    this.tellRules();
    if (table === undefined) return this.ask();
    terminal.write(`\n${table.view(step.seat)}\n`);
    for (;;) {
      const parsed = table.parse(await this.ask());
      if (typeof parsed === 'number') return parsed;
      terminal.write(`${parsed.reason} ${parsed.format}\n`);
    }
  }

  end(returns: readonly number[]): void {
    const results = returns.map((value, seat) => `player ${seat + 1} ${value > 0 ? '+' : ''}${value}`);
    if (this.table) this.terminal.write(`\n${this.table.view(this.seat)}\n`);
    this.terminal.write(`\nThe game is over: ${results.join(', ')}.\n`);
  }

  private tellRules(): void {
    const { rules } = this;
    this.rules = undefined;
    if (rules) this.terminal.write(`${rules(this.seat)}\n`);
  }

  private async ask(): Promise<string> {
    const line = await this.terminal.ask('> ');
    if (line === undefined)
      throw new InputEndedError(`The input ended while ${this.name} was to move; the game is left.`);
    return line;
  }
}
