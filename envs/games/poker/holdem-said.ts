import { quote } from '../../core/reply.ts';

/** What a reply says that one does, before it is held against what one may do. */
export type Said = { readonly words: string } & (
  | { readonly kind: 'fold' | 'check' | 'passive' | 'all-in' | 'least' | 'most' | 'raise' }
  /** Without chips the price is not said. */
  | { readonly kind: 'call'; readonly chips: number | undefined }
  /** What one's bets in this round come to, or what is added to the greatest. */
  | { readonly kind: 'to' | 'by'; readonly chips: number }
  /** A raise by a part of the pot, 1 for the whole. */
  | { readonly kind: 'part'; readonly part: number }
  /** A sentence on why the words cannot be taken for an action. */
  | { readonly kind: 'unclear'; readonly reason: string }
);

const NAMED_PARTS: Readonly<Record<string, number>> = {
  'a quarter': 1 / 4,
  quarter: 1 / 4,
  'a third': 1 / 3,
  third: 1 / 3,
  'one third': 1 / 3,
  'a half': 1 / 2,
  half: 1 / 2,
  'two thirds': 2 / 3,
  'three quarters': 3 / 4,
  full: 1,
  whole: 1,
  twice: 2,
  double: 2,
};

const NUMBER = '[-−]?\\$?\\d(?:[\\p{L}\\p{N}.,]*[\\p{L}\\p{N}])?';
const ALL_IN = 'all[ -]?in|shove|jam';
const LEAST = 'min(?:imum|[ -]?raise|[ -]?bet)?';
const MOST = 'max(?:imum)?';
const PART = `(?:${Object.keys(NAMED_PARTS)
  .map((name) => name.replace(' ', '[ -]'))
  .join('|')}|\\d+/\\d+|\\d*\\.?\\d+ ?%|\\d*\\.?\\d+ ?(?:x|times)|\\d*\\.\\d+)`;
const OF_POT = `${PART}(?:[ -]of)?(?:[ -]the)?[ -]pot|${PART} (?:of )?the size of the pot|pot (?:x|times) ?\\d*\\.?\\d+`;
const POT = '(?:the )?pot(?:[ -]sized?)?';
const SIZE = `(?:to |by |a |: ?)?(?:${OF_POT}|${POT}|\\d*\\.?\\d+ ?%|(?:go )?(?:${ALL_IN})|the ${LEAST}|the ${MOST}|${LEAST}|${MOST})`;
const CHIPS = `${NUMBER}(?: ?(?:or|and|-|–) ?${NUMBER})?`;

/** What may be said alone or amid other words. */
const AMID = [
  `(?:bet|raise) ${SIZE}`,
  `(?:bet|raise)(?:(?: to| by| ?:)? ${CHIPS}|(?: to| by)?)`,
  `call(?: ?:)? ${CHIPS}`,
  'fold|check|call',
  ALL_IN,
  OF_POT,
  'min[ -]?raise|pot[ -]sized (?:bet|raise)',
].join('|');

const phrase = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}-])(?:${pattern})(?![\\p{L}\\p{N}%]|-\\p{L})`, 'gu');
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

const SAID = phrase(AMID);
/** The words before what one does not do: `I will not`, `never`, `don't want to`. */
const DENIED = /(?:\b(?:not|never|no|cannot|without|nor|than)|n['’]t)(?: [\p{L}'’]+){0,3} ?$/u;

/** So far back a denial is looked for. Unit: UTF-16 code units. */
const DENIED_WITHIN = 60;

const IS_ALL_IN = whole(`(?:(?:bet|raise) )?(?:to |: ?)?(?:(?:go |i'm |i am )?(?:${ALL_IN}))`);
const IS_LEAST = whole(`(?:(?:bet|raise) )?(?:to |by |: ?)?(?:the )?${LEAST}`);
const IS_MOST = whole(`(?:(?:bet|raise) )?(?:to |by |: ?)?(?:the )?${MOST}`);
const IS_PART = whole(
  `(?:(?:bet|raise) )?(?:to |by |a |: ?)?(${OF_POT}|${POT}|\\d*\\.?\\d+ ?%)(?: bet| raise)?`,
);
const IS_AMOUNT = whole(
  `(bet|raise|call)( to| by| ?:)?(?: (${NUMBER}))( ?(?:or|and|-|–) ?${NUMBER})?(?: chips)?`,
);

/** Everything that a text says that one does, in order; what it says that one does not do is left out. */
export function saidAmid(text: string): Said[] {
  const plain = plainly(text);
  return [...plain.matchAll(SAID)]
    .filter(({ index }) => !DENIED.test(plain.slice(Math.max(0, index - DENIED_WITHIN), index)))
    .flatMap(([words]) => saidBy(words) ?? []);
}

/** What a text says that is nothing but what one does; undefined where it is not. */
export function saidBy(text: string): Said | undefined {
  const words = plainly(text).replace(/[.!]+$/, '');
  if (words === 'fold' || words === 'f') return { kind: 'fold', words };
  if (words === 'check') return { kind: 'check', words };
  if (words === 'call') return { kind: 'call', chips: undefined, words };
  if (words === 'c' || words === 'check/call' || words === 'check or call') return { kind: 'passive', words };
  if (words === 'bet' || words === 'raise') return { kind: 'raise', words };
  if (IS_ALL_IN.test(words)) return { kind: 'all-in', words };
  if (IS_LEAST.test(words)) return { kind: 'least', words };
  if (IS_MOST.test(words)) return { kind: 'most', words };
  const pot = IS_PART.exec(words)?.[1];
  if (pot !== undefined) return { kind: 'part', part: partOf(pot), words };
  const amount = IS_AMOUNT.exec(words);
  if (amount !== null) return amountSaid(words, amount);
  return undefined;
}

function amountSaid(words: string, [, verb, way, number, other]: RegExpExecArray): Said {
  const digits = number.replace('$', '');
  if (other !== undefined)
    return { kind: 'unclear', words, reason: `${quote(words)} names more than one amount.` };
  if (!/^\d+$/.test(digits))
    return { kind: 'unclear', words, reason: `${quote(words)} is no whole number of chips.` };
  const chips = Number(digits);
  if (verb === 'call') return { kind: 'call', chips, words };
  return { kind: way === ' by' ? 'by' : 'to', chips, words };
}

/** `half pot`, `2/3 of the pot`, `75%`, `2x pot`, `pot`, as a part of the pot. */
function partOf(words: string): number {
  for (const [name, part] of Object.entries(NAMED_PARTS)) {
    if (words.replaceAll('-', ' ').startsWith(`${name} `)) return part;
  }
  const number = /(\d+)\/(\d+)/.exec(words);
  if (number !== null) return Number(number[1]) / Number(number[2]);
  const decimal = /\d*\.?\d+/.exec(words);
  if (decimal === null) return 1;
  return Number(decimal[0]) / (words.includes('%') ? 100 : 1);
}

function plainly(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
