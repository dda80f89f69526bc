import { cancellable } from '@parlor/envs';
import { Endpoint } from '../chat/endpoint.ts';

/** Until when nothing may start. */
interface Gap {
  readonly timer: NodeJS.Timeout;
  readonly over: Promise<void>;
}

/** Lets work begin in the order in which it came: so many pieces at once, and so far apart. */
export class Pace {
  private readonly slots: Endpoint;
  private readonly starts = new Endpoint(1);
  private readonly interval: number;
  private gap: Gap | undefined;

  /** @param interval least milliseconds between two starts */
  constructor({ concurrency, interval }: { concurrency: number; interval: number }) {
    this.slots = new Endpoint(concurrency);
    this.interval = interval;
  }

  /** @throws the signal's reason as soon as it aborts, whether the work has begun or not, or what the work throws. */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    return this.slots.run(async () => {
      if (this.interval > 0) await this.starts.run(() => this.start(signal), signal);
      return work();
    }, signal);
  }

  private async start(signal: AbortSignal): Promise<void> {
    const { gap } = this;
    if (gap) {
      gap.timer.ref();
      try {
        await cancellable(() => gap.over, signal);
      } finally {
        gap.timer.unref();
      }
    }
    let end = (): void => {};
    const over = new Promise<void>((resolve) => (end = resolve));
    const timer = setTimeout(() => {
      this.gap = undefined;
      end();
    }, this.interval);
    timer.unref(); // a gap after the last request keeps no process alive
    this.gap = { timer, over };
  }
}
