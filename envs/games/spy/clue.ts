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

/** Plurals that no rule gives, after their singulars. */
const PLURALS = new Map([
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['person', 'people'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['goose', 'geese'],
  ['mouse', 'mice'],
]);

/** Whether the longer of two plain words is the plural of the other: `s`, `es`, `ies` for `y`, `ves` for `f` or `fe`. */
function sameWord(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (
    long === short ||
    long === `${short}s` ||
    long === `${short}es` ||
    (short.endsWith('y') && long === `${short.slice(0, -1)}ies`) ||
    (/fe?$/.test(short) && long === short.replace(/fe?$/, 'ves')) ||
    PLURALS.get(one) === other ||
    PLURALS.get(other) === one
  );
}

/** The most pieces that a word is looked for in. */
const MOST_PIECES = 24;

/**
 * Whether a text holds a word, or several in a row, whatever its case, its diacritics and its number, in one piece or
 * taken apart (`ice cream`, `icecream`, `i-c-e cream`).
 */
export function holdsWord(text: string, word: string): boolean {
  const wanted = plainWords(word).replaceAll(' ', '');
  if (wanted === '') return false;
  const words = plainWords(text).split(' ');
  for (let from = 0; from < words.length; from++) {
    let joined = '';
    for (let at = from; at < words.length && at < from + MOST_PIECES; at++) {
      joined += words[at];
      if (joined.length > wanted.length + 3) break;
      if (sameWord(joined, wanted)) return true;
    }
  }
  return false;
}

/** A vote in place of a clue. */
const VOTE = /^(?:player )?\d{1,2}$|^n a$/;

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
  if (VOTE.test(plain)) return `${quote(clue)} is a vote, and it is time for clues.`;
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
  // Several lines without brackets are thoughts rather than a clue, and nobody else is to hear them.
  const unmarked = lastMarked(reply) === undefined && speech(reply).includes('\n');
  const reason = unmarked
    ? 'The reply has several lines and no brackets that say which is the clue.'
    : clueFault(clue, earlier, secret);
  if (reason === undefined) return { action: { clue } };
  return { reason, format: `Answer with one new sentence about your ${noun} in brackets.` };
}
