import { OptionError } from '../../core/errors.ts';
import { defineLanguageGame } from '../../core/language-game.ts';
import { speech } from '../../core/reply.ts';
import { plainWords } from './clue.ts';
import { spyLanguageGame } from './language.ts';
import { type SpyOptions, spyOptions } from './options.ts';
import type { SpySecrets } from './secrets.ts';
import { WORD_CATEGORIES, WORD_PAIRS } from './word-pairs.ts';

/** Two words that are close: {@link WordPair} says more about them than the game needs. */
export interface TwoWords {
  readonly words: readonly [string, string];
}

/** The longest word. Unit: UTF-16 code units. */
const WORD_LIMIT = 60;

const OPTIONS = spyOptions({ players: 4, rounds: 2, told: false });

function wordSecrets(pairs: readonly TwoWords[], { spies, judges, spy_sees: sees }: SpyOptions): SpySecrets {
  const [spy, them] = spies === 1 ? ['the spy', 'the spy'] : ['the spies', 'spies'];
  const others = judges > 0 ? 'civilians and judges' : 'civilians';
  return {
    noun: 'word',
    unspeakable: true,
    example: 'There are many kinds of it',
    rules: `In private, all ${others} are told the same word, and ${spy} ${sees === 'blank' ? 'none' : 'another one that is close to it'}.`,
    deal(random) {
      const { words } = pairs[random.below(pairs.length)];
      const first = random.below(2);
      return [words[first], words[1 - first]];
    },
    own: (word) => ({ text: word === '' ? 'You are told no word.' : `Your word is ${word}.` }),
    both: (civilians, other) => ({
      text: `The word of the civilians was ${civilians}, ${other === '' ? `${them} had none` : `that of ${spy} ${other}`}.`,
    }),
  };
}

/**
 * Who Is the Spy with words: players are told close words and not their roles, and give clues in free speech. Which word
 * of the pair the civilians get is drawn by chance.
 */
export const spyWords = defineLanguageGame({
  id: 'spy_words',
  summary: 'give clues about your secret word; the spy has another, and may not know that it is the spy',
  options: {
    ...OPTIONS,
    category: {
      kind: 'choice',
      default: 'any',
      values: ['any', ...WORD_CATEGORIES],
      doc: 'what the words are about',
    },
    difficulty: {
      kind: 'choice',
      default: 'any',
      values: ['any', 'easy', 'medium', 'hard'],
      doc: 'how close the two words are',
    },
  },
  create({ category, difficulty, ...options }) {
    const pairs = WORD_PAIRS.filter(
      (pair) =>
        (category === 'any' || pair.category === category) &&
        (difficulty === 'any' || pair.difficulty === difficulty),
    );
    if (pairs.length === 0)
      throw new OptionError(
        `spy_words: there are no ${difficulty} words about ${category}; set another category or difficulty.`,
      );
    return spyLanguageGame('spy_words', wordSecrets(pairs, options), options);
  },
});

/**
 * The same game with a user's own pairs of words: a factory for `registerLanguageGame`, or for the default export of a
 * file that `parlor play` is given. {@link readWordPairs} reads pairs from a text.
 * @throws OptionError where a pair cannot be played with, naming it.
 */
export function spyWordsOf({
  id,
  summary = 'Who Is the Spy with words of your own',
  pairs,
}: {
  readonly id: string;
  readonly summary?: string;
  readonly pairs: readonly TwoWords[];
}) {
  if (pairs.length === 0) throw new OptionError(`${id}: there are no pairs of words; give one at least.`);
  for (const [index, { words }] of pairs.entries()) {
    const fault = pairFault(words);
    if (fault !== undefined) throw new OptionError(`${id}: pair ${index + 1}: ${fault}.`);
  }
  return defineLanguageGame({
    id,
    summary,
    options: OPTIONS,
    create: (options) => spyLanguageGame(id, wordSecrets(pairs, options), options),
  });
}

/** What keeps two words from being a pair, as a clause; undefined where nothing does. */
export function pairFault(words: readonly string[]): string | undefined {
  if (words.length !== 2) return `a pair has two words, not ${words.length}`;
  for (const word of words) {
    if (plainWords(word) === '') return `${JSON.stringify(word)} is no word`;
    if (word.length > WORD_LIMIT) return `a word has ${word.length} characters, more than ${WORD_LIMIT}`;
    if (word.includes('\n') || speech(word) !== word)
      return `${JSON.stringify(word)} holds brackets, line breaks, or characters that cannot be seen`;
  }
  return plainWords(words[0]) === plainWords(words[1])
    ? `both words are ${JSON.stringify(words[0])}`
    : undefined;
}
