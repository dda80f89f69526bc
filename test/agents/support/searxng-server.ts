import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { closeServer, listen } from '../../../scripts/support/local-server.ts';

/** What happens to one request. */
export type Act = (response: ServerResponse, query: string) => void;

export interface SearxngResult {
  readonly url: string;
  readonly title: string;
  readonly content: string;
}

/** A server on this machine that answers as SearXNG does, in its good hours and its bad ones. */
export class SearxngServer {
  readonly url: string;
  readonly received: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly at: number }[] =
    [];
  /** Requests under way now, and the most that ever were. */
  concurrent = 0;
  peak = 0;
  private readonly server: Server;
  private readonly acts: Act[] = [];

  private constructor(server: Server, respond: Act) {
    this.server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.url = `http://127.0.0.1:${address.port}`;
    server.on('request', ({ url: path = '', headers }, response) => {
      this.received.push({ path, headers, at: performance.now() });
      this.peak = Math.max(this.peak, ++this.concurrent);
      response.once('close', () => this.concurrent--);
      const act = this.acts.shift() ?? respond;
      act(response, new URL(path, this.url).searchParams.get('q') ?? '');
    });
  }

  /** Starts a server on a free port; what it does by itself is one result that repeats the query. */
  static async start(respond: Act = echo): Promise<SearxngServer> {
    const server = createServer();
    await listen(server);
    return new SearxngServer(server, respond);
  }

  /** What happens to the next requests, one after the other. */
  script(...acts: readonly Act[]): this {
    this.acts.push(...acts);
    return this;
  }

  /** Ends every connection, hanging ones included. */
  async close(): Promise<void> {
    await closeServer(this.server);
  }
}

export const json =
  (value: unknown): Act =>
  (response) =>
    body(JSON.stringify(value))(response, '');
export const body =
  (text: string, type = 'application/json'): Act =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(text);
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Act =>
  (response) =>
    void response.writeHead(code, headers).end('<p>The key is hunter2-and-more.</p>');
export const hang: Act = () => {};
export const reset: Act = (response) => void response.destroy();
export const echo: Act = (response, query) =>
  json({ query, results: [{ url: 'https://a.example/', title: 'Echo', content: `about ${query}` }] })(
    response,
    query,
  );
