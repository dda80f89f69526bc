import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { cancellable, OptionError, type Random, type ScoredDocument, type SearchEngine } from '@parlor/envs';
import { z } from 'zod';
import { backoff } from '../chat/backoff.ts';
import { canonical, sha256 } from '../chat/canonical.ts';
import { Endpoint } from '../chat/endpoint.ts';
import { EntryFolder } from '../chat/entry-folder.ts';
import { underSignals } from '../chat/linked-signal.ts';
import { HttpClient } from './http-get.ts';
import { Pace } from './pace.ts';
import { Recent } from './recent.ts';
import { type Result, resultSchema } from './searxng-answer.ts';
import { parseSearxngConfig, type SearxngConfig, type SearxngConfigInput } from './searxng-config.ts';
import { type Failure, searchError } from './searxng-failure.ts';
import { ask, searchParameters } from './searxng-request.ts';

/** What happens between the engine and its instance, besides answers. */
export type SearxngEvent =
  | {
      readonly type: 'retry';
      readonly reason: Failure['failure'];
      readonly detail: string;
      /** Milliseconds until the next request. */
      readonly wait: number;
    }
  | { readonly type: 'cache-hit'; readonly from: 'memory' | 'folder' }
  | { readonly type: 'cache-damaged'; readonly detail: string };

/** What the engine is given besides its configuration. */
export interface SearxngOptions {
  /** Of the jitter of retries; left out, there is none. */
  readonly random?: Random;
  readonly onEvent?: (event: SearxngEvent) => void;
  /** Ends every search when it aborts. */
  readonly signal?: AbortSignal;
  /** Waits before a retry; a test may give one that does not. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A search engine that answers later. */
export interface SearxngEngine extends SearchEngine {
  search(query: string, k: number, signal?: AbortSignal): Promise<readonly ScoredDocument[]>;
}

/**
 * Searches the web through an instance of SearXNG, by its JSON form. The id of a document is its address. Share one engine
 * among all who search: its limits and its cache are its own.
 * @throws OptionError where the configuration is not valid, or the cache folder can not be made
 */
export function searxngEngine(config: SearxngConfigInput, options: SearxngOptions = {}): SearxngEngine {
  return new Engine(parseSearxngConfig(config), options);
}

class Engine implements SearxngEngine {
  readonly name = 'searxng';
  private readonly config: SearxngConfig;
  private readonly options: SearxngOptions;
  /** Out of sight: its connections remember the credentials that they have sent. */
  readonly #client = new HttpClient();
  private readonly endpoint: Endpoint;
  private readonly pace: Pace | undefined;
  private readonly memory: Recent<readonly Result[]>;
  private readonly folder: EntryFolder<readonly Result[]> | undefined;

  constructor(config: SearxngConfig, options: SearxngOptions) {
    const { memory, folder, mode } = config.cache;
    this.config = config;
    this.options = options;
    this.endpoint = new Endpoint(config.concurrency);
    this.pace = config.rate === undefined ? undefined : new Pace(config.rate);
    this.memory = new Recent(memory);
    if (folder === undefined) return;
    this.folder = new EntryFolder(folder, 'results', z.array(resultSchema));
    try {
      if (mode === 'read-write') mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new OptionError(`The cache folder ${folder} can not be made; name another.`, { cause });
    }
  }

  async search(query: string, k: number, signal?: AbortSignal): Promise<readonly ScoredDocument[]> {
    signal?.throwIfAborted();
    if (!Number.isSafeInteger(k) || k < 0) {
      throw new OptionError(`searxng: k must be a whole number from 0 on, not ${k}.`);
    }
    const words = plainQuery(query);
    if (words === '' || k === 0) return [];
    return underSignals([this.options.signal, signal], (either) => this.collect(words, k, either));
  }

  /** As many pages as it takes, within the limit. */
  private async collect(query: string, k: number, signal: AbortSignal): Promise<ScoredDocument[]> {
    const results = new Map<string, Result>();
    for (let page = 1; page <= this.config.pages && results.size < k; page++) {
      signal.throwIfAborted();
      const found = await this.page(searchParameters(this.config, query, page), signal);
      for (const result of found) if (!results.has(result.id)) results.set(result.id, result);
      if (found.length === 0) break;
    }
    return scored([...results.values()]).slice(0, k);
  }

  /** One page of results, from the cache if it is there. */
  private async page(
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly Result[]> {
    const { url, maxText, cache } = this.config;
    const key = sha256(canonical({ url, maxText, parameters }));
    const remembered = this.memory.get(key);
    if (remembered !== undefined) {
      this.tell({ type: 'cache-hit', from: 'memory' });
      return remembered;
    }
    const found = await this.folder?.find(key);
    if (found && 'damaged' in found) this.tell({ type: 'cache-damaged', detail: found.damaged });
    if (found && 'value' in found) {
      this.tell({ type: 'cache-hit', from: 'folder' });
      this.memory.set(key, found.value);
      return found.value;
    }
    if (cache.mode === 'read-only') throw searchError(url, NOT_CACHED, 0);
    const fresh = await this.fresh(parameters, signal);
    const kept = (await this.folder?.keep(key, fresh)) ?? fresh;
    this.memory.set(key, kept);
    return kept;
  }

  /** Asks the instance, again and again where that may help. */
  private async fresh(
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly Result[]> {
    const { url, retries, patience, backoff: waits } = this.config;
    for (let requests = 1; ; requests++) {
      const outcome = await this.endpoint.run(async () => {
        await this.pace?.turn(signal);
        return ask(this.#client, this.config, parameters, signal);
      }, signal);
      if ('results' in outcome) return outcome.results;
      const { failed } = outcome;
      if (!failed.passes || requests > retries) throw searchError(url, failed, requests);
      const limits = { first: waits.first * 1000, most: waits.most * 1000 };
      const pause = failed.wait ?? backoff(requests - 1, limits, this.options.random);
      if (pause > patience * 1000) throw searchError(url, impatient(failed, pause), requests);
      this.tell({ type: 'retry', reason: failed.failure, detail: failed.what, wait: pause });
      await cancellable(() => this.sleep(pause, signal), signal);
    }
  }

  private sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.options.sleep?.(milliseconds, signal) ?? wait(milliseconds, undefined, { signal });
  }

  private tell(event: SearxngEvent): void {
    this.options.onEvent?.(event);
  }
}

const NOT_CACHED: Failure = {
  failure: 'unavailable',
  what: 'may not be asked, and its answer is not in the cache',
  remedy: 'open the cache with mode read-write',
  passes: false,
};

const impatient = (failure: Failure, pause: number): Failure => ({
  ...failure,
  what: `${failure.what} and asks to wait ${Math.ceil(pause / 1000)} s`,
  remedy: 'raise patience, or try later',
});

/** The longest query that is sent. Unit: UTF-16 code units. */
const QUERY_LIMIT = 1000;

/**
 * A query in which nothing is a command: words that begin with `!`, `:`, `?` or `<` choose engines, languages and time limits
 * in SearXNG, or send its visitors elsewhere.
 */
function plainQuery(query: string): string {
  return query
    .slice(0, QUERY_LIMIT)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/(?<= |^)[!:?<]+/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

/** The instance's own scores where every result has one, else 1 / rank; the best first. */
function scored(results: readonly Result[]): ScoredDocument[] {
  const own = results.every(({ score }) => score !== null);
  return results
    .map(({ score, ...document }, index) => ({
      ...document,
      score: own && score !== null ? score : 1 / (index + 1),
    }))
    .sort((a, b) => b.score - a.score);
}
