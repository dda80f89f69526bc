/** The words of a text, letters and digits alone, in lower case, each once. */
export function tokenSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

/**
 * How alike two texts are by their words (Jaccard 1912): words in both over words in either, 0 … 1. Texts without words
 * are alike. PasoDoble counts questions as near-duplicates above {@link NEAR_DUPLICATE}. Give sets to compare a text
 * with many.
 */
export function similarity(a: string | ReadonlySet<string>, b: string | ReadonlySet<string>): number {
  const left = typeof a === 'string' ? tokenSet(a) : a;
  const right = typeof b === 'string' ? tokenSet(b) : b;
  if (left.size > right.size) return similarity(right, left);
  let both = 0;
  for (const word of left) if (right.has(word)) both++;
  const either = left.size + right.size - both;
  return either === 0 ? 1 : both / either;
}

/** Texts more {@link similarity similar} than this are near-duplicates (PasoDoble). */
export const NEAR_DUPLICATE = 0.8;
