/**
 * An answer without what does not count: case, punctuation, English articles and extra spaces. The usual normalisation
 * for exact matches in open-domain question answering (P. Rajpurkar et al., SQuAD, 2016), after Unicode's NFKC.
 */
export function normaliseAnswer(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, '')
    .replace(/(?<![\p{L}\p{N}])(?:a|an|the)(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whether two answers are the same words; an answer of no words is never the same. */
export function sameAnswer(given: string, wanted: string): boolean {
  const answer = normaliseAnswer(given);
  return answer !== '' && answer === normaliseAnswer(wanted);
}
