import type { Outcome } from './completion.ts';
import type { Secret } from './secret.ts';

/** The longest complaint of a server that is kept. Unit: UTF-16 code units. */
const DETAIL_LIMIT = 500;

/** What came of a request, without the key: nothing that is written, told or thrown later is made of anything else. */
export function redacted(outcome: Outcome, key: Secret | null): Outcome {
  if (outcome.failure) {
    const { failure, usage } = outcome;
    const detail = (key?.redact(failure.detail) ?? failure.detail).slice(0, DETAIL_LIMIT);
    return { failure: { ...failure, detail }, usage };
  }
  if (key === null) return outcome;
  const { completion } = outcome;
  const { text, reasoning, refusal, finish } = completion;
  return {
    completion: {
      ...completion,
      text: key.redactWords(text),
      reasoning: key.redactWords(reasoning),
      refusal: refusal === null ? null : key.redactWords(refusal),
      finish: finish === null ? null : key.redactWords(finish),
    },
  };
}
