import { readCard } from '@parlor/envs';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** A card that the file does not know. */
export const UNKNOWN = -1;

/** More chips than anybody has; amounts below are told apart to a thousandth. */
const MOST = 1e12;

/** The cards of a hand that is shown: those it was dealt where they are written as a dash; undefined where it is mucked. */
export type ShownCards = readonly number[] | 'dealt' | undefined;

/** One action of a hand history, read. Players count from 0 in the order of the file. */
export type HandAction = {
  readonly line: number | undefined;
  /** What is written behind it, after `#`. */
  readonly comment?: string;
} & (
  | { readonly kind: 'hole'; readonly player: number; readonly cards: readonly number[] }
  | { readonly kind: 'board'; readonly cards: readonly number[] }
  | { readonly kind: 'fold' | 'call'; readonly player: number }
  | { readonly kind: 'raise'; readonly player: number; readonly amount: number }
  | { readonly kind: 'show'; readonly player: number; readonly cards: ShownCards }
  | { readonly kind: 'comment' }
);

const WAYS = '"d dh p1 AsKs", "d db 2c3c4c", "p1 f", "p1 cc", "p1 cbr 400" or "p1 sm AsKs"';

/**
 * Reads the actions of a history; those that are nothing but a comment are among them.
 * @throws HandHistoryError at the line of one that is none
 */
export function handActions(history: HandHistory): HandAction[] {
  return history.actions.flatMap((text, index): HandAction[] => {
    const line = history.lines.actions[index];
    const from = text.indexOf('#');
    const words = (from < 0 ? text : text.slice(0, from)).trim();
    const comment = from < 0 ? '' : text.slice(from + 1).trim();
    if (words !== '') return [{ ...read(words, line, history), ...(comment === '' ? {} : { comment }) }];
    return comment === '' ? [] : [{ kind: 'comment', line, comment }];
  });
}

function read(text: string, line: number | undefined, { source, stacks }: HandHistory): HandAction {
  const refuse = (what: string): never => {
    throw new HandHistoryError(source, line, `${JSON.stringify(text)} ${what}`);
  };
  const playerOf = (name: string | undefined): number => {
    const found = Number(/^p([1-9]\d?)$/.exec(name ?? '')?.[1] ?? NaN) - 1;
    if (found < stacks.length) return found;
    return refuse(`names no player: they are p1 to p${stacks.length}.`);
  };
  const cardsOf = (names: string | undefined): number[] => {
    const parts = names?.match(/\?\?|10.|../g) ?? [];
    if (parts.length === 0 || parts.join('') !== names) refuse('names no cards: write them like AsKd.');
    return parts.map((name) => {
      const card = name === '??' ? UNKNOWN : readCard(name);
      return card ?? refuse(`has no card called ${JSON.stringify(name)}: write cards like As or Td.`);
    });
  };

  const [actor, verb, argument, further, ...rest] = text.split(/\s+/);
  const bare = argument === undefined;
  if (rest.length > 0) return refuse(`has words too many: write ${WAYS}.`);
  if (actor === 'd' && verb === 'dh') {
    return { kind: 'hole', line, player: playerOf(argument), cards: cardsOf(further) };
  }
  if (further !== undefined) return refuse(`has words too many: write ${WAYS}.`);
  if (actor === 'd' && verb === 'db') return { kind: 'board', line, cards: cardsOf(argument) };
  const player = playerOf(actor);
  if (verb === 'f' && bare) return { kind: 'fold', line, player };
  if (verb === 'cc' && bare) return { kind: 'call', line, player };
  if (verb === 'sm') {
    const cards = bare ? undefined : argument === '-' ? 'dealt' : cardsOf(argument);
    return { kind: 'show', line, player, cards };
  }
  if (verb === 'cbr' && /^\d+(?:\.\d+)?$/.test(argument ?? '')) {
    const amount = Number(argument);
    return amount <= MOST ? { kind: 'raise', line, player, amount } : refuse('is more than anybody has.');
  }
  return refuse(`is no action of hold'em: write ${WAYS}.`);
}
