import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { cancellable, type Random } from '@parlor/envs';
import { AgentError } from '../errors.ts';
import type { Address } from './address.ts';
import { backoff } from './backoff.ts';
import { attempts, type Once } from './attempt.ts';
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
}

/** The tries of a question that brought no answer. */
type Tries = TranscriptRow['tries'];
type Written = Pick<
  TranscriptRow,
  'request' | 'tries' | 'answer' | 'reply' | 'cost' | 'cached' | 'error' | 'latency'
>;

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
    const { signal, clock } = options;
    if (signal !== undefined) setMaxListeners(0, signal); // as many as there are requests, each removed in the end
    return new ChatModel(config, options, attempts({ send, endpoint, config, signal, clock }));
  }

  /**
   * Asks until there is an answer, from the cache if it is there.
   * @throws AgentError where none came; the signal's reason where it was cancelled; ChatError or a system error where
   * the transcript or the cache can not be written.
   */
  async ask(question: Question): Promise<Spoken> {
    const { cache } = this.options;
    const body = requestBody(this.config, question.messages);
    const tries: Tries = [];
    if (cache === undefined) return this.fresh(question, body, tries, undefined);
    const key = ReplyCache.key({ baseURL: this.config.baseURL, body, address: question.address });
    const found = await cache.find(key);
    if (found && 'completion' in found) {
      for (const ledger of this.ledgers(question)) ledger.cacheHits++;
      this.tell(question, { type: 'cache-hit' });
      return this.answer(question, body, found.completion, { tries, cached: true, cost: 0 });
    }
    if (found) this.tell(question, { type: 'cache-damaged', detail: found.damaged });
    if (cache.mode === 'read-write') return this.fresh(question, body, tries, key);
    const detail = found ? `the entry ${key} is damaged: ${found.damaged}` : `there is no entry ${key}`;
    return this.fail(question, body, tries, { kind: 'cache-miss', detail });
  }

  /** Asks the endpoint, again and again where that may help. */
  private async fresh(
    question: Question,
    body: RequestBody,
    tries: Tries,
    key: string | undefined,
  ): Promise<Spoken> {
    const { retries, timeLimit } = this.config;
    const countdown = new Countdown(timeLimit * 1000);
    for (;;) {
      const spent = this.overBudget();
      if (spent !== undefined) return this.fail(question, body, tries, { kind: 'budget', detail: spent });
      const { outcome, latency } = await this.once(body, countdown);
      const usage = outcome.completion ? outcome.completion.usage : outcome.usage;
      for (const ledger of this.ledgers(question))
        ledger.request(usage, this.config.prices, tries.length > 0);
      if (outcome.completion) {
        const completion = key === undefined ? outcome.completion : await this.keep(key, outcome.completion);
        return this.answer(question, body, completion, {
          tries,
          cached: false,
          cost: costOf(usage, this.config.prices),
          ...latency,
        });
      }
      const { wait: asked, ...failed } = outcome.failure;
      if (!passes(failed) || tries.length >= retries) {
        tries.push({ ...failed, ...latency });
        return this.fail(question, body, tries, failed);
      }
      const { first, most } = this.config.backoff;
      const pause =
        asked ?? backoff(tries.length, { first: first * 1000, most: most * 1000 }, question.random);
      tries.push({ ...failed, wait: pause, ...latency });
      for (const ledger of this.ledgers(question)) ledger.failure(failed.kind);
      if (pause >= countdown.left) {
        const detail = `the next try would come ${Math.round(pause)} ms later, after the end of the time limit`;
        return this.fail(question, body, tries, { kind: 'timeout', detail });
      }
      this.tell(question, { type: 'retry', reason: failed.kind, detail: failed.detail, wait: pause });
      await underSignals([this.options.signal], (signal) =>
        cancellable(() => this.sleep(pause, signal), signal),
      );
      countdown.spend(pause);
    }
  }

  private async keep(key: string, completion: Completion): Promise<Completion> {
    return this.options.cache?.keep(key, completion) ?? completion;
  }

  /** The model has answered: the words that go to the game, written down. */
  private async answer(
    question: Question,
    body: RequestBody,
    completion: Completion,
    how: Pick<TranscriptRow, 'tries' | 'cached' | 'cost' | 'latency'>,
  ): Promise<Spoken> {
    const words = spoken(completion, this.config.template.mark);
    const declined = refusal(completion);
    if (declined !== undefined) {
      for (const ledger of this.ledgers(question)) ledger.refusals++;
      this.tell(question, { type: 'refusal', detail: declined });
    }
    const { reply } = words;
    await this.write(question, { request: body, answer: completion, reply, error: null, ...how });
    return words;
  }

  /** The model has not answered: told, written down, and thrown. */
  private async fail(question: Question, body: RequestBody, tries: Tries, failure: Failure): Promise<never> {
    for (const ledger of this.ledgers(question)) ledger.failure(failure.kind);
    this.tell(question, { type: 'failure', reason: failure.kind, detail: failure.detail });
    const error = `${failure.kind}: ${failure.detail}`;
    const none = { answer: null, reply: null, cost: 0, cached: false };
    await this.write(question, { request: body, tries, ...none, error });
    throw new AgentError(question.agent, publicReason(failure, tries.length, this.config.timeLimit));
  }

  private async write({ agent, game, role, address }: Question, what: Written): Promise<void> {
    const { baseURL, template } = this.config;
    await this.options.transcripts?.append({
      version: 1,
      agent,
      game,
      role,
      ...address,
      template: template.name,
      baseURL,
      ...what,
    });
  }

  private tell({ agent, game, address }: Question, event: ChatEventBody): void {
    this.options.onEvent?.({ agent, game, ...address, ...event });
  }

  private ledgers({ ledger }: Question): readonly Ledger[] {
    return [this.ledger, ledger];
  }

  private overBudget(): string | undefined {
    const { tokenBudget = Infinity, costBudget = Infinity } = this.config;
    if (this.ledger.tokens >= tokenBudget) return `the token budget of ${tokenBudget} is spent`;
    if (this.ledger.cost >= costBudget) return `the cost budget of ${costBudget} is spent`;
    return undefined;
  }
}
