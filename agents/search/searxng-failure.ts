import { SearchError, type SearchFailure } from '@parlor/envs';

/** Why a request brought no results. */
export interface Failure {
  readonly failure: SearchFailure;
  /** A clause whose subject is the instance: `did not answer within 10 s`. */
  readonly what: string;
  /** A clause: what to do about it. */
  readonly remedy: string;
  /** Whether the same may succeed when it is asked again. */
  readonly passes: boolean;
  /** Milliseconds that the instance asks to wait, where it does. */
  readonly wait?: number | undefined;
}

/** @param requests how many have failed in this way or another */
export function searchError(url: string, { failure, what, remedy }: Failure, requests: number): SearchError {
  const times = requests > 1 ? ` (asked ${requests} times)` : '';
  return new SearchError(failure, `SearXNG at ${url} ${what}${times}; ${remedy}.`);
}

const WRONG_PLACE = 'check that url is that of an instance, without /search';
const ENABLE_JSON = 'enable json under search.formats in its settings.yml';

/** What a status other than success means. */
export function failureOfStatus(status: number, wait: number | undefined): Failure {
  const what = `answered with status ${status}`;
  if (status === 403) {
    const remedy = `${ENABLE_JSON}, or check the credentials in headers`;
    return {
      failure: 'refused',
      what: `${what}, as it does where JSON is not enabled`,
      remedy,
      passes: false,
    };
  }
  if (status === 429) {
    const remedy = 'ask less often (rate, concurrency), or ease the limiter of the instance';
    return { failure: 'rate-limit', what, remedy, passes: true, wait };
  }
  if (status >= 500 || status === 408) {
    return { failure: 'unavailable', what, remedy: 'look into its log, or try later', passes: true, wait };
  }
  if (status === 401 || status === 407) {
    return { failure: 'refused', what, remedy: 'check the credentials in headers', passes: false };
  }
  if (status >= 400) return { failure: 'refused', what, remedy: WRONG_PLACE, passes: false };
  return { failure: 'malformed', what, remedy: WRONG_PLACE, passes: false };
}

export const timedOut = (limit: number): Failure => ({
  failure: 'timeout',
  what: `did not answer within ${limit} s`,
  remedy: 'raise timeLimit, or name fewer engines',
  passes: true,
});

export const unreachable = (detail: string): Failure => ({
  failure: 'unavailable',
  what: `could not be asked (${detail})`,
  remedy: 'check url, and that it is running',
  passes: true,
});

export const redirected = (where: string): Failure => ({
  failure: 'refused',
  what: `sends its visitors on to ${where}`,
  remedy: 'give the address where it answers itself as url',
  passes: false,
});

export const oversized = (bytes: number): Failure => ({
  failure: 'malformed',
  what: `answered with more than ${bytes} bytes`,
  remedy: 'raise maxBytes, or name fewer engines',
  passes: false,
});

export const HTML_ANSWER: Failure = {
  failure: 'malformed',
  what: 'answered with HTML in place of JSON',
  remedy: `${WRONG_PLACE}, and ${ENABLE_JSON}`,
  passes: false,
};

export const CUT_ANSWER: Failure = {
  failure: 'malformed',
  what: 'sent JSON that is cut off or damaged',
  remedy: 'look for what cuts its answers, a proxy perhaps',
  passes: true,
};

/** @param place where the answer is not as it should be, and how */
export const otherShape = (place: string): Failure => ({
  failure: 'malformed',
  what: `sent JSON of another form (${place})`,
  remedy: WRONG_PLACE,
  passes: false,
});

export const silentEngines = (engines: string): Failure => ({
  failure: 'unavailable',
  what: `found nothing while engines of it did not answer (${engines})`,
  remedy: 'try later, or name other engines',
  passes: true,
});
