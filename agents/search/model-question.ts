import { type Signal, type Stream, stream } from '@parlor/envs';
import type { ChatModel } from '../chat/chat-model.ts';
import { Ledger } from '../chat/ledger.ts';

/** How a reader or a judge is called, and what it adds up. */
export interface ModelQuestionOptions {
  /** Default: the model's. */
  readonly name?: string;
  /** What the requests are for, as transcripts tell it: the spec of a game. Default: `search`. */
  readonly game?: string;
  /** Requests of another seed are other samples to a cache. Default: 0. */
  readonly seed?: number | string;
}

/** Questions to a chat model that no seat asks: a system message, a user message, and the model's words. */
export class ModelQuestion {
  readonly name: string;
  readonly model: ChatModel;
  readonly ledger = new Ledger();
  private readonly role: string;
  private readonly game: string;
  private readonly seed: number | string;
  /** Of the jitter of retries, which no answer depends on. */
  private readonly random: Stream;

  constructor(model: ChatModel, role: string, options: ModelQuestionOptions = {}) {
    const { name = model.config.model, game = 'search', seed = 0 } = options;
    this.name = name;
    this.model = model;
    this.role = role;
    this.game = game;
    this.seed = seed;
    this.random = stream(seed, 'seat');
  }

  /**
   * The model's words without its private reasoning; empty where it says nothing.
   * @throws AgentError where no answer comes, or the signal's reason.
   */
  async ask(system: string, user: string, signal?: Signal): Promise<string> {
    const { said } = await this.model.ask({
      agent: this.name,
      game: this.game,
      role: this.role,
      address: { seed: this.seed, episode: 0, seat: NO_SEAT, turn: 0, attempt: 0 },
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      random: this.random,
      ledger: this.ledger,
      signal,
    });
    return said;
  }
}

/** Readers and judges hold no seat. */
const NO_SEAT = -1;
