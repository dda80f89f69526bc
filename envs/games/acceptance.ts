/** `agree`, `I accept your offer`, `it's a deal`: what accepts, whichever of these words a game itself uses. */
const ACCEPTS =
  /^(?:(?:ok|okay|yes) )?(?:(?:(?:i|we) (?:will )?)?(?:agree|agreed|accept)(?: (?:with you|that|this|it)| (?:(?:to|with) )?(?:(?:the|your|that|this) )?(?:last |open )?(?:proposal|offer|deal))?|(?:(?:(?:it|that) (?:is|s)|we have) )?(?:a )?deal(?: agreed)?)$/;

/** Whether words in lower case say that a proposal is accepted, and nothing else. */
export function accepts(words: readonly string[]): boolean {
  return ACCEPTS.test(words.join(' '));
}
