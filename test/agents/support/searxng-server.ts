import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A result as SearXNG has it, as far as it is read. */
export interface WebResult {
  readonly url?: unknown;
  readonly title?: unknown;
  readonly content?: unknown;
  readonly score?: unknown;
}

/** What the server does with a request. */
export type Act =
  | {
      readonly kind: 'results';
      readonly results: readonly WebResult[];
      readonly silent?: unknown;
      readonly delay?: number;
    }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'body'; readonly body: string; readonly type?: string }
  /** Nothing more comes: not even a status, or nothing after half of the body. */
  | { readonly kind: 'hang'; readonly after?: 'half' }
  /** The connection ends: at once, or after half of the body. */
  | { readonly kind: 'reset'; readonly after?: 'half' }
  | { readonly kind: 'endless' };

/** A request as the server has read it. */
export interface Asked {
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** When it came, in milliseconds. */
  readonly at: number;
}

export const page = (...titles: readonly string[]): Act => ({
  kind: 'results',
  results: titles.map((title) => ({
    url: `https://example.org/${title}`,
    title,
    content: `About ${title}.`,
  })),
});

/** A server on this machine that answers as SearXNG does, in its good hours and its bad ones. */
export class SearxngServer {
  readonly url: string;
  readonly asked: Asked[] = [];
  /** Requests under way now, and the most that ever were. */
  concurrent = 0;
  peak = 0;
  /** Connections so far, and those that are open. */
  connections = 0;
  readonly sockets = new Set<Socket>();
  /** What happens where the script says nothing. */
  respond: (asked: Asked) => Act = () => page('one', 'two', 'three');
  private readonly server: Server;
  private readonly acts: Act[] = [];

  private constructor(server: Server) {
    this.server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.url = `http://127.0.0.1:${address.port}`;
    server.on('request', (request, response) => void this.handle(request, response));
    server.on('connection', (socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start(): Promise<SearxngServer> {
    const server = createServer({ keepAliveTimeout: 60_000 }); // or an idle connection ends as a request comes
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new SearxngServer(server);
  }

  /** What happens to the next requests, one after the other. */
  script(...acts: readonly Act[]): this {
    this.acts.push(...acts);
    return this;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.peak = Math.max(this.peak, ++this.concurrent);
    response.once('close', () => this.concurrent--);
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const asked = {
      path: pathname,
      parameters: searchParams,
      headers: request.headers,
      at: performance.now(),
    };
    this.asked.push(asked);
    await perform(this.acts.shift() ?? this.respond(asked), response);
  }
}

async function perform(act: Act, response: ServerResponse): Promise<void> {
  const begin = (body: string, length = body.length): string => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
    return body;
  };
  const whole = JSON.stringify({ query: 'q', results: [{ url: 'https://example.org/a', title: 'a' }] });
  const half = whole.slice(0, whole.length / 2);
  switch (act.kind) {
    case 'results': {
      if (act.delay !== undefined) await wait(act.delay);
      const { results, silent = [] } = act;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ query: 'q', number_of_results: 0, results, unresponsive_engines: silent }),
      );
      return;
    }
    case 'status':
      response.writeHead(act.status, { 'content-type': 'text/html', ...act.headers }).end('<h1>No</h1>');
      return;
    case 'body':
      response.writeHead(200, { 'content-type': act.type ?? 'application/json' }).end(act.body);
      return;
    case 'hang':
      if (act.after === 'half') response.write(begin(half, whole.length));
      return;
    case 'reset':
      if (act.after === undefined) return void response.destroy();
      response.write(begin(half, whole.length), () => response.destroy());
      return;
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"results":[');
      while (!response.destroyed) {
        response.write(' '.repeat(2 ** 15));
        await wait(1);
      }
      return;
    }
  }
}
