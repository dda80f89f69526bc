import { type State, TERMINAL } from '../core/game.ts';
import { lastMarked } from '../core/reply.ts';
import { type ParseFailure, parseName, REPLY_LIMIT, type TextFace } from '../core/text.ts';

const ONE = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const MANY = ['ones', 'twos', 'threes', 'fours', 'fives', 'sixes', 'sevens', 'eights'];
const PIPS = ['⚀', '⚁', '⚂', '⚃', '⚄', '⚅'];
const COVERED = '▒';
const LIAR = 'liar';

/** The most bids that are listed one by one; of more, the first few and the last. */
const LISTED = 12;
const FIRST_FEW = 4;

/** `2x5`, `2 × 5s`, `2 five`, `two fives`: other ways to write a bid. */
const BID =
  /(?<![\p{L}\p{N}])(\d+|(?:one|two|three|four|five|six|seven|eight)(?=\s))\s*(?:[x×*]\s*([1-8])s?|(one|two|three|four|five|six|seven|eight)(?:e?s)?)(?![\p{L}\p{N}])/giu;
/** The same with numbers alone, `2 6` or `bid 2 6`, where nothing else is said. */
const NUMBERS = /^\s*(?:(?:i\s+)?bid\s+)?(\d+)[\s,]+([1-8])s?\s*[.!]?\s*$/i;
/** A number of dice and a face, be there so many or not. */
const ANY_BID = /^\s*(?:bid\s+)?(\d+)(?:\s*[x×*]\s*|[\s,]+)([1-9]|\p{L}+)\s*[.!]?\s*$/iu;

interface LiarsDiceTable {
  readonly players: number;
  readonly dice: number;
  readonly sides: number;
  readonly wild: boolean;
  readonly at: Readonly<Record<'mover' | 'dealt' | 'last' | 'loser' | 'made' | 'hand', number>>;
  /** Bits for each face in a hand. */
  readonly faceBits: number;
}

