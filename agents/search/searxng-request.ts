import { cancellable, type ScoredDocument } from '@parlor/envs';
import { underSignals } from '../chat/linked-signal.ts';
import {
  connectionFault,
  type Fault,
  malformed,
  silentFault,
  statusFault,
  timeoutFault,
} from './searxng-failure.ts';
import type { SearxngSettings } from './searxng-options.ts';
import { readReply } from './searxng-reply.ts';

/** What one request brought. */
export type Answer = Fault | { readonly documents: readonly ScoredDocument[]; readonly error?: undefined };

interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the status is not 200; undefined where it is too large. */
  readonly body: string | undefined;
}

/**
 * Asks once; what fails is a value.
 * @throws the signal's reason as soon as it aborts.
 */
export async function askSearxng(
  settings: SearxngSettings,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Answer> {
  const { host } = new URL(settings.url);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), settings.timeout);
  let exchange: Exchange;
  try {
    exchange = await underSignals([signal, late.signal], (linked) =>
      cancellable(() => send(settings, query, linked), linked),
    );
  } catch (thrown) {
    signal.throwIfAborted();
    return late.signal.aborted ? timeoutFault(host, settings.timeout) : connectionFault(host, thrown);
  } finally {
    clearTimeout(timer);
  }
  return read(host, settings, exchange);
}

async function send(
  { url, headers, largestReply }: SearxngSettings,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Exchange> {
  const response = await fetch(`${url}/search?${query.toString()}`, {
    headers: [['accept', 'application/json'], ...headers.map(([name, value]) => [name, value.reveal()])],
    redirect: 'manual', // credentials go to no other host
    signal,
  });
  const { status } = response;
  if (status === 200)
    return { status, headers: response.headers, body: await bodyOf(response, largestReply) };
  await response.body?.cancel();
  return { status, headers: response.headers, body: '' };
}

/** The text of a response; undefined, and nothing more is read, where it is too large. */
async function bodyOf(response: Response, largest: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const parts: ReadableStream<Uint8Array> | null = response.body;
  let [size, text] = [0, ''];
  for await (const part of parts ?? []) {
    size += part.byteLength; // after decompression, so that a small reply cannot become a large one
    if (size > largest) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

function read(
  host: string,
  { longestText, largestReply }: SearxngSettings,
  { status, headers, body }: Exchange,
): Answer {
  if (status !== 200) return statusFault(host, status, headers);
  if (body === undefined) {
    return malformed(host, `answers with more than ${largestReply} bytes: raise largestReply`);
  }
  if (/^\s*</.test(body)) {
    return malformed(
      host,
      'answers with a page in place of JSON: add json to search.formats in settings.yml, or correct the url',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return malformed(host, 'answers with broken JSON: see whether it is SearXNG, and what is between');
  }
  const reply = readReply(json, longestText);
  if (reply === undefined) {
    return malformed(host, 'answers with JSON that holds no results: see whether it is SearXNG');
  }
  // Nothing found because nobody was asked is no finding.
  if (reply.documents.length === 0 && reply.silent > 0) return silentFault(host);
  return { documents: reply.documents };
}
