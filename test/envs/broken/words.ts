import {
  closedDecision,
  defineLanguageGame,
  GAME_AUTHOR,
  type LanguageGame,
  type Message,
  parseName,
  rockPaperScissors,
  speech,
  type State,
  TERMINAL,
} from '@parlor/envs';

const BOTH = [0, 1];
export const tell = (audience: readonly number[], text: string): Message => ({
  author: GAME_AUTHOR,
  audience,
  text,
});

export type Talk = { readonly said: number };

/** A good game of free words: two seats talk, nobody wins. */
export const talk: LanguageGame<Talk, string> = defineLanguageGame({
  id: 'talk_test',
  summary: 'say something',
  options: {},
  create: () => ({
    version: 1,
    seats: 2,
    roles: ['speaker'],
    maxTurns: 4,
    payoff: 'common',
    payoffRange: [0, 0],
    information: 'perfect',
    rules: () => 'Say what you like.',
    start() {
      const state: Talk = { said: 0 };
      return { state, messages: [] };
    },
    mover: ({ said }) => (said === 4 ? TERMINAL : said % 2),
    role: () => 0,
    parse(_state, _seat, reply) {
      const words = speech(reply);
      return words === '' ? { reason: 'You say nothing.', format: 'Say something.' } : { action: words };
    },
    apply: ({ said }, words) => ({
      state: { said: said + 1 },
      messages: [{ author: said % 2, audience: BOTH, text: words }],
    }),
    returns: () => [0, 0],
  }),
})();

export type Owls = { readonly owl: number; readonly guesses: readonly number[] };

/** A good game of roles that nobody knows: one seat is the owl, and each guesses who, without hearing the other. */
export const owls: LanguageGame<Owls, number> = defineLanguageGame({
  id: 'owls_test',
  summary: 'guess who is the owl',
  options: {},
  create: () => ({
    version: 1,
    seats: 2,
    roles: ['owl', 'lark'],
    maxTurns: 2,
    payoff: 'general-sum',
    payoffRange: [0, 1],
    information: 'imperfect',
    rules: () => 'One of you is the owl: [1] or [2]?',
    start(random) {
      const state: Owls = { owl: random.below(2), guesses: [] };
      return { state, messages: [tell(BOTH, 'One of you is the owl, the other one a lark.')] };
    },
    mover: ({ guesses }) => (guesses.length === 2 ? TERMINAL : guesses.length),
    role: ({ owl }, seat) => (seat === owl ? 0 : 1),
    knowsRole: ({ guesses }) => guesses.length === 2,
    hidden: ({ guesses }) => (guesses.length === 2 ? [] : [{ path: ['owl'], knownTo: [] }]),
    sample: (_state, _seat, random) => `[${1 + random.below(2)}]`,
    parse(_state, _seat, reply) {
      const found = parseName(reply, ['1', '2']);
      return typeof found === 'number' ? { action: found } : found;
    },
    apply: ({ owl, guesses }, guess) => ({
      state: { owl, guesses: [...guesses, guess] },
      messages: guesses.length === 1 ? [tell(BOTH, `The owl is player ${owl + 1}.`)] : [],
    }),
    signals: ({ owl, guesses }) => ({ guess: BOTH.map((seat) => (guesses[seat] === owl ? 1 : -1)) }),
    returns: ({ owl, guesses }) =>
      BOTH.map((seat) => (guesses.length === 2 && guesses[seat] === owl ? 1 : 0)),
  }),
})();

const closed = rockPaperScissors();

function handsOf(history: readonly number[]): State {
  const state = new Int32Array(closed.stateSize);
  closed.start(state);
  for (const action of history) closed.apply(state, action);
  return state;
}

export type Hands = readonly number[];

/** A good game: the closed game of rock, paper and scissors in words, both choosing at the same time. */
export const hands: LanguageGame<Hands, number> = defineLanguageGame({
  id: 'hands_test',
  summary: 'rock, paper, scissors in words',
  options: {},
  create: () => ({
    version: 1,
    seats: 2,
    roles: closed.roles,
    maxTurns: 2,
    payoff: 'zero-sum',
    payoffRange: closed.payoffRange,
    information: 'imperfect',
    rules: (role) => closed.text.rules(role),
    start() {
      const state: Hands = [];
      return { state, messages: [tell(BOTH, 'Choose.')] };
    },
    mover: (state) => closed.mover(handsOf(state)),
    role: (state, seat) => closed.role(handsOf(state), seat),
    choosing: (state) => BOTH.slice(state.length),
    closed: (state) => closedDecision(closed, handsOf(state), state),
    sample(state, _seat, random) {
      const legal = new Int32Array(closed.maxLegal);
      const count = closed.legal(handsOf(state), legal);
      return `[${closed.text.actionName(handsOf(state), legal[random.below(count)])}]`;
    },
    parse(state, _seat, reply) {
      const found = closed.text.parse(handsOf(state), reply);
      return typeof found === 'number' ? { action: found } : found;
    },
    apply(state, action) {
      const shown = [...state, action].map((hand) => closed.text.actionName(handsOf([]), hand));
      return {
        state: [...state, action],
        messages: state.length === 1 ? [tell(BOTH, `The hands: ${shown.join(', ')}.`)] : [],
      };
    },
    returns(state) {
      const out = new Float64Array(2);
      closed.returns(handsOf(state), out);
      return Array.from(out);
    },
  }),
})();
