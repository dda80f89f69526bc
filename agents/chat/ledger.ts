import type { Usage } from './completion.ts';
import { type FailureKind, FAILURES } from './failure.ts';

/** Per million tokens, in any currency. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

/** What a request costs; nothing is known, and 0 counted, where the server does not tell its usage. */
export function costOf(usage: Usage | null, { input, output }: Prices): number {
  return usage === null ? 0 : (usage.prompt * input + usage.completion * output) / 1e6;
}

/** What an agent, or several, have asked for and what it cost. */
export class Ledger {
  /** Requests that were sent, retries included. */
  requests = 0;
  retries = 0;
  /** Answers taken from the cache, which cost nothing. */
  cacheHits = 0;
  /** Answers that were refusals, or empty. */
  refusals = 0;
  /** Requests whose usage the server did not tell: their tokens and costs are in no sum. */
  unmetered = 0;
  promptTokens = 0;
  /** Reasoning tokens included. */
  completionTokens = 0;
  reasoningTokens = 0;
  cost = 0;
  /** Requests that brought no answer, and replies that were given up, by reason. */
  readonly failures: Partial<Record<FailureKind, number>> = {};

  /** Tokens in and out. */
  get tokens(): number {
    return this.promptTokens + this.completionTokens;
  }

  /** A request was sent and is over. */
  request(usage: Usage | null, prices: Prices, retry: boolean): void {
    this.requests++;
    if (retry) this.retries++;
    if (usage === null) {
      this.unmetered++;
      return;
    }
    this.promptTokens += usage.prompt;
    this.completionTokens += usage.completion;
    this.reasoningTokens += usage.reasoning;
    this.cost += costOf(usage, prices);
  }

  failure(kind: FailureKind, times = 1): void {
    this.failures[kind] = (this.failures[kind] ?? 0) + times;
  }

  /** Adds up ledgers of one currency. */
  static sum(ledgers: Iterable<Ledger>): Ledger {
    const sum = new Ledger();
    for (const ledger of ledgers) {
      for (const name of NUMBERS) sum[name] += ledger[name];
      for (const kind of FAILURES) {
        const times = ledger.failures[kind];
        if (times !== undefined) sum.failure(kind, times);
      }
    }
    return sum;
  }
}

const NUMBERS = [
  'requests',
  'retries',
  'cacheHits',
  'refusals',
  'unmetered',
  'promptTokens',
  'completionTokens',
  'reasoningTokens',
  'cost',
] as const;
