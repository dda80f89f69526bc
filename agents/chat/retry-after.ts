/** The longest wait that makes sense: a day. Unit: milliseconds. */
const LONGEST = 86_400_000;

/**
 * How long a server asks to wait (RFC 9110, section 10.2.3: seconds or an HTTP date; `retry-after-ms` is OpenAI's).
 * A date is compared with the `date` of the same answer, so that neither a clock nor its error comes in.
 * @returns milliseconds from 0 on, at most a day; undefined where the server asks for nothing that can be understood
 */
export function retryAfter(headers: Pick<Headers, 'get'>): number | undefined {
  const milliseconds = number(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return within(milliseconds);
  const given = headers.get('retry-after');
  const seconds = number(given);
  if (seconds !== undefined) return within(seconds * 1000);
  const wait = Date.parse(given ?? '') - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? undefined : within(wait);
}

function number(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function within(wait: number): number {
  return Math.min(Math.max(wait, 0), LONGEST);
}
