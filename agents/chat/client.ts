import type * as OpenAIModule from 'openai';
import { cappedFetch } from './capped-fetch.ts';
import { type Outcome, readCompletion } from './completion.ts';
import type { ChatConfig } from './config.ts';
import { ChatError } from './errors.ts';
import { failureOf } from './failure.ts';
import type { RequestBody } from './request-body.ts';
import { readStream } from './stream-reader.ts';

/**
 * Sends one request; an answer that is none is a value, and so is a connection that fails. What it gives after the
 * signal has aborted means nothing: a stream that is aborted looks as if it were cut.
 */
export type Send = (body: RequestBody, signal: AbortSignal) => Promise<Outcome>;

/** Loads the client; a test may give another that fails. */
export type ImportClient = () => Promise<typeof OpenAIModule>;

const silent = (): void => {};
const LOGGER = { error: silent, warn: silent, info: silent, debug: silent };
/** The countdown of the reply ends a request long before. Unit: milliseconds. */
const NEVER = 2 ** 31 - 1;

/**
 * A function that asks the endpoint of a configuration through the official client, which neither retries nor logs.
 * @throws ChatError if `openai`, an optional peer, is not installed.
 */
export async function connect(
  { baseURL, key }: Pick<ChatConfig, 'baseURL' | 'key'>,
  importClient: ImportClient = () => import('openai'),
): Promise<Send> {
  const { OpenAI } = await load(importClient);
  const client = new OpenAI({
    baseURL,
    apiKey: key?.reveal() ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: NEVER,
    fetch: cappedFetch,
    logLevel: 'off',
    logger: LOGGER,
    ...(key === null && { defaultHeaders: { Authorization: null } }),
  });
  return async (body, signal) => {
    try {
      const answer: unknown = await client.post('/chat/completions', {
        body,
        signal,
        stream: body['stream'] === true,
      });
      return isChunks(answer) ? await readStream(answer) : readCompletion(answer);
    } catch (error) {
      return { failure: failureOf(error), usage: null };
    }
  };
}

function isChunks(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

async function load(importClient: ImportClient): Promise<typeof OpenAIModule> {
  try {
    return await importClient();
  } catch (cause) {
    throw new ChatError(
      'Chat agents need the openai package, which can not be loaded; run npm install openai.',
      {
        cause,
      },
    );
  }
}
