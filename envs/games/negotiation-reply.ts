import { marks } from '../core/reply.ts';
import { REPLY_LIMIT } from '../core/text.ts';

/** What is asked for: a division or that the last one is accepted, or a word to go with a proposal. */
export type Asked = 'division' | 'word';

const SAYS = /^\s*(?:i\s+)?says?\b/i;
const DIVIDES = /^\s*(?:i\s+)?(?:propose|keep|accept|agree|deal)\b/i;

/**
 * A reply may hold a proposal and a word at once, `[propose 1 pepper] [say abc]`, though they are asked for one after
 * the other: the part of it that answers what is asked now, the last one where there are several.
 * @param letters how many letters a word has
 * @returns the part, or the reply as it is; nothing where it holds the other part alone
 */
export function partOf(reply: string, asked: Asked, letters: number): string | undefined {
  const text = reply.slice(-REPLY_LIMIT);
  const found = marks(text);
  if (found.length > 0) {
    const other = asked === 'division' ? SAYS : DIVIDES;
    const mine = found.filter((mark) => !other.test(mark)).at(-1);
    return mine === undefined ? undefined : `[${mine}]`;
  }
  const word = new RegExp(
    `[\\s,;]*(?:\\band\\s+)?\\b(?:i\\s+)?says?[\\s:]+["'“]?[a-z](?:[\\s,]*[a-z]){${letters - 1}}["'”]?\\s*[.!]?\\s*$`,
    'i',
  ).exec(text)?.[0];
  if (asked === 'division') {
    const rest = word === undefined ? text : text.slice(0, -word.length);
    return word !== undefined && rest.trim() === '' ? undefined : rest;
  }
  if (!DIVIDES.test(text)) return text;
  return word?.replace(/^[\s,;]*(?:and\s+)?/i, '');
}
