import { Countdown } from '../chat/countdown.ts';
import { describeError } from '../chat/failure.ts';
import { underSignals } from '../chat/linked-signal.ts';
import { retryAfter } from '../chat/retry-after.ts';
import { type HttpClient, type HttpReply, LongReply } from './http-get.ts';
import { type Outcome, plainText, readAnswer } from './searxng-answer.ts';
import type { SearxngConfig } from './searxng-config.ts';
import {
  type Failure,
  failureOfStatus,
  oversized,
  redirected,
  timedOut,
  unreachable,
} from './searxng-failure.ts';

/** Redirects within the instance that are followed. */
const HOPS = 3;
/** The longest complaint that is kept. Unit: UTF-16 code units. */
const DETAIL_LIMIT = 200;

/** The parameters of a page of results, as SearXNG names them. */
export function searchParameters(config: SearxngConfig, query: string, page: number): Record<string, string> {
  const { categories, engines, language, safesearch, timeRange } = config;
  return {
    q: query,
    format: 'json',
    pageno: String(page),
    ...(categories.length > 0 && { categories: categories.join(',') }),
    ...(engines.length > 0 && { engines: engines.join(',') }),
    ...(language !== undefined && { language }),
    ...(safesearch !== undefined && { safesearch: String(safesearch) }),
    ...(timeRange !== undefined && { time_range: timeRange }),
  };
}

/**
 * Sends one request. Whatever goes wrong is an outcome, and when it is over, no timer and no connection of it is left but
 * one that waits for the next request.
 * @throws the signal's reason where it aborts
 */
export async function ask(
  client: HttpClient,
  config: SearxngConfig,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Outcome> {
  const { timeLimit, maxBytes, maxText } = config;
  const { secrets } = config.headers;
  const url = new URL(`${config.url}/search?${new URLSearchParams(parameters).toString()}`);
  const countdown = new Countdown(timeLimit * 1000);
  countdown.start();
  try {
    const reply = await underSignals([signal, countdown.signal], (either) =>
      visit(client, url, config, either),
    );
    if ('failure' in reply) return { failed: reply };
    const { status, header, body } = reply;
    if (status < 200 || status >= 300) {
      return { failed: failureOfStatus(status, retryAfter({ get: (name) => header(name) })) };
    }
    const redact = (text: string): string => secrets.reduce((rest, secret) => secret.redactWords(rest), text);
    return readAnswer(body, header('content-type') ?? '', { maxText, redact });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (countdown.over) return { failed: timedOut(timeLimit) };
    if (error instanceof LongReply) return { failed: oversized(maxBytes) };
    const detail = secrets.reduce((rest, secret) => secret.redact(rest), describeError(error));
    return { failed: unreachable(plainText(detail, DETAIL_LIMIT)) };
  } finally {
    countdown.stop();
  }
}

/** The reply of the instance itself: it may send on within itself, and nowhere else. */
async function visit(
  client: HttpClient,
  start: URL,
  { headers, maxBytes }: SearxngConfig,
  signal: AbortSignal,
): Promise<HttpReply | Failure> {
  const sent = [['accept', 'application/json'] as const, ...headers.reveal()];
  let url = start;
  for (let hop = 0; hop <= HOPS; hop++) {
    const reply = await client.get(url, { headers: sent, maxBytes, signal });
    const location = reply.header('location');
    if (reply.status < 300 || reply.status >= 400 || location === null) return reply;
    if (!URL.canParse(location, url.href)) return redirected('an address that is none');
    url = new URL(location, url);
    if (url.origin !== start.origin || url.username !== '' || url.password !== '') {
      return redirected(
        /^https?:$/.test(url.protocol) ? url.origin : `an address of the kind ${url.protocol}`,
      );
    }
  }
  return redirected('one address after the other');
}
