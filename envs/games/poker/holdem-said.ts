import { asserted } from '../../core/asserted.ts';
import { quote } from '../../core/reply.ts';

/** What a reply says that one does, before it is held against what one may do. */
export type Said = { readonly words: string } & (
  | { readonly kind: 'fold' | 'check' | 'passive' | 'all-in' | 'least' | 'most' | 'raise' }
  /** Without chips the price is not said. */
  | { readonly kind: 'call'; readonly chips: number | undefined }
  /** What one's bets in this round come to, or what is added to the greatest; in chips or in big blinds. */
  | { readonly kind: 'to' | 'by'; readonly amount: number; readonly blinds: boolean }
  /** A raise by a part of the pot, 1 for the whole. */
  | { readonly kind: 'part'; readonly part: number }
  /** A sentence on why the words cannot be taken for an action. */
  | { readonly kind: 'unclear'; readonly reason: string }
);

const NAMED_PARTS: Readonly<Record<string, number>> = {
  'a quarter': 1 / 4,
  quarter: 1 / 4,
  '¼': 1 / 4,
  'a third': 1 / 3,
  'one third': 1 / 3,
  third: 1 / 3,
  'a half': 1 / 2,
  half: 1 / 2,
  '½': 1 / 2,
  'two thirds': 2 / 3,
  '¾': 3 / 4,
  'three quarters': 3 / 4,
  full: 1,
  twice: 2,
  double: 2,
};

const DECIMAL = '\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9}';
const PERCENT = '(?:%|percent|per cent)';
const NAMED_PART = Object.keys(NAMED_PARTS)
  .map((name) => name.replace(' ', '[ -]'))
  .join('|');
const PART = `(?:${NAMED_PART}|\\d{1,3} ?/ ?[1-9]\\d{0,2}|(?:${DECIMAL}) ?(?:${PERCENT}|x|times)|\\d(?:\\.\\d{1,9})?|\\.\\d{1,9})`;
const OF_POT = `(?:${PART} ?(?:of )?(?:the )?(?:size of the )?-?pot|pot (?:x|times) ?(?:${DECIMAL}))`;
const POT = '(?:the |a )?(?:full )?pot(?:[ -]sized?)?(?: bet| raise)?';
const ALL_IN = '(?:all[ -]?in(?! all)|shove|jam)';
const LEAST = '(?:the )?(?:min(?:imum)?(?:[ -]?(?:raise|bet))?)';
const MOST = '(?:the )?max(?:imum)?';
const NUMBER = '[-−]?\\$?\\d(?:[\\p{L}\\p{N}.,]*[\\p{L}\\p{N}])?';

const WORD_START = '(?<![\\p{L}\\p{N}./-])';
const WORD_END = '(?![\\p{L}\\p{N}%]|-\\p{L})';
/** A part of a sentence, in which a point or a comma is one of a number. */
const CLAUSE = '(?:[^.,:;!?"]|[.,](?=\\d)|: ?(?=\\d))';
/** `I'm calling` is an action, `calling is wrong` none. */
const IS = "(?<=\\bi(?:['’]?m| am) )";
const VERB = `(?:re-?)?(?:bet|raise)|${IS}(?:betting|raising)|make it`;
/** `his bet`, `facing a raise`: what somebody else has done. */
const NOUN = "(?<!\\b(?:a|an|the|his|her|your|their|any|this|that|another|no|any|last|big|small) |['’]s )";

/** Where words amid others may say what one does. */
const SAID = new RegExp(
  [
    `${WORD_START}${NOUN}(?:${VERB})${WORD_END}${CLAUSE}{0,80}`,
    `${WORD_START}(?:call|${IS}calling)${WORD_END}(?:(?! (?:or|and|then)\\b)${CLAUSE}){0,80}`,
    `${WORD_START}(?:fold|check|${IS}(?:folding|checking))${WORD_END}`,
    `${WORD_START}${NOUN}${ALL_IN}${WORD_END}`,
    `${WORD_START}(?:a )?${OF_POT}(?: bet| raise)?${WORD_END}`,
    `${WORD_START}(?:min[ -]?raise|pot[ -]sized? (?:bet|raise))${WORD_END}`,
  ].join('|'),
  'gu',
);
/** Another action behind the first: `bet or fold`. */
const NEXT = / (?:or|and|then) (?=(?:i )?(?:fold|call|check|bet|raise|go all|all[ -]?in))/u;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');
const IS_ALL_IN = whole(`(?:go |i'm |i am |it )?(?:${ALL_IN}|all|everything)`);
const IS_LEAST = whole(LEAST);
const IS_MOST = whole(MOST);
const IS_POT = whole(`(?:a )?(?:${OF_POT})(?: bet| raise)?|${POT}|(?:${DECIMAL}) ?${PERCENT}`);
const IS_AMOUNT = whole(`(${NUMBER}) ?(bb|bbs|big blinds?)?(?: chips)?( more| on top| extra)?`);
const RAISES = new RegExp(`^(?:(?:re-?)?(?:bet|raise|betting|raising)|make it)${WORD_END}`, 'u');
/** What one bets for, in which a size may be spoken of: `to build the pot`. */
const AIM =
  /^(?: here)?(?: to (?!about|around|the|a\b|over|under|half|third|double|triple)| because | since | hoping )[^\d¼½¾]*$/u;
/** What may stand behind an action that is said: why, and for what. */
const REASON =
  / (?:to (?!\d)|and |because |since |as |for (?!\d)|with |here\b|now\b|hoping |so |from |this time\b|again\b|please\b)/u;
