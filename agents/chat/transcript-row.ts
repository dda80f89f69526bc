import { z } from 'zod';
import { completionSchema } from './completion.ts';
import { FAILURES } from './failure.ts';

/** One request for an answer, as the transcript store keeps it: what was sent, what came, and what it cost. */
export const transcriptRowSchema = z.strictObject({
  version: z.literal(1),
  agent: z.string(),
  /** The spec of the game. */
  game: z.string(),
  seed: z.union([z.number(), z.string()]),
  episode: z.number(),
  seat: z.number(),
  role: z.string(),
  turn: z.number(),
  /** How often the seat was asked before at this turn. */
  attempt: z.number(),
  template: z.string(),
  baseURL: z.string(),
  /** The body of the request, as it was sent. */
  request: z.looseObject({ model: z.string(), messages: z.array(z.unknown()) }),
  /** Every try that brought no answer; `latency` in milliseconds where there is a clock, `wait` before the next try. */
  tries: z.array(
    z.strictObject({
      kind: z.enum(FAILURES),
      status: z.number().optional(),
      detail: z.string(),
      wait: z.number().optional(),
      latency: z.number().optional(),
    }),
  ),
  /** What the model answered; null where it did not. */
  answer: completionSchema.nullable(),
  /** What was said in the game for it, private reasoning included; null where there was no answer. */
  reply: z.string().nullable(),
  /** Of the answer, in milliseconds; only where there is a clock. */
  latency: z.number().optional(),
  cost: z.number(),
  /** Whether the answer was taken from the cache. */
  cached: z.boolean(),
  /** Why there is no answer. */
  error: z.string().nullable(),
});
export type TranscriptRow = z.output<typeof transcriptRowSchema>;
