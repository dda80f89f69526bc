import { cancellable } from '@parlor/envs';

/** So many turns a second, at equal distances, in the order in which they were asked for. There is no clock: a timer. */
export class Pace {
  /** Milliseconds between two turns. */
  private readonly distance: number;
  private readonly waiting: (() => void)[] = [];
  /** Runs while the next turn may not come yet. */
  private timer: NodeJS.Timeout | undefined;

  /** @param rate turns a second */
  constructor(rate: number) {
    this.distance = 1000 / rate;
  }

  /** Waits for a turn. @throws the signal's reason as soon as it aborts; nobody waits any longer for that */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.timer === undefined) return this.close();
    let begin = (): void => undefined;
    const turn = new Promise<void>((resolve) => (begin = resolve));
    this.waiting.push(begin);
    this.timer.ref();
    try {
      await cancellable(() => turn, signal);
    } finally {
      const place = this.waiting.indexOf(begin);
      if (place >= 0) this.waiting.splice(place, 1);
      if (this.waiting.length === 0) this.timer?.unref();
    }
  }

  /** A turn has come: the next one is yet to come. The timer keeps the process from its end only where somebody waits. */
  private close(): void {
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.close();
      next();
    }, this.distance);
    if (this.waiting.length === 0) this.timer.unref();
  }
}
