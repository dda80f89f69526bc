import { setImmediate as turn } from 'node:timers/promises';

/**
 * Does a piece of work for every index, so many at the same time; the results come in order of the index. The first
 * error aborts the signal that all work is given, and is thrown once all of it has come to rest.
 * @throws what the work throws, or the reason of the given signal
 */
export async function sideBySide<Result>(
  count: number,
  concurrency: number,
  signal: AbortSignal | undefined,
  work: (index: number, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  signal?.throwIfAborted();
  const failure = new AbortController();
  const results = new Array<Result>(count);
  let next = 0;
  const worker = async (): Promise<void> => {
    // A signal of its own: a thousand listeners on one signal look like a leak.
    const mine = AbortSignal.any(signal ? [signal, failure.signal] : [failure.signal]);
    try {
      while (next < count && !mine.aborted) {
        const index = next++;
        results[index] = await work(index, mine);
        await turn(); // work that is done at once would leave no time for signals and files
      }
      mine.throwIfAborted();
    } catch (error) {
      failure.abort(error);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
  if (failure.signal.aborted) throw failure.signal.reason;
  return results;
}
