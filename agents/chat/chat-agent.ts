import { loadLanguageGame, type Message, type Stream, stream, type TimeStep } from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import { ChatModel, type ChatModelOptions } from './chat-model.ts';
import type { ChatConfigInput } from './config.ts';
import { ChatError } from './errors.ts';
import { History } from './history.ts';
import { Ledger } from './ledger.ts';
import { prompt } from './prompt.ts';

/** What a chat agent must know of a game; a `LanguageGame` has it. */
export interface ChatGame {
  readonly spec: string;
  readonly seats: number;
  readonly roles: readonly string[];
  rules(role: number): string;
}

export interface ChatAgentOptions {
  /** Default: the model's. */
  readonly name?: string;
  /** The game, where it is in no registry; left out, it is loaded by its spec. */
  readonly game?: ChatGame;
  /** Ends a decision of this agent when it aborts; that of its model ends those of all agents. */
  readonly signal?: AbortSignal;
}

/** One episode, from one seat. */
interface Sitting {
  readonly game: ChatGame;
  readonly seating: Seating;
  readonly history: History;
  /** Of the jitter of retries. */
  readonly random: Stream;
  /** The turn of the last answer, and how many answers there were at that turn. */
  turn: number;
  answers: number;
}

/**
 * A chat model that holds a seat of a game in words. It is told the rules of its role and the messages of its seat,
 * and answers with the model's words; what the model thinks apart is put before them in `<think>` tags. Agents are
 * light: one for each seat of each episode, all on one {@link ChatModel}, is how many episodes are played at once.
 */
export class ChatAgent implements Agent {
  readonly name: string;
  readonly model: ChatModel;
  /** Of this agent alone. */
  readonly ledger = new Ledger();
  private readonly given: ChatGame | undefined;
  private readonly signal: AbortSignal | undefined;
  private sitting: Sitting | undefined;

  constructor(model: ChatModel, { name = model.config.model, game, signal }: ChatAgentOptions = {}) {
    this.model = model;
    this.name = name;
    this.given = game;
    this.signal = signal;
  }

  /**
   * An agent on a model of its own.
   * @throws ChatError where the configuration is not valid, or `openai` is not installed.
   */
  static async create(
    config: ChatConfigInput,
    options: ChatModelOptions & ChatAgentOptions = {},
  ): Promise<ChatAgent> {
    return new ChatAgent(await ChatModel.open(config, options), options);
  }

  /** @throws OptionError where the game is in no registry and was not given. */
  begin(seating: Seating): void {
    const { spec, seat, seed, episode = 0 } = seating;
    const game = this.given?.spec === spec ? this.given : loadLanguageGame(spec);
    const random = stream(seed, 'seat', { episode, seat });
    this.sitting = { game, seating, history: new History(seat), random, turn: -1, answers: 0 };
  }

  note(message: Message): void {
    this.sitting?.history.note(message);
  }

  /**
   * @throws AgentError where the model gives no answer, with a reason that everybody may read.
   * @throws ChatError before `begin`.
   */
  async act(step: TimeStep): Promise<string> {
    const { sitting, model } = this;
    if (sitting === undefined) throw new ChatError(`${this.name} holds no seat yet; call begin() first.`);
    const { game, history, random } = sitting;
    const { seat, seed, episode = 0 } = sitting.seating;
    const { turn } = step.info;
    const attempt = turn === sitting.turn ? sitting.answers : 0;
    history.open(step);
    const role = game.roles[step.role] ?? 'unknown';
    const { template, images } = model.config;
    const who = { game: game.spec, rules: game.rules(step.role), role, seat, seats: game.seats };
    const { reply, said } = await model.ask({
      agent: this.name,
      game: game.spec,
      role,
      address: { seed, episode, seat, turn, attempt },
      messages: prompt(template, who, history, images),
      random,
      ledger: this.ledger,
      signal: this.signal,
    });
    history.close(said);
    sitting.turn = turn;
    sitting.answers = attempt + 1;
    return reply;
  }

  /** Forgets the episode. */
  end(): void {
    this.sitting = undefined;
  }
}
