import { setTimeout as wait } from 'node:timers/promises';
import {
  cancellable,
  OptionError,
  type Random,
  type ScoredDocument,
  type SearchEngine,
  type Signal,
  stream,
} from '@parlor/envs';
import { backoff } from '../chat/backoff.ts';
import { underSignals } from '../chat/linked-signal.ts';
import { Pace } from './pace.ts';
import { SearchCache } from './search-cache.ts';
import type { Fault } from './searxng-failure.ts';
import { type SearxngOptions, type SearxngSettings, searxngSettings } from './searxng-options.ts';
import { clean } from './searxng-reply.ts';
import { askSearxng } from './searxng-request.ts';

/**
 * A search engine over the web, or over whatever a SearXNG server searches, by its JSON form (`/search?format=json`),
 * which must be on: `search.formats` in its settings.yml. The ids of documents are their addresses; texts are the
 * server's excerpts. Equal searches at the same time are asked once, and answers are held.
 *
 * `search` throws SearchError where no answer came, with the host and the remedy; OptionError where k is no whole number
 * from 0 on; the signal's reason as soon as it aborts, which takes the answer from nobody else.
 * @throws OptionError where an option is unknown or out of range, or the cache folder cannot be made.
 */
export function searxngEngine(options: SearxngOptions): SearchEngine {
  return new SearxngEngine(searxngSettings(options));
}

/** A search that is under way, for all who have asked the same. */
interface Flight {
  readonly controller: AbortController;
  readonly found: Promise<readonly ScoredDocument[]>;
  waiting: number;
}

class SearxngEngine implements SearchEngine {
  readonly name: string;
  private readonly settings: SearxngSettings;
  private readonly cache: SearchCache;
  private readonly pace: Pace;
  private readonly random: Random;
  private readonly flights = new Map<string, Flight>();

  constructor(settings: SearxngSettings) {
    this.settings = settings;
    this.name = `searxng at ${new URL(settings.url).host}`;
    this.cache = new SearchCache(settings.cache, settings.cacheFolder);
    this.pace = new Pace(settings);
    this.random = stream(settings.seed, 'chance');
  }

  async search(query: string, k: number, signal?: Signal): Promise<readonly ScoredDocument[]> {
    if (!Number.isInteger(k) || k < 0) {
      throw new OptionError(
        `k, how many documents a search finds, must be a whole number from 0 on, not ${k}.`,
      );
    }
    signal?.throwIfAborted();
    const words = plainQuery(query, this.settings.longestQuery);
    if (words === '' || k === 0) return [];
    return (await this.find(words, signal)).slice(0, k);
  }

  /** All that is found for a query, from memory or together with those who ask the same. */
  private async find(words: string, signal: Signal | undefined): Promise<readonly ScoredDocument[]> {
    const query = queryOf(words, this.settings);
    const { url, headers, longestText } = this.settings;
    const key = SearchCache.key({
      url,
      query: query.toString(),
      headers: headers.map(([name, value]) => [name.toLowerCase(), value.reveal()]),
      longestText,
    });
    const known = this.cache.recall(key);
    if (known) return known;
    const flight = this.flights.get(key) ?? this.depart(key, query);
    flight.waiting++;
    try {
      return await underSignals([signal], (linked) => cancellable(() => flight.found, linked));
    } finally {
      if (--flight.waiting === 0) {
        this.flights.delete(key);
        flight.controller.abort(); // of what is over already, where somebody waited to the end
      }
    }
  }

  private depart(key: string, query: URLSearchParams): Flight {
    const controller = new AbortController();
    const flight = { controller, found: this.fresh(key, query, controller.signal), waiting: 0 };
    this.flights.set(key, flight);
    return flight;
  }

  /** From the folder, or from the server, which is asked again where that may help. */
  private async fresh(
    key: string,
    query: URLSearchParams,
    signal: AbortSignal,
  ): Promise<readonly ScoredDocument[]> {
    const kept = await this.cache.find(key);
    if (kept) return kept;
    for (let retry = 0; ; retry++) {
      const answer = await this.pace.run(() => askSearxng(this.settings, query, signal), signal);
      if (answer.error === undefined) {
        await this.cache.keep(key, answer.documents);
        return answer.documents;
      }
      const pause = this.pause(answer, retry);
      if (pause === undefined) throw answer.error;
      await cancellable(() => wait(pause, undefined, { signal }), signal);
    }
  }

  /** Milliseconds before the next try; undefined where there is none. */
  private pause({ passes, wait }: Fault, retry: number): number | undefined {
    if (!passes || retry >= this.settings.retries) return undefined;
    if (wait === undefined) return backoff(retry, this.settings.backoff, this.random);
    return wait > this.settings.longestWait ? undefined : wait;
  }
}

/**
 * The words of a query. What SearXNG would take for an order is taken off: `!engine`, `!!elsewhere`, `:language`,
 * `<timeout`; a query may come from a model, and is there to be looked for.
 */
function plainQuery(query: string, longest: number): string {
  const words = clean(query, longest)
    .split(' ')
    .map((word) => word.replace(/^[!:?<]+/, ''));
  return words.filter((word) => word !== '').join(' ');
}

function queryOf(
  words: string,
  { language, categories, engines, safesearch, pageno }: SearxngSettings,
): URLSearchParams {
  const query = new URLSearchParams({ q: words, format: 'json' });
  const set = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  };
  set('language', language);
  set('categories', categories?.join(','));
  set('engines', engines?.join(','));
  set('safesearch', safesearch);
  set('pageno', pageno);
  return query;
}
