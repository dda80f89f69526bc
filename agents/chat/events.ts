import type { Address } from './address.ts';
import type { FailureKind } from './failure.ts';

/** Whom an event is about. */
export interface ChatEventSource extends Address {
  readonly agent: string;
  readonly game: string;
}

/** What happens between an agent and its endpoint; `detail` is for whoever runs it, not for the other players. */
export type ChatEventBody =
  | {
      readonly type: 'retry';
      readonly reason: FailureKind;
      readonly detail: string;
      /** Milliseconds until the next try. */
      readonly wait: number;
    }
  | { readonly type: 'refusal'; readonly detail: string }
  | { readonly type: 'failure'; readonly reason: FailureKind; readonly detail: string }
  | { readonly type: 'cache-hit' }
  | { readonly type: 'cache-damaged'; readonly detail: string };

export type ChatEvent = ChatEventSource & ChatEventBody;
