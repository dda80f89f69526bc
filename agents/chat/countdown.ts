import { ChatError } from './errors.ts';

/** A time limit is counted in so many steps: there is no clock here, and timers tell no time. */
const STEPS = 100;

/**
 * A time limit that can be stopped and started. It counts hundredths of itself while it runs; one that has begun when
 * it is stopped counts as whole. Waits of known length are charged exactly.
 */
export class Countdown {
  /** Milliseconds that are left. */
  left: number;
  private readonly stepLength: number;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  /** @param length milliseconds */
  constructor(length: number) {
    this.left = length;
    this.stepLength = Math.max(length / STEPS, 1); // timers know no shorter one
  }

  /** Aborts when the time is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get over(): boolean {
    return this.controller.signal.aborted;
  }

  start(): void {
    this.timer ??= setInterval(() => this.spend(this.stepLength), this.stepLength);
  }

  /** Stops for a while, or for good; a countdown that is dropped must be stopped. */
  stop(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.spend(this.stepLength);
  }

  /** Takes so many milliseconds off. */
  spend(milliseconds: number): void {
    this.left -= milliseconds;
    if (this.left > this.stepLength / 2) return; // rounding must not leave a sliver of a step
    clearInterval(this.timer);
    this.timer = undefined;
    this.controller.abort(new ChatError('The time limit is over.'));
  }
}
