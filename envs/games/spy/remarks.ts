import type { Random } from '../../core/random.ts';

/** What can be said of nearly anything; a number takes the place of `#`, so that there is always something new. */
const REMARKS = [
  'I thought of # others like it.',
  'Ask me again in # days and I would say the same.',
  'On a scale to a thousand I would give it #.',
  'It comes up about # times a year.',
  'If I had to put a price on it, I would say #.',
  'There is more than one way to describe this.',
  'I had to look twice.',
  'This is not the first time for me.',
  'Most people would agree with me.',
  'I would rather not say too much.',
  'It is what I expected.',
  'Somebody here knows less than I do.',
  'It could be larger.',
  'It could be smaller.',
  'I like it.',
  'Not my favourite.',
];

/** How people and models mark what they say. */
const MARKS: readonly ((words: string) => string)[] = [
  (words) => `[${words}]`,
  (words) => words,
  (words) => `\\boxed{${words}}`,
  (words) => `My clue: [${words}]`,
];

/** Draws until one is found that will do: remarks, and in the end a number alone. */
const DRAWS = 20;

/**
 * A clue that means nothing, as a reply.
 * @param refused whether it may not be said
 */
export function randomClue(random: Random, refused: (clue: string) => boolean): string {
  let words = '';
  for (let draw = 0; draw < DRAWS; draw++) {
    words = REMARKS[random.below(REMARKS.length)].replace('#', String(2 + random.below(998)));
    if (!refused(words)) break;
    words = String(random.below(1_000_000));
  }
  return MARKS[random.below(MARKS.length)](words);
}
