const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** ASCII punctuation as Python's `string.punctuation` has it, Unicode's beyond ASCII, and marks without width. */
const PUNCTUATION = /[\p{P}\p{Cf}$+<=>^`|~]+/gu;

/**
 * What exact match compares: lower case, without punctuation, English articles and extra spaces, as the evaluation of
 * SQuAD does it (P. Rajpurkar et al. 2016, arXiv 1606.05250) and of open-domain question answering since; here in
 * Unicode's form NFKC, so that letters that only look different are the same. May leave nothing.
 */
export function normaliseAnswer(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().replace(PUNCTUATION, '').normalize('NFKC').split(/\s+/u);
  return words.filter((word) => word !== '' && !ARTICLES.has(word)).join(' ');
}

/** Exact match after {@link normaliseAnswer}. An answer of which that leaves nothing equals none, not even itself. */
export function sameAnswer(a: string, b: string): boolean {
  const answer = normaliseAnswer(a);
  return answer !== '' && answer === normaliseAnswer(b);
}

/**
 * Whether a text gives an answer away: it holds it letter for letter, whatever the case, or word for word after
 * {@link normaliseAnswer}.
 */
export function mentionsAnswer(text: string, answer: string): boolean {
  const letters = answer.trim().toLowerCase();
  if (letters !== '' && text.toLowerCase().includes(letters)) return true;
  const words = normaliseAnswer(answer);
  return words !== '' && ` ${normaliseAnswer(text)} `.includes(` ${words} `);
}
