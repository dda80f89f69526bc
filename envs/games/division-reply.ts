import { asserted } from '../core/asserted.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../core/text.ts';
import { accepts } from './acceptance.ts';
import { type ItemName, readItems } from './items.ts';

/** What a reply may say where a division is to be proposed. */
export interface DivisionChoices {
  readonly names: readonly ItemName[];
  /** How many there are of each. */
  readonly pool: ArrayLike<number>;
  /** The word that accepts the last proposal, such as `agree`. */
  readonly accept: string;
  readonly canAccept: boolean;
  /** A proposal as it may be written, such as `propose 1 book`. */
  readonly example: string;
}

/** What a reply means: to accept, amounts that its author would keep, or nothing, and why. */
export type DivisionReading =
  { readonly accepts: true } | { readonly keeps: readonly number[] } | { readonly reason: string };

/** With these a proposal may begin; `offer` and `give` would leave open to whom. */
const LEAD: readonly string[] = 'or but so then i d would like to propose that keep take get'.split(' ');

/**
 * Reads what the author of a reply would keep, such as `[propose 1 book, 2 hats]`, or that it accepts: in the last
 * brackets or, without any, as the whole reply or the only one of its sentences that says so.
 */
export function readDivision(
  reply: string,
  choices: DivisionChoices,
): Exclude<DivisionReading, { reason: string }> | ParseFailure {
  const text = reply.slice(-REPLY_LIMIT).toLowerCase();
  const marked = lastMarked(text);
  const reading = marked === undefined ? readProse(text, choices) : readOne(marked, choices);
  return 'reason' in reading ? { reason: reading.reason, format: formatOf(choices) } : reading;
}

function formatOf({ accept, canAccept, example }: DivisionChoices): string {
  return `Answer with ${canAccept ? `[${accept}] or ` : ''}what you would keep, such as [${example}].`;
}

function readProse(text: string, choices: DivisionChoices): DivisionReading {
  if (text.trim() === '') return { reason: 'The reply is empty.' };
  const whole = readOne(text, choices);
  if (!('reason' in whole)) return whole;
  const sentences = asserted(text)
    .split(/(?:[!?;:\n]|\.(?!\p{N}))+/u)
    .map((sentence) => readOne(sentence, choices));
  const found = sentences.filter((reading) => !('reason' in reading));
  if (found.length === 1) return found[0];
  if (found.length > 1) return { reason: 'The reply names more than one action without brackets.' };
  return whole;
}

function readOne(said: string, { names, pool, accept, canAccept }: DivisionChoices): DivisionReading {
  const words = said.match(/\p{L}+|-?\p{N}+(?:\.\p{N}+)?/gu) ?? [];
  if (words.length === 0) return { reason: `${quote(said)} names no action.` };
  if (accepts(words)) {
    return canAccept
      ? { accepts: true }
      : { reason: `There is no proposal to ${accept === 'agree' ? 'agree to' : accept} yet.` };
  }
  const from = words.findIndex((word) => !LEAD.includes(word));
  const keeps =
    from < 0 ? 'The reply does not say what you keep.' : readItems(words.slice(from), names, pool);
  return typeof keeps === 'string' ? { reason: keeps } : { keeps };
}
