/** What the author of a bot may do about the reason why it cannot go on. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/only another question/, 'Repeat the "id" of the question in its answer, or leave it out.'],
  [
    /^it did not answer/,
    'Answer every "act" with one line at once, and flush the output; in Python print(…, flush=True).',
  ],
  [/not JSON/, 'Write nothing but JSON lines to standard output; notes belong on standard error.'],
  [/no answer/, 'Answer with {"reply":"[…]"}, or with {"action":n} where "actions" are listed.'],
  [/without being asked/, 'Write one line for each "act", and repeat its "id" in it.'],
  [/not legal|by number/, 'Choose one of "actions"; where none are listed, answer with {"reply":"…"}.'],
  [/^its process ended with status 0/, 'Read on until standard input ends: another line may follow.'],
  [/^its process/, 'It broke down; what it wrote to standard error, if anything, says where.'],
  [
    /could not be started|not executable/,
    'Make the file executable and name its interpreter in the first line.',
  ],
  [/not installed/, 'Install it, or give the whole command line.'],
  [/MB of memory/, 'Use less memory, or allow more with --memory.'],
  [/wrote (a line of )?more than/, 'Write short lines; notes belong on standard error.'],
  [
    /closed its|not read its/,
    'Keep reading standard input and keep standard output open until the input ends.',
  ],
  [
    /rejected|no legal action/,
    'The rules, "legal" and the messages of the game say which replies are possible.',
  ],
];

/** @param reason of an AgentError, or of a rejected reply */
export function botRemedy(reason: string): string {
  const found = REMEDIES.find(([pattern]) => pattern.test(reason));
  return found?.[1] ?? 'docs/bots.md describes the protocol.';
}
