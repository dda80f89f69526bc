import { type Game, type State, TERMINAL } from '../core/game.ts';
import type { ParseFailure } from '../core/text.ts';
import { choosingOf, observationOf, returnsOf, sparse } from './answers.ts';
import { legalOf, spread } from './playthrough.ts';

/** Sequences as numbers: each is named by the one before it and its last item. */
export class Sequences {
  private readonly ids = new Map<string, number>();

  /** The number of the sequence that follows `parent` (0: the empty one) with one more item. */
  append(parent: number, item: string | number): number {
    const name = `${parent} ${item}`;
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(name, id);
    }
    return id;
  }
}

/** What a seat has seen so far: its tokens, how many they are, and the words it was told. */
export interface Seen {
  readonly tokens: number;
  readonly count: number;
  readonly words: number;
}

export const NOTHING_SEEN: Seen = { tokens: 0, count: 0, words: 0 };

/** What a seat has seen when one more thing happens. */
export function see(
  game: Game,
  sequences: Sequences,
  seen: Seen,
  state: State,
  action: number,
  seat: number,
): Seen {
  const token = game.witness(state, action, seat);
  const word = game.text.event(state, action, seat);
  return {
    tokens: token === 0 ? seen.tokens : sequences.append(seen.tokens, token),
    count: token === 0 ? seen.count : seen.count + 1,
    words: word === null ? seen.words : sequences.append(seen.words, `"${word}`),
  };
}

/** Whether the seat chooses now, waits, or has seen the end: it knows that besides its tokens. */
export function phaseOf(
  game: Game,
  state: State,
  mover: number,
  seat: number,
): 'choosing' | 'waiting' | 'over' {
  if (mover === TERMINAL) return 'over';
  return mover === seat || (mover >= 0 && choosingOf(game, state).includes(seat)) ? 'choosing' : 'waiting';
}

/** What must follow from what a seat has seen. */
export const FACTS = [
  'observation',
  'view',
  'legal',
  'choosing',
  'returns',
  'role',
  'names',
  'refusal',
] as const;
export type Fact = (typeof FACTS)[number];

/** Replies that name no action, so that the mover is told why and in which form to answer. */
const NONSENSE = ['', 'nonsense', '[nonsense]'];

/** Of more legal actions than these, the names of some are compared. */
const NAMED = 32;

/**
 * All that a seat is shown now; actions, their names, who else chooses, refusals and returns are the mover's alone.
 * @param salt whose names, where there are many actions: to be the same where what is shown is to be the same
 */
export function shownTo(
  game: Game,
  state: State,
  mover: number,
  seat: number,
  salt: number,
): Partial<Record<Fact, string>> {
  const knows = game.knowsRole?.(state, seat) ?? true;
  return {
    observation: sparse(observationOf(game, state, seat)),
    view: game.text.view(state, seat),
    role: knows ? String(game.role(state, seat)) : 'unknown',
    ...(mover === seat && moverShown(game, state, salt)),
  };
}

function moverShown(game: Game, state: State, salt: number): Partial<Record<Fact, string>> {
  const legal = legalOf(game, state);
  return {
    legal: legal.join(),
    choosing: choosingOf(game, state).join(),
    returns: returnsOf(game, state).join(),
    names: spread(legal, NAMED, salt)
      .map((action) => game.text.actionName(state, action))
      .join(', '),
    refusal: NONSENSE.map((reply) => answerTo(game.text.parse(state, reply))).join('\n'),
  };
}

function answerTo(parsed: number | ParseFailure): string {
  return typeof parsed === 'number' ? `action ${parsed}` : `${parsed.reason} ${parsed.format}`;
}
