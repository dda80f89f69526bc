import { RecordError } from '../../core/errors.ts';
import { pairFault, type TwoWords } from './words.ts';

/** Names of columns, in a first line that holds no pair. */
const HEADER = /^(?:word ?[12ab]?|civilians?|spy|spies|first|second|original|other)$/i;

/**
 * Reads pairs of words, one a line: JSON Lines (`{"words": ["cat", "dog"]}` or `["cat", "dog"]`, what else an object
 * holds is left out), or two columns parted by a comma or a tab, in double quotes where a word holds the sign itself.
 * Blank lines and a first line of column names are passed over.
 * @throws RecordError naming the line that is wrong, or where there is no pair.
 */
export function readWordPairs(text: string): TwoWords[] {
  const pairs: TwoWords[] = [];
  let first = true;
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    const words = /^\s*[[{]/.test(line) ? jsonPair(line) : columns(line);
    const header = first && typeof words !== 'string' && words.every((word) => HEADER.test(word));
    first = false;
    if (header) continue;
    const fault = typeof words === 'string' ? words : pairFault(words);
    if (fault !== undefined || typeof words === 'string')
      throw new RecordError(`Word pairs, line ${index + 1}: ${fault}.`, `line ${index + 1}`);
    pairs.push({ words: [words[0], words[1]] });
  }
  if (pairs.length === 0) throw new RecordError('There are no pairs of words; write one pair a line.');
  return pairs;
}

/** The words of a line of JSON, or what is wrong with it. */
function jsonPair(line: string): string[] | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'the line is no JSON';
  }
  const words: unknown =
    typeof value === 'object' && value !== null && !Array.isArray(value) && 'words' in value
      ? value.words
      : value;
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  return 'the line holds no words; write {"words": ["cat", "dog"]}';
}

/** The cells of a line of a table, or what is wrong with it. */
function columns(line: string): string[] | string {
  const mark = line.includes('\t') ? '\t' : ',';
  const cell =
    mark === '\t'
      ? /\s*(?:"((?:[^"]|"")*)"|([^"\t]*))\s*(\t|$)/y
      : /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  const cells: string[] = [];
  for (let more = true; more;) {
    const found = cell.exec(line);
    if (found === null) return 'a double quote is out of place';
    const [, quoted, bare = '', end] = found;
    cells.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
    more = end === mark;
  }
  return cells;
}
