import { z } from 'zod';
import type { Failure } from './failure.ts';

/** Tokens as the endpoint counts them; reasoning tokens are part of the completion tokens. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  readonly reasoning: number;
}

/** What a model has answered, as it is recorded and cached. */
export const completionSchema = z.strictObject({
  text: z.string(),
  /** Private reasoning that the server returned apart from the text; empty where it returned none. */
  reasoning: z.string(),
  /** Why the model declines, where the server says so apart from the text. */
  refusal: z.string().nullable(),
  /** Why it stopped: `stop`, `length`, `content_filter`, … */
  finish: z.string().nullable(),
  /** Calls of tools, of which none were offered. */
  toolCalls: z.number().int().min(0),
  usage: z.strictObject({ prompt: z.number(), completion: z.number(), reasoning: z.number() }).nullable(),
});
export type Completion = z.output<typeof completionSchema>;

/** An answer to one request, or why it is none; what it used is known in either case, if the server told. */
export type Outcome =
  | { readonly completion: Completion; readonly failure?: never }
  | { readonly failure: Failure; readonly usage: Usage | null; readonly completion?: never };

const tokens = z.number().int().min(0);

/** How many tokens a request took; null where the server does not say, or says nonsense. */
export const usageSchema = z
  .looseObject({
    prompt_tokens: tokens,
    completion_tokens: tokens.default(0),
    completion_tokens_details: z.looseObject({ reasoning_tokens: tokens.nullish() }).nullish(),
  })
  .transform((usage): Usage => ({
    prompt: usage.prompt_tokens,
    completion: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  }))
  .nullish()
  .catch(null)
  .transform((usage) => usage ?? null);

/** Some servers answer with a list of parts. */
const content = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
  .nullish()
  .transform((parts) =>
    typeof parts === 'string' ? parts : (parts ?? []).map(({ text = '' }) => text).join(''),
  );

/** A whole message, or what one chunk of a stream adds to it. */
export const messageSchema = z.looseObject({
  role: z.string().nullish(),
  content,
  refusal: z.string().nullish(),
  /** Reasoning has no name that all servers agree on. */
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
});

const responseSchema = z.looseObject({
  choices: z.array(z.looseObject({ finish_reason: z.string().nullish(), message: messageSchema })),
  usage: usageSchema,
});

/** Reads the body of an answer that came whole. */
export function readCompletion(body: unknown): Outcome {
  const parsed = responseSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const detail = `the body is no chat completion: ${issue.path.join('.') || 'body'}: ${issue.message}`;
    return { failure: { kind: 'malformed', detail }, usage: null };
  }
  const { choices, usage } = parsed.data;
  if (choices.length === 0) return { failure: { kind: 'empty', detail: 'there are no choices' }, usage };
  const [{ message, finish_reason: finish }] = choices;
  return answered(
    {
      text: message.content,
      reasoning: message.reasoning_content ?? message.reasoning ?? '',
      refusal: message.refusal ?? null,
      finish: finish ?? null,
      toolCalls: message.tool_calls?.length ?? 0,
      usage,
    },
    message.role,
  );
}

/** An answer in the wrong role is none: the server has confused who is talking. */
export function answered(completion: Completion, role: string | null | undefined): Outcome {
  if (role === undefined || role === null || role === '' || role === 'assistant') return { completion };
  const failure: Failure = { kind: 'role', detail: `the answer is in the role ${JSON.stringify(role)}` };
  return { failure, usage: completion.usage };
}
