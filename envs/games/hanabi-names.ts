import { COLOUR_BIT, COLOUR_TOLD, type HanabiTable, OPEN_BIT, RANK_BITS, RANK_TOLD } from './hanabi-table.ts';

export const COLOURS = ['red', 'yellow', 'green', 'white', 'blue'] as const;

/** The members of every set of five small numbers, ascending. */
const MEMBERS: readonly (readonly number[])[] = Array.from({ length: 32 }, (_, set) =>
  [0, 1, 2, 3, 4].filter((member) => ((set >> member) & 1) === 1),
);
/** Places of a hand as a person counts them, for every set: `1`, `1 and 3`, `1, 2 and 4`. */
const PLACES: readonly string[] = MEMBERS.map((places) => {
  const numbers = places.map((place) => String(place + 1));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`;
});

export type HanabiNames = ReturnType<typeof hanabiNames>;

/** What cards, actions and hints are called. */
export function hanabiNames({
  players,
  colours,
  ranks,
  hand,
  kinds,
  hintColour,
  hintRank,
  actionCount,
}: HanabiTable) {
  const letters = COLOURS.slice(0, colours).map((colour) => colour.charAt(0).toUpperCase());
  const everyKind = Array.from({ length: kinds }, (_, kind) => kind);
  const colourOf = (kind: number): number => Math.floor(kind / ranks);
  const cards = everyKind.map((kind) => `${COLOURS[colourOf(kind)]} ${(kind % ranks) + 1}`);
  const short = everyKind.map((kind) => `${letters[colourOf(kind)]}${(kind % ranks) + 1}`);

  /** Whom a hint of this seat is for, and what it names. */
  function hintOf(action: number, actor: number): { target: number; what: string; ofColour: boolean } {
    const ofColour = action < hintRank;
    const place = action - (ofColour ? hintColour : hintRank);
    const span = ofColour ? colours : ranks;
    const value = place % span;
    const target = (actor + 1 + Math.floor(place / span)) % players;
    return { target, what: ofColour ? COLOURS[value] : `rank ${value + 1}`, ofColour };
  }

  function nameOf(action: number, actor: number): string {
    if (action < hand) return `discard ${action + 1}`;
    if (action < hintColour) return `play ${action - hand + 1}`;
    const { target, what } = hintOf(action, actor);
    return `hint player ${target + 1} ${what}`;
  }

  // All of a set that is open is a question mark, unless it is one thing only.
  const openColours = MEMBERS.map((open) =>
    colours > 1 && open.length === colours ? '?' : open.map((colour) => letters[colour]).join(''),
  );
  const openRanks = MEMBERS.map((open) =>
    ranks > 1 && open.length === ranks ? '?' : open.map((rank) => rank + 1).join(''),
  );

  const does = (seat: number, reader: number, verb: string): string =>
    seat === reader ? `You ${verb}` : `Player ${seat + 1} ${verb}s`;

  return {
    letters,
    /** Of each kind: `red 1`, and `R1`. */
    cards,
    short,
    /** What each seat calls its actions: [players][actionCount]. */
    actions: Array.from({ length: players }, (_, actor) =>
      Array.from({ length: actionCount }, (_, action) => nameOf(action, actor)),
    ),
    hintOf,
    /** The seat that a hint is for. */
    targetOf: (action: number, actor: number): number => hintOf(action, actor).target,
    /** Places in a set, for a list: `1 3`. */
    listOf: (set: number): string => MEMBERS[set].map((place) => place + 1).join(' '),
    /** What hints leave open of a card in a hand: `R?`, `YG12`; a star where a hint has named it. */
    open(word: number): string {
      if (word === 0) return '';
      const colour = openColours[(word >> (OPEN_BIT + COLOUR_BIT)) & RANK_BITS];
      const rank = openRanks[(word >> OPEN_BIT) & RANK_BITS];
      return `${colour}${rank}${(word & (RANK_TOLD | COLOUR_TOLD)) === 0 ? '' : '*'}`;
    },
    /** An action that was done, for a reader; `detail` and `fits` as a report has them. */
    tell(action: number, detail: number, fits: boolean, actor: number, reader: number): string {
      if (action < hand) return `${does(actor, reader, 'discard')} card ${action + 1}, ${cards[detail]}.`;
      if (action < hintColour) {
        const end = fits ? 'it fits' : 'it does not fit, and a life is lost';
        return `${does(actor, reader, 'play')} card ${action - hand + 1}, ${cards[detail]}: ${end}.`;
      }
      const { target, what, ofColour } = hintOf(action, actor);
      const one = (detail & (detail - 1)) === 0;
      const verb = ofColour ? (one ? 'is' : 'are') : one ? 'has' : 'have';
      const whom = target === reader ? 'you' : `player ${target + 1}`;
      return `${does(actor, reader, 'tell')} ${whom}: ${one ? 'card' : 'cards'} ${PLACES[detail]} ${verb} ${what}.`;
    },
  };
}
