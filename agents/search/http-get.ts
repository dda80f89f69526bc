import { Agent, type IncomingMessage, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

/** The answer to a request. */
export interface HttpReply {
  readonly status: number;
  /** What the server says in a header; null where it does not, or says it more than once. */
  header(name: string): string | null;
  /** Empty where it was no success: nobody reads it. */
  readonly body: string;
}

/** A server sent more than was to be read. */
export class LongReply extends Error {}

export interface HttpGetOptions {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The longest body that is read; it comes without compression. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** How long an idle connection waits for the next request. Unit: milliseconds. */
const IDLE = 4000;

/**
 * Requests over connections that are kept for the next one. Node's own `fetch` opens another connection when a request is
 * cancelled; here the one that it had is closed, and that is all.
 */
export class HttpClient {
  private readonly agents = {
    'http:': new Agent({ keepAlive: true, timeout: IDLE }),
    'https:': new SecureAgent({ keepAlive: true, timeout: IDLE }),
  };

  /**
   * Sends one request; redirects are not followed.
   * @throws LongReply, the error of the network, or an AbortError where the signal aborts
   */
  async get(url: URL, { headers, maxBytes, signal }: HttpGetOptions): Promise<HttpReply> {
    const response = await this.response(url, headers, signal);
    const { statusCode: status = 0 } = response;
    const header = (name: string): string | null => {
      const value = response.headers[name];
      return typeof value === 'string' ? value : null;
    };
    if (status < 200 || status >= 300) {
      response.destroy();
      return { status, header, body: '' };
    }
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of response.iterator({ destroyOnReturn: true })) {
      if (!Buffer.isBuffer(part)) throw new TypeError('The body of a reply is not in bytes.');
      size += part.length;
      if (size > maxBytes) throw new LongReply(`The reply is longer than ${maxBytes} bytes.`);
      parts.push(part);
    }
    return { status, header, body: Buffer.concat(parts).toString() };
  }

  private response(
    url: URL,
    headers: HttpGetOptions['headers'],
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const options = { headers: Object.fromEntries(headers), signal };
      const sent = secure
        ? secureRequest(url, { ...options, agent: this.agents['https:'] }, resolve)
        : request(url, { ...options, agent: this.agents['http:'] }, resolve);
      sent.on('error', reject); // stays: a connection may also break when the response has begun
      sent.end();
    });
  }
}
