import { OptionError } from '@parlor/envs';
import { z } from 'zod';

/** What a bot may use before it is ended. */
export interface BotLimits {
  /** Seconds for an answer; default 10. */
  readonly time: number;
  /** Seconds that the first answer of a new process, or its `ready`, may take longer; default 10. */
  readonly startTime: number;
  /** Seconds to end by itself once its input has ended; default 2. */
  readonly stopTime: number;
  /** Memory of all its processes together, in MB (10⁶ bytes); default 512. */
  readonly memory: number;
  /** Bytes in a line that it writes; default 10⁶. */
  readonly lineSize: number;
  /** Bytes that it writes between two questions; default 4 · 10⁶. */
  readonly outputSize: number;
}

/** The longest time that a timer can wait. Unit: seconds. */
const LONGEST = 2_000_000;
const seconds = z.number().positive().max(LONGEST);
const amount = z.number().int().positive();

const schema = z.strictObject({
  time: seconds.default(10),
  startTime: seconds.default(10),
  stopTime: seconds.default(2),
  memory: amount.default(512),
  lineSize: amount.default(1e6),
  outputSize: amount.default(4e6),
});

/** @throws OptionError for an unknown limit or one out of range. */
export function botLimits(given: Partial<BotLimits>): BotLimits {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const [{ path, message }] = error.issues;
  throw new OptionError(
    `The limits of a bot are ${Object.keys(schema.shape).join(', ')}; ${path.join('.') || 'one'}: ${message}.`,
  );
}
