import { lastMarked, quote, speech } from '../../core/reply.ts';
import type { ParseFailure } from '../../core/text.ts';

/** The longest clue. Unit: UTF-16 code units. */
export const CLUE_LIMIT = 200;

/**
 * Words as they are compared: in lower case, without diacritics of Latin, Greek and Cyrillic letters, parted by single
 * blanks, without signs.
 */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Whether two plain words are the same but for a plural: `s` or `es` at the end, or `ies` for `y`. */
function sameWord(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (
    long === short ||
    long === `${short}s` ||
    long === `${short}es` ||
    (short.endsWith('y') && long === `${short.slice(0, -1)}ies`)
  );
}

/** Whether a text holds a word, or several in a row, whatever its case, its diacritics and its number. */
export function holdsWord(text: string, word: string): boolean {
  const wanted = plainWords(word).split(' ');
  if (wanted[0] === '') return false;
  const words = plainWords(text).split(' ');
  return words.some((_, from) => wanted.every((part, at) => sameWord(words[from + at] ?? '', part)));
}

/** What a reply says to the others: what is in its last brackets or box, or all of it, on one line. */
export function clueOf(reply: string): string {
  return speech(lastMarked(reply) ?? reply).replaceAll('\n', ' ');
}

/**
 * Why a clue is not taken, or nothing where it is.
 * @param earlier the clues before it
 * @param secret the speaker's own word, where there is one: the only one that it may not say
 */
export function clueFault(clue: string, earlier: readonly string[], secret: string): string | undefined {
  const plain = plainWords(clue);
  if (plain === '') return clue === '' ? 'There is no clue.' : `${quote(clue)} has no words.`;
  if (clue.length > CLUE_LIMIT) return `The clue has ${clue.length} characters, more than ${CLUE_LIMIT}.`;
  if (holdsWord(clue, secret)) return 'The clue says your own word.';
  if (earlier.some((other) => plainWords(other) === plain)) return `${quote(clue)} has been said before.`;
  return undefined;
}

/** The clue that a reply gives, or why it gives none. */
export function readClue(
  reply: string,
  earlier: readonly string[],
  secret: string,
  noun: string,
): { readonly action: { readonly clue: string } } | ParseFailure {
  const clue = clueOf(reply);
  const reason = clueFault(clue, earlier, secret);
  if (reason === undefined) return { action: { clue } };
  return { reason, format: `Answer with one new sentence about your ${noun} in brackets.` };
}
