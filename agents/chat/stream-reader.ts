import { z } from 'zod';
import { answered, messageSchema, type Outcome, type Usage, usageSchema } from './completion.ts';

const chunkSchema = z.looseObject({
  choices: z
    .array(z.looseObject({ finish_reason: z.string().nullish(), delta: messageSchema.nullish() }))
    .nullish(),
  usage: usageSchema,
});

/**
 * Reads an answer that comes in a stream. One that ends without a finish reason was cut.
 * @throws what the stream throws.
 */
export async function readStream(chunks: AsyncIterable<unknown>): Promise<Outcome> {
  const text: string[] = [];
  const reasoning: string[] = [];
  const refusal: string[] = [];
  let role: string | null = null;
  let finish: string | null = null;
  let usage: Usage | null = null;
  let toolCalls = 0;
  for await (const chunk of chunks) {
    const parsed = chunkSchema.safeParse(chunk);
    if (!parsed.success) {
      return { failure: { kind: 'malformed', detail: 'a part of the stream is no completion chunk' }, usage };
    }
    usage = parsed.data.usage ?? usage;
    const choice = parsed.data.choices?.[0];
    if (choice === undefined) continue; // the chunk that holds the usage has no choices
    const { delta } = choice;
    text.push(delta?.content ?? '');
    reasoning.push(delta?.reasoning_content ?? delta?.reasoning ?? '');
    refusal.push(delta?.refusal ?? '');
    toolCalls += delta?.tool_calls?.length ?? 0;
    role ??= delta?.role ?? null;
    finish = choice.finish_reason ?? finish;
  }
  if (finish === null) {
    const detail = `the stream ended after ${text.join('').length} characters without a finish reason`;
    return { failure: { kind: 'cut', detail }, usage };
  }
  const completion = {
    text: text.join(''),
    reasoning: reasoning.join(''),
    refusal: refusal.join('') || null,
    finish,
    toolCalls,
    usage,
  };
  return answered(completion, role);
}
