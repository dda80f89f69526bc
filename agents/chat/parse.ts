import type { z } from 'zod';
import { ChatError } from './errors.ts';

/**
 * What the schema makes of the input.
 * @throws ChatError with one sentence that names the first thing that is wrong, and quotes no value.
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: false });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new ChatError(`${what} is not valid: ${place}${issue.message.replace(/\.$/, '')}.`);
}
