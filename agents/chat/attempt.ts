import { cancellable } from '@parlor/envs';
import type { Send } from './client.ts';
import type { Outcome } from './completion.ts';
import type { ChatConfig } from './config.ts';
import type { Countdown } from './countdown.ts';
import type { Endpoint } from './endpoint.ts';
import { underSignals } from './linked-signal.ts';
import { redacted } from './redacted.ts';
import type { RequestBody } from './request-body.ts';

/** What one request brought, without the key; its latency, in milliseconds, only where there is a clock. */
export interface Attempt {
  readonly outcome: Outcome;
  readonly latency: { readonly latency?: number };
}

/** Sends one request, in a slot of its endpoint; the countdown runs while it is under way, not while it waits. */
export type Once = (body: RequestBody, countdown: Countdown, signal: AbortSignal) => Promise<Attempt>;

interface AttemptOptions {
  readonly send: Send;
  readonly endpoint: Endpoint;
  readonly config: Pick<ChatConfig, 'timeLimit' | 'key'>;
  readonly clock: (() => number) | undefined;
}

/** A function that sends single requests; it throws the signal's reason as soon as that aborts. */
export function attempts({ send, endpoint, config, clock }: AttemptOptions): Once {
  const timed = async (...[body, countdown, signal]: Parameters<Once>): Promise<Outcome> => {
    countdown.start();
    try {
      return await underSignals([signal, countdown.signal], (linked) =>
        cancellable(() => send(body, linked), linked),
      );
    } catch (error) {
      if (!countdown.over || signal.aborted) throw error;
      const detail = `there was no answer within ${config.timeLimit} s`;
      return { failure: { kind: 'timeout', detail }, usage: null };
    } finally {
      countdown.stop();
    }
  };
  return (body, countdown, signal) =>
    endpoint.run(async () => {
      const started = clock?.();
      const outcome = redacted(await timed(body, countdown, signal), config.key);
      return {
        outcome,
        latency: started === undefined || clock === undefined ? {} : { latency: clock() - started },
      };
    }, signal);
}
