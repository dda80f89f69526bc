import { setTimeout as wait } from 'node:timers/promises';
import { cancellable, type Random } from '@parlor/envs';
import { AgentError } from '../errors.ts';
import type { Address } from './address.ts';
import { attempts, type Once } from './attempt.ts';
import { backoff } from './backoff.ts';
import { connect, type ImportClient } from './client.ts';
import type { Completion } from './completion.ts';
import { type ChatConfig, type ChatConfigInput, parseChatConfig } from './config.ts';
import { Countdown } from './countdown.ts';
import { Endpoint } from './endpoint.ts';
import type { ChatEvent, ChatEventBody } from './events.ts';
import { type Failure, passes, publicReason } from './failure.ts';
import { costOf, Ledger } from './ledger.ts';
import { underSignals } from './linked-signal.ts';
import type { PromptMessage } from './prompt.ts';
import { ReplyCache } from './reply-cache.ts';
import { type RequestBody, requestBody } from './request-body.ts';
import { refusal, type Spoken, spoken } from './spoken.ts';
import type { TranscriptRow } from './transcript-row.ts';
import type { TranscriptStore } from './transcript-store.ts';

/** What a model is given besides its configuration. */
export interface ChatModelOptions {
  /** Where requests are written down; left out, nowhere. */
  readonly transcripts?: TranscriptStore;
  /** Where answers are kept; left out, nowhere. */
  readonly cache?: ReplyCache;
  /** Told of retries, refusals, failures and the cache, as they happen. */
  readonly onEvent?: (event: ChatEvent) => void;
  /** Ends every request when it aborts. */
  readonly signal?: AbortSignal;
  /** Milliseconds, from any start; left out, no latency is recorded. */
  readonly clock?: () => number;
  /** Waits before a retry; a test may give one that does not. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly importClient?: ImportClient;
}

/** A question of one agent. */
export interface Question {
  readonly agent: string;
  readonly game: string;
  readonly role: string;
  readonly address: Address;
  readonly messages: readonly PromptMessage[];
  /** Of the jitter. */
  readonly random: Random;
  /** Of the agent that asks; the model's own is kept besides. */
  readonly ledger: Ledger;
  /** Ends this question when it aborts, besides the signal of the model. */
  readonly signal?: AbortSignal | undefined;
}

/** A question that is being asked. */
interface Asking extends Omit<Question, 'signal'> {
  readonly body: RequestBody;
  readonly signal: AbortSignal;
  /** What brought no answer so far. */
  readonly tries: TranscriptRow['tries'];
  /** Of all requests so far, those included that brought no answer. */
  cost: number;
}

/**
 * A model behind an endpoint, as many agents share it: one configuration, one ledger, one budget. Every way in which
 * an answer may fail to come ends as an {@link AgentError} with a reason that everybody may read.
 */
export class ChatModel {
  readonly config: ChatConfig;
  /** Of all agents that ask this model. */
  readonly ledger = new Ledger();
  private readonly options: ChatModelOptions;
  private readonly once: Once;
  private readonly sleep: NonNullable<ChatModelOptions['sleep']>;

  private constructor(config: ChatConfig, options: ChatModelOptions, once: Once) {
    this.config = config;
    this.options = options;
    this.once = once;
    this.sleep = options.sleep ?? ((milliseconds, signal) => wait(milliseconds, undefined, { signal }));
  }

  /** @throws ChatError where the configuration is not valid, or `openai` is not installed. */
  static async open(input: ChatConfigInput, options: ChatModelOptions = {}): Promise<ChatModel> {
    const config = parseChatConfig(input, options.environment);
    const send = await connect(config, options.importClient);
    const endpoint = Endpoint.at(config.baseURL, config.concurrency);
    return new ChatModel(config, options, attempts({ send, endpoint, config, clock: options.clock }));
  }

  /**
   * Asks until there is an answer, from the cache if it is there.
   * @throws AgentError where none came; the signal's reason where it was cancelled; ChatError or a system error where
   * the transcript or the cache can not be written.
   */
  async ask(question: Question): Promise<Spoken> {
    return underSignals([this.options.signal, question.signal], (signal) => {
      signal.throwIfAborted();
      const body = requestBody(this.config, question.messages);
      return this.known({ ...question, body, signal, tries: [], cost: 0 });
    });
  }

