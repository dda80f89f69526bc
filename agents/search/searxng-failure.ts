import { SearchError, type SearchFailure } from '@parlor/envs';
import { retryAfter } from '../chat/retry-after.ts';

/** A request that brought nothing, and what may be done. No server's words are in it: they may repeat credentials. */
export interface Fault {
  readonly error: SearchError;
  /** Whether the same request may succeed later. */
  readonly passes: boolean;
  /** Milliseconds that the server asks to wait; undefined where it does not say. */
  readonly wait?: number | undefined;
}

/** Codes of connections that came to nothing: what they mean, and what helps. */
const CONNECTION: Readonly<Record<string, readonly [SearchFailure, string, passes: boolean]>> = {
  ECONNREFUSED: ['unavailable', 'accepts no connection: start SearXNG there, or correct the url', true],
  ECONNRESET: ['unavailable', 'closed the connection: ask again later', true],
  EPIPE: ['unavailable', 'closed the connection: ask again later', true],
  UND_ERR_SOCKET: ['unavailable', 'closed the connection: ask again later', true],
  ETIMEDOUT: ['timeout', 'did not take the connection in time: see whether it is up', true],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'did not take the connection in time: see whether it is up', true],
  ENOTFOUND: ['unavailable', 'is a name that nobody knows: correct the url', false],
  EAI_AGAIN: ['unavailable', 'is a name that cannot be looked up now: see to the network', true],
  HPE_INVALID_CONSTANT: ['malformed', 'does not speak HTTP: correct the url', false],
};

const fault = (failure: SearchFailure, message: string, passes: boolean, cause?: unknown): Fault => ({
  error: new SearchError(failure, message, cause === undefined ? undefined : { cause }),
  passes,
});

/** `fetch` has thrown. */
export function connectionFault(host: string, thrown: unknown): Fault {
  const code = codeOf(thrown);
  if (code !== undefined && Object.hasOwn(CONNECTION, code)) {
    const [failure, what, passes] = CONNECTION[code];
    return fault(failure, `${host} ${what}.`, passes, thrown);
  }
  const how = code === undefined ? '' : ` (${code})`;
  return fault(
    'unavailable',
    `${host} cannot be reached${how}: see to the url and the network.`,
    true,
    thrown,
  );
}

export function timeoutFault(host: string, timeout: number): Fault {
  return fault('timeout', `${host} did not answer within ${timeout} ms: ask again, or raise timeout.`, true);
}

/** A status other than 200. */
export function statusFault(host: string, status: number, headers: Headers): Fault {
  if (status === 429 || status >= 500) {
    const wait = retryAfter(headers);
    const asks = wait === undefined ? '' : ` and asks to wait ${Math.ceil(wait / 1000)} s`;
    return status === 429
      ? {
          ...fault('rate-limit', `${host} has had too many requests (429)${asks}: raise interval.`, true),
          wait,
        }
      : { ...fault('unavailable', `${host} has failed (${status})${asks}: see its log.`, true), wait };
  }
  const refused = (what: string): Fault => fault('refused', `${host} ${what}.`, false);
  if (status >= 300 && status < 400) {
    const location = headers.get('location');
    const other = location !== null && URL.canParse(location) ? ` to ${new URL(location).host}` : '';
    return refused(`redirects${other} (${status}), which is not followed: give the final address as url`);
  }
  switch (status) {
    case 401:
      return refused('wants credentials (401): give them as headers');
    case 403:
      return refused(
        'forbids the search (403): add json to search.formats in settings.yml, and see to its limiter',
      );
    case 404:
      return refused('has no /search (404): give the base address of SearXNG as url');
    default:
      return status >= 400
        ? refused(`does not take the search (${status}): see to its options`)
        : malformed(host, `answers with status ${status} and no results: see whether it is SearXNG`);
  }
}

/** Nothing was found because no engine behind the server answered: they are overdrawn or gone, for minutes or more. */
export function silentFault(host: string): Fault {
  return fault(
    'unavailable',
    `${host} found nothing, and engines behind it did not answer: see to them in its settings.yml, or ask less often.`,
    false,
  );
}

export function malformed(host: string, what: string): Fault {
  return fault('malformed', `${host} ${what}.`, false);
}

/** The code of an error or of what caused it. */
function codeOf(thrown: unknown): string | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth++) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error instanceof AggregateError) {
      const code = codeOf(error.errors[0]);
      if (code !== undefined) return code;
    }
  }
  return undefined;
}
