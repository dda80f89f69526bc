import type { State } from '../core/game.ts';
import { parseAction, type TextFace } from '../core/text.ts';
import { saidAlone } from './said-alone.ts';

const RANKS = ['2', '3', '4', '5', '6', '7', '8', '9', '10', 'J', 'Q', 'K', 'A'];
const SUITS = ['♠', '♥', '♦', '♣'];
const [FOLD, CALL, RAISE] = [0, 1, 2];
/** All that can be said, and the action that each word is. A pass is a check where that is free. */
const WORDS = ['fold', 'call', 'raise', 'check', 'bet', 'pass'] as const;
const ACTIONS = [FOLD, CALL, RAISE, CALL, RAISE];

type Part =
  | 'card'
  | 'dealt'
  | 'public'
  | 'round'
  | 'seat'
  | 'waiting'
  | 'raises'
  | 'stake'
  | 'folded'
  | 'remaining'
  | 'paid'
  | 'count'
  | 'log';

interface LeducTable {
  readonly players: number;
  readonly ranks: number;
  readonly suits: number;
  readonly raises: number;
  readonly roundActions: number;
  readonly raiseSizes: readonly [number, number];
  readonly at: Readonly<Record<Part, number>>;
  apply(state: State, action: number): void;
}

/** Leduc poker in words. A call that costs nothing is a check. */
export function leducText(table: LeducTable): TextFace {
  const { players, ranks, suits, raises, raiseSizes, at } = table;
  // The usual three-rank deck is J Q K; thirteen ranks reach the ace.
  const names = ranks < RANKS.length ? RANKS.slice(0, -1).slice(-ranks) : RANKS;
  const everybody = Array.from({ length: players }, (_, seat) => seat);
  const cardName = (card: number): string => `${names[Math.floor(card / suits)]}${SUITS[card % suits]}`;

  const dealing = (state: State): boolean => state[at.dealt] < players;
  const over = (state: State): boolean => state[at.round] === 2;
  const turning = (state: State): boolean => state[at.round] === 1 && state[at.public] === 0;
  const toCall = (state: State): number => state[at.stake] - state[at.paid + state[at.seat]];
  const isIn = (state: State, seat: number): boolean => ((state[at.folded] >> seat) & 1) === 0;

  const verb = (state: State, action: number): (typeof WORDS)[number] => {
    if (action === FOLD) return 'fold';
    if (action === RAISE) return toCall(state) > 0 || state[at.raises] > 0 ? 'raise' : 'bet';
    return toCall(state) > 0 ? 'call' : 'check';
  };
  const tell = (state: State, action: number, reader: number): string => {
    const seat = state[at.seat];
    const word = verb(state, action);
    const cost = toCall(state) + (action === RAISE ? raiseSizes[state[at.round]] : 0);
    const amount = action === FOLD || cost === 0 ? '' : ` (${cost})`;
    return seat === reader ? `You ${word}${amount}.` : `Player ${seat + 1} ${word}s${amount}.`;
  };
  const showdown = (state: State, reader: number): string => {
    if (!over(state) || state[at.remaining] < 2) return '';
    const hands = everybody.filter((seat) => isIn(state, seat));
    return hands
      .map(
        (seat) =>
          ` ${seat === reader ? 'You show' : `Player ${seat + 1} shows`} ${cardName(state[at.card + seat])}.`,
      )
      .join('');
  };
  const legalActions = (state: State): number[] => [
    ...(toCall(state) > 0 ? [FOLD] : []),
    CALL,
    ...(state[at.raises] < raises ? [RAISE] : []),
  ];

  /** Why a word cannot be said where it is out of place. */
  const whyNot = (state: State, word: (typeof WORDS)[number]): string => {
    const cost = toCall(state);
    if (word === 'fold') return 'There is nothing to call, so nobody folds.';
    if (word === 'call') return 'There is nothing to call: check is free.';
    if (word === 'check') return `You cannot check: to stay in you must call ${cost}.`;
    if (word === 'pass') return `To pass could be to fold or to call here: to stay in you must call ${cost}.`;
    if (state[at.raises] < raises) {
      return word === 'bet' ? 'There is a bet already: more is a raise.' : 'There is nothing to raise: bet.';
    }
    const made = raises === 1 ? 'has been 1 bet' : `have been ${raises} bets`;
    return `You cannot raise: there ${made} in this round, as many as there may be.`;
  };

  /** The hand told again from the start, for one reader. */
  const story = (state: State, reader: number): string[] => {
    const past = state.slice();
    const lines: string[] = [];
    past.fill(0, at.public);
    past[at.waiting] = past[at.remaining] = players;
    past[at.stake] = 1;
    past.fill(1, at.paid, at.paid + players);
    for (let round = 0; round < 2; round++) {
      if (round === 1 && state[at.public] > 0) {
        lines.push(`Public card: ${cardName(state[at.public] - 1)}.`);
        table.apply(past, state[at.public] - 1);
      }
      for (let turn = 0; turn < state[at.count + round]; turn++) {
        const action = state[at.log + round * table.roundActions + turn];
        lines.push(tell(past, action, reader));
        table.apply(past, action);
      }
    }
    return lines;
  };

  return {
    rules: (role) =>
      [
        `Leduc poker for ${players} players${role < 0 ? '' : `; you are player ${role + 1}`}.`,
        `The deck has the ranks ${names.join(' ')}, lowest to highest, in ${suits} ${suits === 1 ? 'suit' : 'suits'}.`,
        'Everybody pays 1 and gets one private card. Two rounds of betting; one public card is turned up between them.',
        `A bet or raise is ${raiseSizes[0]} in the first round and ${raiseSizes[1]} in the second, at most ${raises} in a round.`,
        'A pair with the public card wins, then the higher rank; equal hands share the pot.',
        'Answer with the action in brackets: [check], [call], [bet], [raise] or [fold].',
      ].join('\n'),

    view(state, seat) {
      const lines = [`You are player ${seat + 1} of ${players}.`];
      if (seat < state[at.dealt]) lines.push(`Your card: ${cardName(state[at.card + seat])}.`);
      lines.push(...story(state, seat));
      const pot = everybody.reduce((sum, other) => sum + state[at.paid + other], 0);
      lines.push(`Pot: ${pot}. You have paid ${state[at.paid + seat]}.${showdown(state, seat)}`);
      if (!dealing(state) && !over(state) && !turning(state) && state[at.seat] === seat) {
        const choices = legalActions(state).map((action) => `[${verb(state, action)}]`);
        const cost = toCall(state);
        lines.push(`Your turn: ${choices.join(' ')}.${cost > 0 ? ` To call: ${cost}.` : ''}`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      if (dealing(state)) return state[at.dealt] === seat ? `You are dealt ${cardName(action)}.` : null;
      if (turning(state)) return `The public card is ${cardName(action)}.`;
      const after = state.slice();
      table.apply(after, action);
      return tell(state, action, seat) + showdown(after, seat);
    },

    actionName(state, action) {
      if (dealing(state) || turning(state)) return `deal ${cardName(action)}`;
      return verb(state, action);
    },

    parse(state, reply) {
      const alone = saidAlone(reply);
      // The first raise of a round is called a bet: whoever says the other word alone means it.
      const raise = alone === 'bet' || alone === 'raise';
      const said = toCall(state) === 0 ? reply.replace(/\bpass\b/gi, 'check') : reply;
      const found = parseAction(raise ? verb(state, RAISE) : said, {
        names: WORDS,
        legal: legalActions(state).map((action) => WORDS.indexOf(verb(state, action))),
        why: (word) => whyNot(state, WORDS[word]),
      });
      return typeof found === 'number' ? ACTIONS[found] : found;
    },
  };
}
