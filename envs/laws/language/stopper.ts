import type { Signal } from '../../core/signal.ts';

/** What the signal says when it stops a step. */
const STOPPED = new Error('The step was cancelled by the law.');

/** Cancels work that hangs. It is written out since this package knows no platform and its AbortController. */
export class Stopper {
  /** Whether work is to hang now. */
  pending = false;

  /**
   * Begins some work and cancels it.
   * @returns what the work gave where it was done all the same; nothing where it was cancelled
   * @throws what the work throws besides being cancelled
   */
  async during<Result>(work: (signal: Signal) => Promise<Result>): Promise<Result | undefined> {
    const listeners = new Set<() => void>();
    const signal = {
      aborted: false,
      reason: STOPPED,
      addEventListener: (_type: 'abort', listener: () => void) => void listeners.add(listener),
      removeEventListener: (_type: 'abort', listener: () => void) => void listeners.delete(listener),
    };
    this.pending = true;
    try {
      const result = work(signal);
      // Long enough for the reply to be read and the rules to be asked, which takes a few turns of the event loop's queue.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      signal.aborted = true;
      for (const listener of listeners) listener();
      return await result;
    } catch (error) {
      if (error !== STOPPED) throw error;
      return undefined;
    } finally {
      this.pending = false;
    }
  }
}
