/** How close the two words of a pair are: easy ones share a few properties, hard ones nearly all. */
export type WordDifficulty = 'easy' | 'medium' | 'hard';

/** Two similar words, one for the civilians and one for the spy, with true things to say about them. */
export interface WordPair {
  readonly words: readonly [string, string];
  readonly category: string;
  readonly difficulty: WordDifficulty;
  /** Clues that are true of both words. At least 3. */
  readonly both: readonly string[];
  /** Clues that are true of the first word alone, and of the second alone. At least 2 each. */
  readonly own: readonly [readonly string[], readonly string[]];
}

/** A pair as the files of this folder write it: `first` and `second` are the clues of one word alone. */
export interface SpyWords {
  readonly words: readonly [string, string];
  readonly both: readonly string[];
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** The pairs of one category, easy ones first. */
export function wordPairs(
  category: string,
  lists: Readonly<Record<WordDifficulty, readonly SpyWords[]>>,
): readonly WordPair[] {
  const of = (difficulty: WordDifficulty): WordPair[] =>
    lists[difficulty].map(({ words, both, first, second }) => ({
      words,
      category,
      difficulty,
      both,
      own: [first, second],
    }));
  return [...of('easy'), ...of('medium'), ...of('hard')];
}
