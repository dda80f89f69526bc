import type { State } from '../../core/game.ts';
import { listNames, type ParseFailure, parseName, type TextFace } from '../../core/text.ts';

/** What a game of one simultaneous choice calls things. */
export interface OneShotWords {
  rules(role: number): string;
  /** What lies before a seat that has yet to choose, such as a table of payoffs. */
  board(seat: number): string;
  /** What each seat's actions are called: [seats][actions]. */
  readonly names: readonly (readonly string[])[];
  /** What was done, as in "you chose rock". */
  readonly past: string;
  /** The same now, as in "you choose rock". */
  readonly present: string;
  /** The same as a request, as in "Choose: [rock]". */
  readonly ask: string;
  /** Reads a reply, where there is more to read than the names. */
  read?(reply: string): number | ParseFailure;
}

interface OneShotTable {
  readonly counts: readonly number[];
  pay(state: State, first: number, out: Float64Array): void;
  readonly words: OneShotWords;
  readonly at: Readonly<Record<'turn' | 'choice', number>>;
}

/** A game of one simultaneous choice in words. */
export function oneShotText({ counts, pay, words, at }: OneShotTable): TextFace {
  const players = counts.length;
  const { names, past, present } = words;
  const outcome = (state: State, last: number, reader: number): string => {
    const choices = Array.from({ length: players }, (_, seat) =>
      seat < players - 1 ? state[at.choice + seat] : last,
    );
    const paid = new Float64Array(players);
    pay(Int32Array.from(choices), 0, paid);
    const done = choices.map((choice, seat) => names[seat][choice]);
    return `${toldChoices(done, reader, past)} ${toldPayoffs(paid, reader)}`;
  };

  return {
    verbs: { present, past },

    rules: (role) => words.rules(role),

    view(state, seat) {
      const turn = state[at.turn];
      if (turn === players) return outcome(state, state[at.choice + players - 1], seat);
      if (turn > seat) return `You ${past} ${names[seat][state[at.choice + seat]]}.`;
      return `${words.board(seat)}\n${words.ask}: ${listNames(names[seat])}.`;
    },

    event(state, action, seat) {
      const turn = state[at.turn];
      if (turn === players - 1) return outcome(state, action, seat);
      return seat === turn ? `You ${present} ${names[seat][action]}.` : null;
    },

    actionName: (state, action) => names[state[at.turn]][action],

    parse: (state, reply) =>
      words.read?.(reply) ?? parseName(reply, names[Math.min(state[at.turn], players - 1)]),
  };
}

/** What others are called by a reader: where there is only one of them, no number is needed. */
export function otherPlayer(seat: number, players: number): string {
  return players === 2 ? 'the other player' : `player ${seat + 1}`;
}

/** "You chose rock, the other player chose paper.", or "You chose heads, the others tails (player 2), heads (player 3)." */
export function toldChoices(done: readonly string[], reader: number, past = 'chose'): string {
  return `You ${past} ${done[reader]}, ${others(done, reader, ` ${past}`)}.`;
}

/** "You get 3, the other player gets 0.", or "You get 3, the others 0 (player 2), 1 (player 3)." */
export function toldPayoffs(paid: ArrayLike<number>, reader: number): string {
  const told = Array.from(paid, points);
  return `You get ${told[reader]}, ${others(told, reader, ' gets')}.`;
}

/** What everybody but the reader did or got; of a single other player with the verb again. */
function others(told: readonly string[], reader: number, verb: string): string {
  const players = told.length;
  if (players === 2) return `${otherPlayer(1 - reader, players)}${verb} ${told[1 - reader]}`;
  const each = told.flatMap((one, seat) => (seat === reader ? [] : [`${one} (player ${seat + 1})`]));
  return `the others ${each.join(', ')}`;
}

/** A payoff in words: at most four decimals, none that are not needed. */
export function points(value: number): string {
  return String(Number(value.toFixed(4)) + 0);
}
