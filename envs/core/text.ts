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
 * bracketed name counts; without brackets the reply must hold exactly one name.
 * @returns the index into `names`, or a failure that lists them.
 */
export function parseName(reply: string, names: readonly string[]): number | ParseFailure {
  const format = `Answer with one of: ${names.map((name) => `[${name}]`).join(' ')}.`;
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
  const found = wanted.flatMap((name, index) => (mentions(text, name) ? [index] : []));
  if (found.length === 1) return found[0];
  if (found.length > 1) return { reason: 'The reply names more than one action.', format };
  return { reason: bare === '' ? 'The reply is empty.' : `${quote(bare)} names no action.`, format };
}

/** Whether the text holds the name as a whole: `5` is not in `-5`, `5.5` or `1,500`. */
function mentions(text: string, name: string): boolean {
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^\d/.test(name) ? '(?<![-+−\\p{L}\\p{N}]|\\p{N}[.,])' : '(?<![\\p{L}\\p{N}])';
  const after = /\d$/.test(name) ? '(?![\\p{L}\\p{N}]|[.,]\\p{N})' : '(?![\\p{L}\\p{N}])';
  return new RegExp(`${before}${pattern}${after}`, 'u').test(text);
}
