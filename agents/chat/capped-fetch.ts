import { ChatError } from './errors.ts';

/** The longest body that is read: far more than any reply, far less than what would hurt. Unit: bytes. */
export const BODY_LIMIT = 16 * 2 ** 20;

/** A server sent more than {@link BODY_LIMIT}. */
export class OversizedError extends ChatError {}

/** `fetch`, which reads no more of a body than {@link BODY_LIMIT}. */
export async function cappedFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.body === null) return response;
  let size = 0;
  const cap = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength;
      if (size > BODY_LIMIT)
        controller.error(new OversizedError(`The answer is longer than ${BODY_LIMIT} bytes.`));
      else controller.enqueue(part);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(cap), { status, statusText, headers });
}
