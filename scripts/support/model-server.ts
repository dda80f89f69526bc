import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { closeServer, listen } from './local-server.ts';
import { type Act, type AnswerOptions, type Behaviour, type ModelRequest } from './model-behaviour.ts';
import { sensibleAnswer } from './model-player.ts';
import { event, sendStream } from './model-stream.ts';

export interface ModelServerOptions {
  /** What happens to a request that the script says nothing about; default: a good answer made of its messages. */
  readonly respond?: (request: ModelRequest) => Act;
  /** How many of the last requests are remembered; default: all. Set it for long runs. */
  readonly remember?: number;
}

const bodySchema = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() })), z.null()]),
    }),
  ),
});

/**
 * A server on this machine that answers `/v1/chat/completions` as model servers do, in their good hours and their bad
 * ones: scripted request by request, or by a function of the request.
 */
export class ModelServer {
  /** For the configuration of an agent. */
  readonly baseURL: string;
  /** Requests so far. */
  requests = 0;
  /** Requests under way now, and the most that ever were. */
  concurrent = 0;
  peak = 0;
  /** What the last requests said. */
  readonly received: ModelRequest[] = [];
  private readonly server: Server;
  private readonly options: ModelServerOptions;
  private readonly acts: Act[] = [];

  private constructor(server: Server, options: ModelServerOptions) {
    this.server = server;
    this.options = options;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.baseURL = `http://127.0.0.1:${address.port}/v1`;
    server.on('request', (request, response) => void this.handle(request, response));
  }

  /** Starts a server on a free port. */
  static async start(options: ModelServerOptions = {}): Promise<ModelServer> {
    const server = createServer({ keepAliveTimeout: 60_000 }); // or an idle connection ends as a request comes
    await listen(server, 1024);
    return new ModelServer(server, options);
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

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const index = this.requests++;
    this.peak = Math.max(this.peak, ++this.concurrent);
    response.once('close', () => this.concurrent--);
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') {
      return respond(response, 404, { error: { message: `There is no ${incoming.url}.` } });
    }
    const parsed = bodySchema.safeParse(await json(incoming).catch((error: unknown) => error));
    if (!parsed.success) return respond(response, 400, { error: { message: parsed.error.message } });
    const body = parsed.data;
    const messages = body.messages.map(({ role, content }) => ({
      role,
      text: typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('\n'),
    }));
    const request: ModelRequest = { index, body, messages, headers: incoming.headers };
    this.received.push(request);
    this.received.splice(0, this.received.length - (this.options.remember ?? Infinity));
    const act = this.acts.shift() ?? (this.options.respond ?? sensibleAnswer)(request);
    await perform(typeof act === 'string' ? { kind: 'answer', text: act } : act, request, response);
  }
}

async function perform(behaviour: Behaviour, request: ModelRequest, response: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case 'answer':
      return answer(behaviour.text, behaviour, request, response);
    case 'enormous':
      return answer('x'.repeat(behaviour.length), {}, request, response);
    case 'status': {
      const { status, headers = {}, message = 'The request failed.' } = behaviour;
      return respond(response, status, { error: { message, type: 'error', code: null } }, headers);
    }
    case 'body':
      response.writeHead(200, { 'content-type': behaviour.type ?? 'application/json' }).end(behaviour.body);
      return;
    case 'no-choices':
      return respond(response, 200, { ...head(request, 'chat.completion'), choices: [], usage: null });
    case 'hang':
      if (behaviour.after === 'headers') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.flushHeaders();
      }
      return;
    case 'reset':
      response.destroy();
      return;
  }
}

async function answer(
  text: string | null,
  options: AnswerOptions,
  request: ModelRequest,
  response: ServerResponse,
): Promise<void> {
  const { role = 'assistant', finish = 'stop', usage = true, delay = 0 } = options;
  if (delay > 0) await wait(delay);
  const tokens = usage
    ? count(request, `${options.reasoning ?? ''}${text ?? ''}`, options.reasoning ?? '')
    : null;
  const extras = {
    ...(options.reasoning !== undefined && {
      [options.reasoningField ?? 'reasoning_content']: options.reasoning,
    }),
    ...(options.refusal !== undefined && { refusal: options.refusal }),
    ...(options.toolCall !== undefined && {
      tool_calls: [
        { index: 0, id: 'call-1', type: 'function', function: { name: options.toolCall, arguments: '{}' } },
      ],
    }),
  };
  if (request.body['stream'] !== true) {
    const message = { role, content: text, ...extras };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }];
    return respond(response, 200, { ...head(request, 'chat.completion'), choices, usage: tokens });
  }
  const chunk = (delta: object, finish_reason: string | null): string =>
    event({
      ...head(request, 'chat.completion.chunk'),
      choices: [{ index: 0, delta, finish_reason }],
      usage: null,
    });
  const parts = (text ?? '').match(/[^]{1,4096}/g) ?? [];
  const chunks = [
    chunk({ role, content: '', ...extras }, null),
    ...parts.map((content) => chunk({ content }, null)),
    chunk({}, finish),
    ...(tokens ? [event({ ...head(request, 'chat.completion.chunk'), choices: [], usage: tokens })] : []),
    'data: [DONE]\n\n',
  ];
  return sendStream(chunks, options.stream, response);
}

function respond(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function head({ index, body }: ModelRequest, object: string): object {
  return { id: `chat-${index}`, object, created: 0, model: body['model'] };
}

/** Four characters to a token, as in English text, whatever the tokens of a true model would be. */
function count(request: ModelRequest, completion: string, reasoning: string): object {
  const tokens = (text: string): number => Math.ceil(text.length / 4);
  const prompt = tokens(request.messages.map(({ text }) => text).join(''));
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens(completion),
    total_tokens: prompt + tokens(completion),
    completion_tokens_details: { reasoning_tokens: tokens(reasoning) },
  };
}
