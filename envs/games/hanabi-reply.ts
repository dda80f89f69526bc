import { lastMarked } from '../core/reply.ts';
import { REPLY_LIMIT } from '../core/text.ts';
import { COLOURS } from './hanabi-names.ts';
import { saidAlone } from './said-alone.ts';

const THING = `(?:rank|number)\\s*[1-9]|[1-9]s?|${COLOURS.join('|')}`;

/**
 * A hint as people write it: `hint red`, `hint 3`, `tell player 2 about rank 3`, `hint 2 red cards`. A number alone
 * says how many cards it is about, or whom it is for: nothing that could be relied on.
 */
const HINT = new RegExp(
  `\\b(?:hint|tell|clue)s?(?::\\s*|\\s+)(?:to\\s+)?(?:(player\\s*)?([1-9])\\s*[:,]?\\s+(?:about\\s+)?(?=(?:${THING})\\b))?` +
    `(${THING})\\b(?:\\s+cards?\\b)?(?!\\s+(?:${THING})\\b)`,
  'giu',
);

/** The same with the player last, `hint red to player 2`, or first, `give player 2 a hint about red`. */
const PLAYER_LAST = new RegExp(
  `\\b(?:give\\s+an?\\s+)?(?:hint|clue)\\s+(?:about\\s+)?(${THING})(?:\\s+cards?)?\\s+(?:to|for)\\s+(player\\s*[1-9])\\b`,
  'giu',
);
const PLAYER_FIRST = new RegExp(
  `\\bgive\\s+(player\\s*[1-9])\\s+an?\\s+(?:hint|clue)\\s+(?:about|on|of)\\s+(${THING})\\b`,
  'giu',
);

/** What a hint of a reply is about: `red` or `rank 3`, and for whom, where that is said. */
export interface SaidHint {
  /** A seat. */
  readonly target: number | undefined;
  readonly what: string;
}

/**
 * The reply with its hints as the game calls them, `hint player 2 rank 3`, and these hints.
 * @param only the one seat that a hint can be for, where there is just one
 */
export function spellHints(
  reply: string,
  only: number | undefined,
): { readonly reply: string; readonly hints: readonly SaidHint[] } {
  const hints: SaidHint[] = [];
  const spelled = reply
    .slice(-REPLY_LIMIT)
    .replace(PLAYER_LAST, 'hint $2 $1')
    .replace(PLAYER_FIRST, 'hint $1 $2')
    .replace(HINT, (all: string, player: string | undefined, number: string, thing: string) => {
      const rank = /[1-9]/.exec(thing)?.[0];
      const what = rank === undefined ? thing.toLowerCase() : `rank ${rank}`;
      const target = player === undefined ? only : Number(number) - 1;
      hints.push({ target, what });
      return target === undefined ? all : `hint player ${target + 1} ${what}`;
    });
  return { reply: spelled, hints };
}

const NUMBERS = ['one', 'two', 'three', 'four', 'five'];

/** A card as the table shows it, `play card 2`, or as a person counts it, `discard my 1st card`. */
const CARD =
  /\b(play|discard)\s+(?:(?:my|the)\s+)?(?:card\s*([1-9]|one|two|three|four|five)|([1-9])(?:st|nd|rd|th)\s+card)\b/giu;

/**
 * The reply with its cards as actions name them, `play 2`. Words that talk of a hint may say what another player should
 * do: without brackets they are left as they are.
 */
export function spellCards(reply: string): string {
  if (lastMarked(reply) === undefined && /\b(?:hint|tell|clue)/i.test(reply)) return reply;
  return reply.replace(CARD, (_, verb: string, place: string | undefined, nth: string) => {
    const spelled = NUMBERS.indexOf((place ?? nth).toLowerCase());
    return `${verb} ${spelled < 0 ? (place ?? nth) : spelled + 1}`;
  });
}

/** The number of the card that a reply plays or discards and nothing besides, be there one or not. */
export function cardAlone(reply: string): number | undefined {
  const number = /^(?:play|discard)(?: (?:my |the )?card)? ?(\d{1,9})$/.exec(saidAlone(reply))?.[1];
  return number === undefined ? undefined : Number(number);
}
