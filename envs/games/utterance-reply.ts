import { lastMarked, quote } from '../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../core/text.ts';

/** The letter that stands for a symbol, from `a` on. */
export function letterOf(symbol: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + symbol);
}

/** A word's symbols as letters, the first digit first: 7 of 3 digits of 2 symbols is `bbb`. */
export function spell(word: number, length: number, symbols: number): string {
  let letters = '';
  for (let rest = word, at = 0; at < length; at++, rest = Math.floor(rest / symbols)) {
    letters = letterOf(rest % symbols) + letters;
  }
  return letters;
}

/**
 * Reads a word of so many letters, such as `[say abc]`: in the last brackets or, without any, as the whole reply or the
 * only one of its sentences that says one.
 * @returns the word's number, the first letter its most significant digit
 */
export function readUtterance(reply: string, length: number, symbols: number): number | ParseFailure {
  const text = reply.slice(-REPLY_LIMIT).toLowerCase();
  const marked = lastMarked(text);
  const last = letterOf(symbols - 1);
  const example = Array.from({ length }, (_, at) => letterOf(at % symbols)).join('');
  const format = `Answer with ${length === 1 ? 'a letter' : `${length} letters`} from a to ${last}, such as [say ${example}].`;
  if (marked !== undefined) {
    const word = readOne(marked, length, symbols);
    return word ?? { reason: `${quote(marked)} is nothing that can be said here.`, format };
  }
  const whole = readOne(text, length, symbols);
  if (whole !== undefined) return whole;
  const sentences = text
    .split(/[.!?;:\n]+/)
    .flatMap((sentence) => readOne(sentence, length, symbols, true) ?? []);
  if (sentences.length === 1) return sentences[0];
  if (sentences.length > 1) return { reason: 'The reply says more than one thing.', format };
  return {
    reason: text.trim() === '' ? 'The reply is empty.' : `${quote(text)} says nothing that counts.`,
    format,
  };
}

/** @param verb whether the word `say` is needed */
function readOne(said: string, length: number, symbols: number, verb = false): number | undefined {
  const match = /^\s*((?:i\s+)?says?[\s:]+)?["'“”]?([a-z](?:[\s,]*[a-z])*)["'“”]?\s*[.!]?\s*$/.exec(
    said.slice(0, 200),
  );
  if (!match || (verb && match[1] === undefined)) return undefined;
  const letters = match[2].replace(/[\s,]+/g, '');
  if (letters.length !== length) return undefined;
  let word = 0;
  for (const letter of letters) {
    const symbol = letter.charCodeAt(0) - 'a'.charCodeAt(0);
    if (symbol >= symbols) return undefined;
    word = word * symbols + symbol;
  }
  return word;
}
