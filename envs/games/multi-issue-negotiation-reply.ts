import { asserted } from '../core/asserted.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../core/text.ts';
import { accepts } from './acceptance.ts';
import { saidAlone } from './said-alone.ts';

/** What a reply may say here. */
export interface Choices {
  /** The issues, in the order of an offer's digits. */
  readonly names: readonly string[];
  readonly levels: number;
  readonly canOffer: boolean;
  readonly canAccept: boolean;
  /** An offer as it may be written. */
  readonly example: string;
}

/** What a reply means, or why it means nothing. */
type Reading = { readonly action: number } | { readonly reason: string };

/**
 * Reads an offer of a level for every issue (in any order, with or without `=` or `:`), `accept` or `walk away`: in the
 * last brackets or, without any, as the only one of them that the reply names.
 * @returns the action, levels^issues for accept and one more for walking away
 */
export function parseNegotiation(reply: string, choices: Choices): number | ParseFailure {
  const text = reply.slice(-REPLY_LIMIT).toLowerCase();
  const marked = lastMarked(text);
  const reading = marked === undefined ? readProse(text, choices) : readAction(marked, choices);
  return 'action' in reading ? reading.action : { reason: reading.reason, format: formatOf(choices) };
}

function formatOf({ canOffer, canAccept, example }: Choices): string {
  const forms = ['[walk away]', ...(canAccept ? ['[accept]'] : [])];
  // An offer last, so that the sentence itself reads as a good answer.
  return canOffer
    ? `Answer with ${forms.join(', ')} or a level for every issue, such as [${example}].`
    : `Answer with ${forms.join(' or ')}.`;
}

function readAction(said: string, choices: Choices): Reading {
  const words = tokens(said);
  const sentence = words.join(' ');
  if (accepts(words)) return accepting(choices);
  if (/^(?:walk(?: away)?|no deal)$/.test(sentence))
    return { action: choices.levels ** choices.names.length + 1 };
  if (sentence === '') return { reason: 'There is nothing in the brackets.' };
  const terms = words.filter(
    (word, at) => !(at === 0 && word === 'offer') && word !== 'and' && word !== 'level',
  );
  const stray = terms.find((word) => !isLevel(word) && !choices.names.includes(word));
  if (stray !== undefined) {
    const known = choices.names.join(', ');
    return { reason: `${quote(said)} is no action here: ${quote(stray)} is none of the issues ${known}.` };
  }
  const misplaced = terms.findIndex((word, at) => isLevel(word) !== (at % 2 === 1));
  if (misplaced >= 0 || terms.length % 2 === 1) {
    return { reason: `${quote(said)} does not give each issue one level.` };
  }
  return readOffer(terms, choices);
}

/** Without brackets: what the words name, if it is one thing only. */
function readProse(text: string, choices: Choices): Reading {
  const words = tokens(asserted(text));
  const terms = words.flatMap((word, at) =>
    choices.names.includes(word) && isLevel(words[at + 1] ?? '') ? [word, words[at + 1]] : [],
  );
  const readings: Reading[] = [
    ...(terms.length > 0 ? [readOffer(terms, choices)] : []),
    ...(words.includes('accept') || accepts(words) ? [accepting(choices)] : []),
    ...(words.some((word, at) => word === 'walk' && words[at + 1] === 'away') || saidAlone(text) === 'no deal'
      ? [{ action: choices.levels ** choices.names.length + 1 }]
      : []),
  ];
  if (readings.length === 1) return readings[0];
  if (readings.length > 1) return { reason: 'The reply names more than one action without brackets.' };
  return { reason: text.trim() === '' ? 'The reply is empty.' : `${quote(text)} names no action.` };
}

/** Words and whole numbers; a number with decimals is taken apart, and so fits no issue. */
function tokens(text: string): string[] {
  return text.match(/\p{L}+|-?\d+/gu) ?? [];
}

function isLevel(word: string): boolean {
  return /^-?\d+$/.test(word);
}

function accepting({ canAccept, levels, names }: Choices): Reading {
  return canAccept ? { action: levels ** names.length } : { reason: 'There is no offer to accept yet.' };
}

/** @param terms issue, level, issue, level, … */
function readOffer(terms: readonly string[], { names, levels, canOffer }: Choices): Reading {
  if (!canOffer) return { reason: 'There are no offers left to make.' };
  const given = new Map<string, number>();
  for (let at = 0; at < terms.length; at += 2) {
    const [name, level] = [terms[at], Number(terms[at + 1])];
    if (given.has(name)) return { reason: `The offer settles ${name} twice.` };
    if (!(level >= 0 && level < levels)) {
      return { reason: `${name} cannot be ${quote(terms[at + 1])}: levels go from 0 to ${levels - 1}.` };
    }
    given.set(name, level);
  }
  let action = 0;
  for (const name of names) {
    const level = given.get(name);
    if (level === undefined) return { reason: `The offer does not settle ${name}.` };
    action = action * levels + level;
  }
  return { action };
}
