/** Function words of English, which nearly every document holds: nothing is found by them. Folded, in order. */
export const STOP_WORDS: readonly string[] = (
  'a about after all also am an and any are as at be been but by can could did do does for from had has have he her ' +
  'hers him his how i if in into is it its me my no nor not of on or our ours out s she so some such t than that the ' +
  'their theirs them then there these they this those to too up us was we were what when where which while who whom ' +
  'whose why will with would you your yours'
).split(' ');

/** Letters that Unicode does not take apart, as English writes them. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** A text in lower case, without the accents of its letters: `Łódź` and `LODZ` are the same. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(SPECIAL, (letter) => PLAIN[letter]);
}

/**
 * The words of a text in their order, folded, without stop words and without the `’s` of the possessive. Words are runs
 * of letters, marks and digits; a language that is written without spaces is not taken apart.
 */
export function termsOf(text: string, stopWords: ReadonlySet<string>): string[] {
  const folded = foldText(text);
  const words = BEYOND_ASCII.test(folded)
    ? folded.replace(/['’]s(?![\p{L}\p{N}])/gu, '').match(/[\p{L}\p{N}\p{M}]+/gu)
    : (folded.includes("'s") ? folded.replace(/'s(?![a-z0-9])/g, '') : folded).match(/[a-z0-9]+/g);
  return words === null ? [] : words.filter((word) => !stopWords.has(word));
}