  /** Looks into the cache, where there is one, before anybody is asked. */
  private async known(asking: Asking): Promise<Spoken> {
    const { cache } = this.options;
    const { body, address } = asking;
    if (cache === undefined) return this.fresh(asking, (completion) => Promise.resolve(completion));
    const key = ReplyCache.key({ baseURL: this.config.baseURL, body, address });
    const found = await cache.find(key);
    if (found && 'completion' in found) {
      for (const ledger of this.ledgers(asking)) ledger.cacheHits++;
      this.tell(asking, { type: 'cache-hit' });
      return this.answer(asking, found.completion, { cached: true });
    }
    if (found) this.tell(asking, { type: 'cache-damaged', detail: found.damaged });
    if (cache.mode === 'read-write') return this.fresh(asking, (completion) => cache.keep(key, completion));
    const detail = found ? `the entry ${key} is damaged: ${found.damaged}` : `there is no entry ${key}`;
    return this.fail(asking, { kind: 'cache-miss', detail });
  }

  /** Asks the endpoint, again and again where that may help. */
  private async fresh(
    asking: Asking,
    keep: (completion: Completion) => Promise<Completion>,
  ): Promise<Spoken> {
    const { retries, timeLimit, prices } = this.config;
    const { body, tries, signal } = asking;
    const countdown = new Countdown(timeLimit * 1000);
    for (;;) {
      const spent = this.overBudget();
      if (spent !== undefined) return this.fail(asking, { kind: 'budget', detail: spent });
      const { outcome, latency } = await this.once(body, countdown, signal);
      const usage = outcome.completion ? outcome.completion.usage : outcome.usage;
      asking.cost += costOf(usage, prices);
      for (const ledger of this.ledgers(asking)) ledger.request(usage, prices, tries.length > 0);
      if (outcome.completion) {
        return this.answer(asking, await keep(outcome.completion), { cached: false, ...latency });
      }
      const { wait: asked, ...failure } = outcome.failure;
      if (!passes(failure) || tries.length >= retries) {
        tries.push({ ...failure, ...latency });
        return this.fail(asking, failure);
      }
      const pause = asked ?? this.backoff(asking);
      tries.push({ ...failure, wait: pause, ...latency });
      for (const ledger of this.ledgers(asking)) ledger.failure(failure.kind);
      if (pause >= countdown.left) {
        const detail = `the next try would come ${Math.round(pause)} ms later, after the end of the time limit`;
        return this.fail(asking, { kind: 'timeout', detail });
      }
      this.tell(asking, { type: 'retry', reason: failure.kind, detail: failure.detail, wait: pause });
      await cancellable(() => this.sleep(pause, signal), signal);
      countdown.spend(pause);
    }
  }

  /** Milliseconds before the next try where the endpoint does not say. */
  private backoff({ tries, random }: Asking): number {
    const { first, most } = this.config.backoff;
    return backoff(tries.length, { first: first * 1000, most: most * 1000 }, random);
  }

  /** The model has answered: the words that go to the game, written down. */
  private async answer(
    asking: Asking,
    completion: Completion,
    how: Pick<TranscriptRow, 'cached' | 'latency'>,
  ): Promise<Spoken> {
    const words = spoken(completion, this.config.template.mark);
    const declined = refusal(completion);
    if (declined !== undefined) {
      for (const ledger of this.ledgers(asking)) ledger.refusals++;
      this.tell(asking, { type: 'refusal', detail: declined });
    }
    await this.write(asking, { answer: completion, reply: words.reply, error: null, ...how });
    return words;
  }

  /** The model has not answered: told, written down, and thrown. */
  private async fail(asking: Asking, failure: Failure): Promise<never> {
    for (const ledger of this.ledgers(asking)) ledger.failure(failure.kind);
    this.tell(asking, { type: 'failure', reason: failure.kind, detail: failure.detail });
    const error = `${failure.kind}: ${failure.detail}`;
    await this.write(asking, { answer: null, reply: null, cached: false, error });
    throw new AgentError(asking.agent, publicReason(failure, asking.tries.length, this.config.timeLimit));
  }

  private async write(
    { agent, game, role, address, body, tries, cost }: Asking,
    what: Pick<TranscriptRow, 'answer' | 'reply' | 'cached' | 'error' | 'latency'>,
  ): Promise<void> {
    const { baseURL, template } = this.config;
    const where = { agent, game, ...address, role, template: template.name, baseURL };
    await this.options.transcripts?.append({ version: 1, ...where, request: body, tries, cost, ...what });
  }

  private tell({ agent, game, address }: Asking, event: ChatEventBody): void {
    this.options.onEvent?.({ agent, game, ...address, ...event });
  }

  private ledgers({ ledger }: Asking): readonly Ledger[] {
    return [this.ledger, ledger];
  }

  private overBudget(): string | undefined {
    const { tokenBudget = Infinity, costBudget = Infinity } = this.config;
    if (this.ledger.tokens >= tokenBudget) return `the token budget of ${tokenBudget} is spent`;
    if (this.ledger.cost >= costBudget) return `the cost budget of ${costBudget} is spent`;
    return undefined;
  }
}