/** Liar's dice in words. Bids are called `1 five`, `2 fives`; dice of up to six sides show their pips. */
export function liarsDiceText(table: LiarsDiceTable): TextFace {
  const { players, dice, sides, wild, at, faceBits } = table;
  const total = players * dice;
  const bids = total * sides;
  const everybody = Array.from({ length: players }, (_, seat) => seat);
  const pip = (face: number): string => (sides <= PIPS.length ? PIPS[face] : String(face + 1));

  const nameOf = (action: number): string => {
    if (action === bids) return LIAR;
    const count = Math.floor(action / sides) + 1;
    return `${count} ${(count === 1 ? ONE : MANY)[action % sides]}`;
  };
  const names = Array.from({ length: bids + 1 }, (_, action) => nameOf(action));
  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);

  const countOf = (hand: number, face: number): number => (hand >> (faceBits * face)) & ((1 << faceBits) - 1);
  const drawn = (hand: number): string =>
    Array.from({ length: sides }, (_, face) => Array<string>(countOf(hand, face)).fill(pip(face)))
      .flat()
      .join(' ');
  const isFull = (state: State, seat: number): boolean => state[at.dealt] >= (seat + 1) * dice;

  const legalActions = (state: State): number[] => {
    if (state[at.mover] < 0) return [];
    const last = state[at.last];
    const actions = Array.from({ length: bids - last }, (_, step) => last + step);
    return last > 0 ? [...actions, bids] : actions;
  };
  const bidsMade = (state: State): number[] =>
    Array.from({ length: bids }, (_, bid) => bid).filter(
      (bid) => (state[at.made + (bid >> 5)] >> (bid & 31)) & 1,
    );

  const tellBid = (bid: number, seat: number, reader: number): string =>
    `${who(seat, reader)} ${seat === reader ? 'bid' : 'bids'} ${names[bid]}.`;

  /** What comes of a call: `caller` has called the last bid a lie. */
  const tellCall = (state: State, caller: number, reader: number): string => {
    const bid = state[at.last] - 1;
    const face = bid % sides;
    const hands = everybody.map((seat) => state[at.hand + seat]);
    const isWild = wild && face !== sides - 1;
    const matching = hands.reduce(
      (sum, hand) => sum + countOf(hand, face) + (isWild ? countOf(hand, sides - 1) : 0),
      0,
    );
    const bidder = (caller + players - 1) % players;
    const loser = matching * sides > bid ? caller : bidder;
    const called = `${who(caller, reader)} ${caller === reader ? 'call' : 'calls'} liar.`;
    const cups = everybody.map(
      (seat) => `${who(seat, reader)} ${seat === reader ? 'show' : 'shows'} ${drawn(hands[seat])}.`,
    );
    const counted = matching === 0 ? 'None' : matching === total ? 'All' : `${matching}`;
    const are = isWild
      ? matching < 2
        ? `counts as a ${ONE[face]}`
        : `count as ${MANY[face]}`
      : matching < 2
        ? `is a ${ONE[face]}`
        : `are ${MANY[face]}`;
    const verdict = `${counted} of the ${total} dice ${are}, so ${names[bid]} ${loser === caller ? 'holds' : 'was a lie'}:`;
    const loses = loser === reader ? 'you lose' : `player ${loser + 1} loses`;
    return `${called} ${cups.join(' ')} ${verdict} ${loses}.`;
  };

  const offered = (state: State): string => {
    const actions = legalActions(state).map((action) => `[${names[action]}]`);
    const call = state[at.last] > 0 ? actions.pop() : undefined;
    const list =
      actions.length <= LISTED
        ? actions.join(' ')
        : `${actions.slice(0, FIRST_FEW).join(' ')} … ${actions[actions.length - 1]}`;
    if (call === undefined) return `bid ${list}`;
    return actions.length === 0 ? `call ${call}` : `bid ${list}, or call ${call}`;
  };

  const formatOf = (state: State): string => {
    if (state[at.mover] < 0) return 'Nobody is to act now.';
    const last = state[at.last];
    if (last === 0) return `Answer with a bid in brackets, such as [${names[0]}] or [${names[sides]}].`;
    if (last === bids) return `No bid is higher than ${names[last - 1]}: answer with [${LIAR}].`;
    return `Answer with a bid higher than ${names[last - 1]}, such as [${names[last]}], or with [${LIAR}].`;
  };

  /** Why a bid or call that makes sense is out of place. */
  const misplaced = (state: State, action: number): string => {
    if (action === bids) return 'There is no bid yet that could be a lie.';
    return `${names[action]} is not higher than the last bid, ${names[state[at.last] - 1]}.`;
  };

  /** The name of a bid, or the words themselves where there is no such bid. */
  const bidName = (words: string, count: number, face: number): string => {
    const bid = (count - 1) * sides + face;
    return face >= 0 && face < sides && count >= 1 && bid < bids ? names[bid] : words;
  };
  const spelled = (reply: string): string => {
    const text = reply.slice(-REPLY_LIMIT);
    const said = lastMarked(text) ?? text;
    const [, dice, face] = NUMBERS.exec(said) ?? [];
    if (dice !== undefined) return bidName(text, Number(dice), Number(face) - 1);
    return text.replace(BID, (all: string, count: string, digit?: string, word?: string) => {
      const counted = ONE.indexOf(count.toLowerCase()) + 1 || Number(count);
      return bidName(
        all,
        counted,
        digit === undefined ? ONE.indexOf((word ?? '').toLowerCase()) : Number(digit) - 1,
      );
    });
  };
  /** Why a bid cannot be made at this table at all; undefined where the words are no bid of numbers. */
  const impossible = (reply: string): string | undefined => {
    const text = reply.slice(-REPLY_LIMIT);
    const [, count, face] = ANY_BID.exec(lastMarked(text) ?? text) ?? [];
    if (count === undefined) return undefined;
    const word = face.toLowerCase();
    const pips = Number(word) || 1 + Math.max(ONE.indexOf(word), MANY.indexOf(word));
    if (pips > sides) return `The dice have ${sides} sides.`;
    if (pips === 0) return undefined;
    if (Number(count) === 0) return 'A bid is of at least one die.';
    return Number(count) > total ? `There are ${total} dice in all.` : undefined;
  };

  return {
    rules: (role) =>
      [
        `Liar's dice for ${players} players${role < 0 ? '' : `; you are player ${role + 1}`}.`,
        `Everybody rolls ${dice === 1 ? 'one die' : `${dice} dice`} of ${sides} sides under a cup, and looks at no other.`,
        'In turn, bid how many dice, all cups together, show a face at least. A bid is higher by its count, or at the ' +
          'same count by its face.',
        ...(wild
          ? [
              `${capital(MANY[sides - 1])} are wild: they count as every face, though not the other way round.`,
            ]
          : []),
        'Instead of bidding, call the last bidder a liar: all dice are turned up. Where the bid holds, the caller ' +
          'loses, else the bidder.',
        players === 2
          ? 'The loser pays 1 to the other.'
          : `The loser pays 1 to each other player, ${players - 1} in all.`,
        `Answer with a bid in brackets, such as [1 two], or with [${LIAR}].`,
      ].join('\n'),

    view(state, seat) {
      const over = state[at.mover] === TERMINAL;
      const lines = [`You are player ${seat + 1} of ${players}.`];
      for (const other of everybody) {
        const open = over || (other === seat && isFull(state, seat));
        const cup = open ? drawn(state[at.hand + other]) : Array<string>(dice).fill(COVERED).join(' ');
        lines.push(`  player ${other + 1}  ${cup}${other === seat ? '  (you)' : ''}`);
      }
      const made = bidsMade(state);
      for (const [turn, bid] of made.entries()) lines.push(tellBid(bid, turn % players, seat));
      if (over) lines.push(tellCall(state, made.length % players, seat));
      if (state[at.mover] === seat) lines.push(`Your turn: ${offered(state)}.`);
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.mover];
      if (mover < 0) {
        if (state[at.dealt] + 1 !== (seat + 1) * dice) return null;
        return `You roll ${drawn(state[at.hand + seat] + (1 << (faceBits * action)))}.`;
      }
      return action === bids ? tellCall(state, mover, seat) : tellBid(action, mover, seat);
    },

    actionName: (state, action) => (state[at.mover] < 0 ? `roll ${pip(action)}` : names[action]),

    parse(state, reply): number | ParseFailure {
      const said = spelled(reply);
      const actions = legalActions(state);
      const found = parseName(
        said,
        actions.map((action) => names[action]),
      );
      if (typeof found === 'number') return actions[found];
      const any = state[at.mover] < 0 ? found : parseName(said, names);
      const reason = typeof any === 'number' ? misplaced(state, any) : (impossible(reply) ?? any.reason);
      return { reason, format: formatOf(state) };
    },
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
