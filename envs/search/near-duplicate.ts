import type { Random } from '../core/random.ts';
import { pick, type Sentence, SHORTEST, wordCount } from './compose.ts';
import { NEAR_DUPLICATE, similarity, tokenSet } from './similarity.ts';

/** What whoever copied a text may have added: short, so that the copy stays near. */
const NOTES = [
  'Copied by another hand.',
  'Printed once more without changes.',
  'A second copy is kept elsewhere.',
  'Taken over from an older copy.',
] as const;

export const textOf = (sentences: readonly Sentence[]): string => sentences.map(({ text }) => text).join(' ');

/**
 * A copy with small changes: a note at the end and, where the words stay alike enough, a sentence left out that tells
 * nothing, or two neighbours that have changed places. What is told stays.
 */
export function nearDuplicate(sentences: readonly Sentence[], words: number, random: Random): Sentence[] {
  const original = tokenSet(textOf(sentences));
  const note: Sentence = { text: pick(NOTES, random) };
  let copy = sentences;
  for (const edit of [exchange, leaveOut]) {
    if (random.below(3) === 0) continue;
    const edited = edit(copy, random);
    const text = textOf([...edited, note]);
    const fits = wordCount(text) >= words * SHORTEST;
    if (fits && similarity(tokenSet(text), original) > NEAR_DUPLICATE) copy = edited;
  }
  return [...copy, note];
}

/** Two neighbours change places; the opening stays. */
function exchange(sentences: readonly Sentence[], random: Random): readonly Sentence[] {
  if (sentences.length < 3) return sentences;
  const at = 1 + random.below(sentences.length - 2);
  return sentences.with(at, sentences[at + 1]).with(at + 1, sentences[at]);
}

/** A sentence goes that tells nothing and is not the opening. */
function leaveOut(sentences: readonly Sentence[], random: Random): readonly Sentence[] {
  const idle = sentences.flatMap(({ fact }, index) => (index > 0 && fact === undefined ? [index] : []));
  return idle.length === 0 ? sentences : sentences.toSpliced(pick(idle, random), 1);
}
