import { asserted } from './asserted.ts';
import type { State } from './game.ts';
import { lastMarked, quote } from './reply.ts';

/**
 * A game's face for people and chat models: the same rules and positions, in words. Where seats have no names of their
 * own they are called `player 1`, `player 2`, …, so that an adapter can seat them elsewhere ({@link inWords}).
 */
export interface TextFace {
  /** How to play in this role, and how to answer; for role −1, what a seat that does not know its role may read. */
  rules(role: number): string;
  /** What the seat sees now. */
  view(state: State, seat: number): string;
  /** What the seat is told when this action or outcome is done here; null for nothing. */
  event(state: State, action: number, seat: number): string | null;
  /** A name that `parse` reads back as the same action, distinct among the legal ones. */
  actionName(state: State, action: number): string;
  /** The legal action that a reply in words names, or why there is none. */
  parse(state: State, reply: string): number | ParseFailure;
  /** What a choice is called where it is not chosen but done: `contribute`, `contributed`. */
  readonly verbs?: { readonly present: string; readonly past: string };
  /** The whole position, hidden parts too, for whoever may see everything: no seat is shown it while it plays. */
  spectator?(state: State): string;
}

/** A reply that names no legal action. */
export interface ParseFailure {
  /** One sentence: what is wrong with the reply. */
  readonly reason: string;
  /** One sentence: what a good reply looks like here. */
  readonly format: string;
}

/** The longest reply that is looked at; the end of a longer one is what counts. Unit: UTF-16 code units. */
export const REPLY_LIMIT = 4000;

/**
 * Reads a reply that names one of `names` as a whole word, whatever its case: bare, or in brackets or a box. The last
 * bracketed name counts; without brackets the reply must state exactly one name ({@link asserted}).
 * @returns the index into `names`, or a failure that lists them.
 */
export function parseName(reply: string, names: readonly string[]): number | ParseFailure {
  const format = formatOf(names);
  const text = reply.slice(-REPLY_LIMIT).toLowerCase();
  const wanted = names.map((name) => name.toLowerCase());

  const said = lastMarked(text);
  if (said !== undefined) {
    const index = wanted.indexOf(said);
    return index >= 0 ? index : { reason: `${quote(said)} is not possible here.`, format };
  }

  const bare = text.trim();
  const exact = wanted.indexOf(bare);
  if (exact >= 0) return exact;
  const stated = asserted(text);
  const found = wanted.flatMap((name, index) => (mentions(stated, name) ? [index] : []));
  if (found.length === 1) return found[0];
  if (found.length > 1) return { reason: 'The reply names more than one action.', format };
  return { reason: bare === '' ? 'The reply is empty.' : `${quote(bare)} names no action.`, format };
}

/** The actions of a position by their names, and why some cannot be chosen. */
export interface NamedActions {
  /** Of every action, by its number, whether it can be chosen now or not. */
  readonly names: readonly string[];
  /** The actions that can be chosen now. */
  readonly legal: readonly number[];
  /** One sentence: why an action that is not legal cannot be chosen. */
  why(action: number): string;
  /** One sentence: what a good reply looks like here; left out, the names of the legal actions. */
  readonly format?: string;
}

/** Reads a reply as {@link parseName} does. One that names an action which is not legal is refused with the reason why. */
export function parseAction(
  reply: string,
  { names, legal, why, format }: NamedActions,
): number | ParseFailure {
  const open = legal.map((action) => names[action]);
  const found = parseName(reply, open);
  if (typeof found === 'number') return legal[found];
  const meant = parseName(reply, names);
  return {
    reason: typeof meant === 'number' ? why(meant) : meant.reason,
    format: format ?? found.format,
  };
}

/** Numbers are listed one by one where there are so few. */
const FEW_NUMBERS = 12;

/** `[1] [2] [3]`; where names are many whole numbers at equal distances, a range, `any number from [0] to [20]`. */
export function listNames(names: readonly string[]): string {
  const range = rangeOf(names);
  if (range === undefined) return names.map((name) => `[${name}]`).join(' ');
  const what = range.step === 1 ? 'number' : `multiple of ${range.step}`;
  return `any ${what} from [${range.first}] to [${range.last}]`;
}

function formatOf(names: readonly string[]): string {
  const range = rangeOf(names);
  if (range === undefined) return `Answer with one of: ${listNames(names)}.`;
  const middle = names[names.length >> 1];
  const what = range.step === 1 ? 'a number' : `a multiple of ${range.step}`;
  return `Answer with ${what} from ${range.first} to ${range.last}, such as [${middle}].`;
}

/** Where many names are multiples of a number in a row: the first, the last, and that number. */
function rangeOf(names: readonly string[]): { first: number; last: number; step: number } | undefined {
  if (names.length <= FEW_NUMBERS || !names.every((name) => /^\d{1,9}$/.test(name))) return undefined;
  const numbers = names.map(Number);
  const [first, second] = numbers;
  const step = second - first;
  const even = step > 0 && first % step === 0 && numbers.every((number, at) => number === first + at * step);
  return even ? { first, last: first + (numbers.length - 1) * step, step } : undefined;
}

/** Whether the text holds the name as a whole: `5` is not in `-5`, `5.5` or `1,500`. */
function mentions(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^\d/.test(name) ? '(?<![-+−\\p{L}\\p{N}]|\\p{N}[.,])' : '(?<![\\p{L}\\p{N}])';
  const after = /\d$/.test(name) ? '(?![\\p{L}\\p{N}]|[.,]\\p{N})' : '(?![\\p{L}\\p{N}])';
  return new RegExp(`${before}${pattern}${after}`, 'u').test(text);
}
