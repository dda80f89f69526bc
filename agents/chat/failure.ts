import { z } from 'zod';
import { OversizedError } from './capped-fetch.ts';
import { retryAfter } from './retry-after.ts';

/** Why a request brought no answer. */
export const FAILURES = [
  'timeout',
  'busy',
  'server',
  'refused',
  'connection',
  'malformed',
  'empty',
  'role',
  'cut',
  'oversized',
  'budget',
  'cache-miss',
] as const;
export type FailureKind = (typeof FAILURES)[number];

export interface Failure {
  readonly kind: FailureKind;
  /** For the log, not for the other players: it may quote the server. */
  readonly detail: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** Milliseconds that the server asks to wait, where it does. */
  readonly wait?: number;
}

/** What may go away when the same is asked again. */
const PASSING: ReadonlySet<FailureKind> = new Set([
  'busy',
  'server',
  'connection',
  'malformed',
  'empty',
  'role',
  'cut',
]);

export function passes({ kind }: Failure): boolean {
  return PASSING.has(kind);
}

/** Statuses after which a client should try again: timeout, conflict, too many requests, and the server's own errors. */
const BUSY = [408, 409, 429];

const headersSchema = z.custom<Pick<Headers, 'get'>>((value) => value instanceof Headers);
const statusSchema = z.looseObject({ status: z.number(), headers: headersSchema.optional() });
const causeSchema = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });

/** What an error of the client means. */
export function failureOf(error: unknown): Failure {
  const detail = describe(error);
  if (findCause(error, (cause) => cause instanceof OversizedError)) return { kind: 'oversized', detail };
  if (error instanceof SyntaxError) return { kind: 'malformed', detail };
  const answer = statusSchema.safeParse(error);
  if (!answer.success) return { kind: streamError(error) ? 'server' : 'connection', detail };
  const { status, headers } = answer.data;
  const kind = BUSY.includes(status) ? 'busy' : status >= 500 ? 'server' : 'refused';
  const wait = headers && retryAfter(headers);
  return { kind, detail, status, ...(wait !== undefined && { wait }) };
}

/** In the middle of a stream a server can tell its error only by an event, which has no status. */
function streamError(error: unknown): boolean {
  return z.looseObject({ error: z.looseObject({}) }).safeParse(error).success;
}

/** An error and its causes, in one line; it may quote the key until `redacted` has seen to it. */
function describe(error: unknown): string {
  const parts: string[] = [];
  findCause(error, (cause) => {
    const { code, message } = causeSchema.safeParse(cause).data ?? {};
    parts.push([code, message].filter((part) => part).join(' '));
    return false;
  });
  return parts.join(': ').replace(/\s+/g, ' ') || 'an error without a message';
}

/** Whether the error, or what caused it, is one that is looked for. */
function findCause(error: unknown, wanted: (error: unknown) => boolean): boolean {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (wanted(cause)) return true;
    cause = cause.cause;
  }
  return false;
}

/** What everybody may read of a failure, as a clause without its full stop. */
export function publicReason({ kind, status }: Failure, tries: number, timeLimit: number): string {
  const times = tries === 1 ? 'once' : `${tries} times`;
  const code = status === undefined ? '' : ` with status ${status}`;
  switch (kind) {
    case 'timeout':
      return `its model did not answer within ${timeLimit} s`;
    case 'busy':
    case 'server':
      return `its endpoint was asked ${times} and failed${code}`;
    case 'refused':
      return `its endpoint refused the request${code}`;
    case 'connection':
      return `its endpoint was asked ${times} and the connection failed`;
    case 'malformed':
      return `its endpoint was asked ${times} and sent no valid answer`;
    case 'empty':
      return `its endpoint was asked ${times} and sent an answer without content`;
    case 'role':
      return `its model was asked ${times} and answered in the wrong role`;
    case 'cut':
      return `its endpoint was asked ${times} and cut the answer off`;
    case 'oversized':
      return 'its model answered without end';
    case 'budget':
      return 'its budget is spent';
    case 'cache-miss':
      return 'its answer is not in the cache, and the cache is read-only';
  }
}