/** Words of size, which an action that is said without an amount does not have. */
const SIZED =
  /[\d¼½¾]|\b(?:half|third|thirds|quarters?|all|everything|max|min|minimum|maximum|pot|stack|bb|blinds?|hundred|thousand|between|double|triple|twice)\b/u;

/** Everything that a text states that one does, in order. */
export function saidAmid(text: string): Said[] {
  return [...plainly(asserted(text)).matchAll(SAID)].flatMap(([words]) => {
    const [first, ...others] = words.trim().split(NEXT);
    return [saidIn(first), ...others.map(saidIn)].flatMap((said) => said ?? []);
  });
}

/** What a text says that is nothing but what one does; undefined where it is not. */
export function saidBy(text: string): Said | undefined {
  const words = plainly(text).replace(/[.!]+$/, '');
  if (words === 'f') return { kind: 'fold', words };
  if (/^(?:c|check[ /-](?:or )?call)$/.test(words)) return { kind: 'passive', words };
  const verb = RAISES.exec(words)?.[0];
  if (verb !== undefined) return raiseAlone(words, words.slice(verb.length));
  const call = /^call(?:ing)?\b/.exec(words)?.[0];
  if (call !== undefined) return callAlone(words, words.slice(call.length));
  const said = saidIn(words);
  return said?.words === words ? said : undefined;
}

/** What a phrase says that begins with a word for an action, or is one. */
function saidIn(phrase: string): Said | undefined {
  const words = phrase.trim();
  const verb = RAISES.exec(words)?.[0];
  if (verb !== undefined) return raiseSaid(words, words.slice(verb.length));
  const plain = /^(fold|check|call)(?:ing)?\b/u.exec(words);
  if (plain?.[1] === 'call') return callSaid(words, words.slice(plain[0].length));
  if (plain !== null) return { kind: plain[1] === 'fold' ? 'fold' : 'check', words: plain[0] };
  const size = sizeSaid(words, words);
  return size !== undefined && 'amount' in size ? undefined : size;
}

/** A call of a price, or of whatever it is, where nothing else is said. */
function callAlone(words: string, tail: string): Said | undefined {
  const price = /^(?::? ?(?:the |for |of )?\$?(\d{1,9})(?: chips)?(?: more)?)?$/u.exec(tail);
  if (price === null) return undefined;
  return { kind: 'call', chips: price[1] === undefined ? undefined : Number(price[1]), words };
}

function callSaid(words: string, tail: string): Said {
  return callAlone(words, beforeReason(tail)) ?? { kind: 'call', chips: undefined, words };
}

/** What stands behind the verb of a bet or a raise. */
const TAIL = /^(?: it)?(?: up)?( to| by)? ?[:=]? ?(.*)$/u;

/** What a bet or a raise comes to, where nothing else is said. */
function raiseAlone(words: string, tail: string): Said | undefined {
  const [, way, size] = TAIL.exec(tail) ?? [];
  return size === '' ? { kind: 'raise', words } : sizeSaid(size, words, way === ' by');
}

/** What a bet or a raise comes to, amid other words; where that is not said, they must not talk of a size. */
function raiseSaid(words: string, tail: string): Said {
  const said = raiseAlone(words, tail) ?? raiseAlone(words, beforeReason(tail));
  if (said !== undefined && said.kind !== 'raise') return said;
  if (!SIZED.test(tail) || AIM.test(tail)) return { kind: 'raise', words };
  const several = /\d.* (?:or|and|to) .*\d|\d ?[-–] ?\d/u.test(tail);
  const reason = several ? 'names more than one amount' : 'names no amount that can be read';
  return { kind: 'unclear', words, reason: `${quote(words)} ${reason}.` };
}

/** What an amount says: a part of the pot, all chips, or a number of them. */
function sizeSaid(size: string, words: string, adds = false): Said | undefined {
  if (IS_ALL_IN.test(size)) return { kind: 'all-in', words };
  if (IS_LEAST.test(size)) return { kind: 'least', words };
  if (IS_MOST.test(size)) return { kind: 'most', words };
  if (IS_POT.test(size)) return { kind: 'part', part: partOf(size), words };
  const amount = IS_AMOUNT.exec(size);
  if (amount === null) return undefined;
  const [, number, unit, more] = amount;
  const short = /^(\d.*?)(bbs?)$/u.exec(number);
  const plain = (short?.[1] ?? number).replace('$', '');
  const blinds = unit !== undefined || short !== null;
  if (!(blinds ? /^\d+(?:\.\d+)?$/u : /^\d+$/u).test(plain)) {
    return { kind: 'unclear', words, reason: `${quote(words)} is no whole number of chips.` };
  }
  return { kind: adds || more !== undefined ? 'by' : 'to', amount: Number(plain), blinds, words };
}

function beforeReason(tail: string): string {
  const reason = REASON.exec(tail);
  return reason === null ? tail : tail.slice(0, reason.index);
}

/** `half pot`, `2/3 of the pot`, `75%`, `2x pot`, `pot`, as a part of the pot. */
function partOf(size: string): number {
  const plain = size.replaceAll('-', ' ');
  const name = Object.keys(NAMED_PARTS).find((one) => plain.startsWith(`${one} `));
  if (name !== undefined) return NAMED_PARTS[name];
  const quotient = /(\d+) ?\/ ?(\d+)/u.exec(size);
  if (quotient !== null) return Number(quotient[1]) / Number(quotient[2]);
  const decimal = new RegExp(DECIMAL, 'u').exec(size);
  if (decimal === null) return 1;
  return Number(decimal[0]) / (/%|percent|per cent/u.test(size) ? 100 : 1);
}

function plainly(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
