/** A request as the server has read it. */
export interface ModelRequest {
  /** Counted from 0. */
  readonly index: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The messages with the text of their parts only. */
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What an answer is like besides its text. */
export interface AnswerOptions {
  /** Default: `assistant`. */
  readonly role?: string;
  readonly reasoning?: string;
  /** What the server calls the reasoning; default: `reasoning_content`. */
  readonly reasoningField?: 'reasoning_content' | 'reasoning';
  /** Why the model declines, apart from the text. */
  readonly refusal?: string;
  /** Default: `stop`; null for none. */
  readonly finish?: string | null;
  /** Whether the usage is told; default: true. */
  readonly usage?: boolean;
  readonly toolCall?: string;
  /** Milliseconds before the first byte. */
  readonly delay?: number;
  /** Of a stream: where it ends too early, how it is split, or what it holds besides. */
  readonly stream?:
    'cut' | 'cut-in-character' | 'split-in-character' | 'reset' | 'keep-alive' | 'damaged' | 'error';
}

/** What the server does with a request. */
export type Behaviour =
  /** A text, or null for no content. */
  | ({ readonly kind: 'answer'; readonly text: string | null } & AnswerOptions)
  /** An answer of so many characters. */
  | { readonly kind: 'enormous'; readonly length: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** What the error says. */
      readonly message?: string;
    }
  /** The body as it is, whatever the request asked for. */
  | { readonly kind: 'body'; readonly body: string; readonly type?: string }
  | { readonly kind: 'no-choices' }
  /** Nothing, or only the head of the answer, and the connection stays open. */
  | { readonly kind: 'hang'; readonly after?: 'nothing' | 'headers' }
  /** The connection is broken off without an answer. */
  | { readonly kind: 'reset' };

/** A behaviour, or the text of a plain answer. */
export type Act = Behaviour | string;

/** Common behaviours, by name. */
export const BEHAVIOURS = {
  refusal: { kind: 'answer', text: 'I am sorry, but I cannot help with that.' },
  declined: { kind: 'answer', text: null, refusal: 'I cannot take part in this.' },
  'null-content': { kind: 'answer', text: null },
  'tool-call': { kind: 'answer', text: null, toolCall: 'make_move', finish: 'tool_calls' },
  'wrong-role': { kind: 'answer', text: '[crane]', role: 'user' },
  malformed: { kind: 'body', body: '{"id": "chat-1", "choices": [{"message"' },
  'no-completion': { kind: 'body', body: '{"result": "[crane]"}' },
  'not-json': { kind: 'body', body: '<html>Bad gateway</html>', type: 'text/html' },
  'no-choices': { kind: 'no-choices' },
  busy: { kind: 'status', status: 429, message: 'Too many requests.' },
  failing: { kind: 'status', status: 500, message: 'Internal error.' },
  unavailable: { kind: 'status', status: 503, message: 'Overloaded.' },
  hang: { kind: 'hang' },
  'hang-after-headers': { kind: 'hang', after: 'headers' },
  reset: { kind: 'reset' },
  'cut-stream': { kind: 'answer', text: '[crane] and more', stream: 'cut' },
  'stream-cut-in-character': { kind: 'answer', text: 'grün [crane]', stream: 'cut-in-character' },
  'reset-stream': { kind: 'answer', text: '[crane] and more', stream: 'reset' },
  'damaged-stream': { kind: 'answer', text: '[crane]', stream: 'damaged' },
  'failing-stream': { kind: 'answer', text: '[crane]', stream: 'error' },
} as const satisfies Readonly<Record<string, Behaviour>>;
