import { setMaxListeners } from 'node:events';

/**
 * Does some work under a signal that aborts as soon as one of the given ones does. It leaves no listener behind, so
 * a signal that lives as long as a league can be given to every request.
 */
export async function underSignals<Result>(
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const links = signals.flatMap((signal) => {
    if (signal === undefined) return [];
    const abort = (): void => controller.abort(signal.reason);
    if (signal.aborted) abort();
    setMaxListeners(0, signal); // as many as there are requests: no leak, whatever Node suspects
    signal.addEventListener('abort', abort);
    return [() => signal.removeEventListener('abort', abort)];
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const unlink of links) unlink();
  }
}
