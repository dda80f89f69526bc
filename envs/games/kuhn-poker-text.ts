import type { State } from '../core/game.ts';
import { parseAction, type TextFace } from '../core/text.ts';

const RANKS = ['7', '8', '9', '10', 'J', 'Q', 'K'];

/** What is said without a bet, then what is said to one; each time a pass, then a bet. */
const WORDS = ['check', 'bet', 'fold', 'call'] as const;
/** Why each of them, and then a raise, cannot be said where it is out of place. */
const NAMES = [...WORDS, 'raise'];
const WHY_NOT = [
  'You cannot check: to stay in you must call 1.',
  'There is a bet already: call it or fold.',
  'There is nothing to call, so nobody folds.',
  'There is nothing to call: check is free.',
  'There is no raise in Kuhn poker: a bet is called, or folded to.',
];

interface KuhnTable {
  readonly players: number;
  readonly at: Readonly<Record<'card' | 'dealt' | 'turn' | 'bets' | 'end', number>>;
  /** As published systems have it: the pot is told as the antes alone, whatever was bet. */
  readonly stillPot?: boolean;
}

/** Kuhn poker in words. A pass is called check or fold, a bet is called bet or call, as at a table. */
export function kuhnText({ players, at, stillPot = false }: KuhnTable): TextFace {
  const names = RANKS.slice(-players - 1);
  const everybody = Array.from({ length: players }, (_, seat) => seat);

  const isBet = (state: State, turn: number): boolean => ((state[at.bets] >> turn) & 1) === 1;
  const faced = (state: State, turn: number): boolean => (state[at.bets] & ((1 << turn) - 1)) !== 0;
  const verb = (state: State, turn: number, bet: boolean): string =>
    WORDS[(faced(state, turn) ? 2 : 0) + (bet ? 1 : 0)];
  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  const tell = (state: State, turn: number, bet: boolean, reader: number): string => {
    const seat = turn % players;
    const word = verb(state, turn, bet);
    return seat === reader ? `You ${word}.` : `Player ${seat + 1} ${word}s.`;
  };

  /** Seats whose cards are turned up once the hand is over: those still in, if they are more than one. */
  const showdown = (state: State): number[] => {
    if (state[at.dealt] < players || state[at.turn] < state[at.end]) return [];
    const stays = everybody.filter((seat) => isBet(state, seat) || isBet(state, seat + players));
    if (stays.length === 0) return everybody;
    return stays.length === 1 ? [] : stays;
  };
  const cards = (state: State, reader: number): string =>
    showdown(state)
      .map(
        (seat) =>
          ` ${who(seat, reader)} ${seat === reader ? 'show' : 'shows'} ${names[state[at.card + seat]]}.`,
      )
      .join('');

  return {
    rules: (role) =>
      [
        `Kuhn poker for ${players} players${role < 0 ? '' : `; you are player ${role + 1}`}.`,
        `The deck has ${players + 1} cards, lowest to highest: ${names.join(' ')}. Everybody pays 1 and gets one card.`,
        'In turn, check or bet 1. After a bet, every other player in turn calls for 1 or folds.',
        'The highest card still in takes the pot.',
        'Answer with the action in brackets: [check], [bet], [call] or [fold].',
      ].join('\n'),

    view(state, seat) {
      const lines = [`You are player ${seat + 1} of ${players}.`];
      if (seat < state[at.dealt]) lines.push(`Your card: ${names[state[at.card + seat]]}.`);
      const turns = state[at.turn];
      let pot = players;
      for (let turn = 0; turn < turns; turn++) {
        if (isBet(state, turn) && !stillPot) pot += 1;
        lines.push(tell(state, turn, isBet(state, turn), seat));
      }
      lines.push(`Pot: ${pot}.${cards(state, seat)}`);
      if (state[at.dealt] === players && turns < state[at.end] && turns % players === seat) {
        lines.push(`Your turn: [${verb(state, turns, false)}] [${verb(state, turns, true)}].`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const dealt = state[at.dealt];
      if (dealt < players) return dealt === seat ? `You are dealt ${names[action]}.` : null;
      const turn = state[at.turn];
      const after = state.slice();
      if (action === 1) {
        if (after[at.bets] === 0) after[at.end] = turn + players;
        after[at.bets] |= 1 << turn;
      }
      after[at.turn] = turn + 1;
      return tell(state, turn, action === 1, seat) + cards(after, seat);
    },

    actionName: (state, action) =>
      state[at.dealt] < players ? `deal ${names[action]}` : verb(state, state[at.turn], action === 1),

    parse(state, reply) {
      const turn = state[at.turn];
      const first = faced(state, turn) ? 2 : 0;
      // A pass is what the papers call either, and only one of them is ever possible. Published systems refuse the word.
      const said = stillPot ? reply : reply.replace(/\bpass\b/gi, WORDS[first]);
      const found = parseAction(said, {
        names: NAMES,
        legal: [first, first + 1],
        why: (word) => WHY_NOT[word],
      });
      return typeof found === 'number' ? found - first : found;
    },
  };
}
