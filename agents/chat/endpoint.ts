import { cancellable } from '@parlor/envs';
import pLimit, { type LimitFunction } from 'p-limit';

const endpoints = new Map<string, Endpoint>();

/** The slots of one base URL, which all agents of the process share. */
export class Endpoint {
  private readonly limit: LimitFunction;

  /** @param concurrency requests at the same time */
  constructor(concurrency: number) {
    this.limit = pLimit(concurrency);
  }

  /** The endpoint of a base URL; the smallest concurrency that anybody asked for holds for all. */
  static at(baseURL: string, concurrency: number): Endpoint {
    const known = endpoints.get(baseURL);
    if (known) known.limit.concurrency = Math.min(known.limit.concurrency, concurrency);
    const endpoint = known ?? new Endpoint(concurrency);
    endpoints.set(baseURL, endpoint);
    return endpoint;
  }

  /**
   * Does some work in a free slot, in the order in which slots were asked for.
   * @throws the signal's reason as soon as it aborts, whether the work has begun or not, or what the work throws.
   */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    if (signal === undefined) return this.limit(work);
    // Whoever has given up leaves at once; when its turn comes, its slot is free again at once.
    return cancellable(
      () =>
        this.limit(() => {
          signal.throwIfAborted();
          return work();
        }),
      signal,
    );
  }
}
