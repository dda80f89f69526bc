import { defineGame, TERMINAL } from '@parlor/envs';

/** Matching pennies, three rounds, both seats at once, paid after each round: seat 0 wins where the coins are equal. */
export const pennies = defineGame({
  id: 'pennies_test',
  summary: 'matching pennies in rounds',
  options: { rounds: { kind: 'integer', default: 3, min: 1, max: 9, doc: 'rounds' } },
  create: ({ rounds }) => ({
    version: 1,
    seats: 2,
    roles: ['even', 'odd'],
    actionCount: 2,
    maxLegal: 2,
    chanceCount: 0,
    chanceKind: 'none',
    stateSize: 3, // turns, the hidden coin, seat 0's score
    observation: [{ name: 'round', offset: 0, shape: [1], kind: 'count', low: 0, high: rounds }],
    observationSize: 1,
    recall: 'current',
    maxTurns: 2 * rounds,
    payoff: 'zero-sum',
    payoffRange: [-rounds, rounds],
    information: 'imperfect',
    start: (state) => void state.fill(0),
    mover: (state) => (state[0] === 2 * rounds ? TERMINAL : state[0] % 2),
    role: (_state, seat) => seat,
    legal(state, actions) {
      if (state[0] === 2 * rounds) return 0;
      actions[0] = 0;
      actions[1] = 1;
      return 2;
    },
    chance: () => 0,
    draw: () => 0,
    apply(state, coin) {
      if (state[0] % 2 === 0) state[1] = coin;
      else state[2] += state[1] === coin ? 1 : -1;
      state[0]++;
    },
    returns(state, out) {
      out[0] = state[2];
      out[1] = 0 - state[2];
    },
    witness(state, coin, seat) {
      if (state[0] % 2 === 0) return seat === 0 ? 1 + coin : 0;
      return 3 + 2 * state[1] + coin;
    },
    observe: (state, _seat, out) => void (out[0] = state[0] >> 1),
    choosing(state, seats) {
      let count = 0;
      if (state[0] < 2 * rounds) for (let seat = state[0] % 2; seat < 2; seat++) seats[count++] = seat;
      return count;
    },
    text: {
      rules: () => 'Answer [0] or [1].',
      view: (state) => `Round ${(state[0] >> 1) + 1}.`,
      event: (state, coin) => (state[0] % 2 === 0 ? null : `The coins are ${state[1]} and ${coin}.`),
      actionName: (_state, coin) => String(coin),
      parse: (_state, reply) =>
        reply === '0' ? 0 : reply === '1' ? 1 : { reason: 'No coin.', format: '0 or 1.' },
    },
  }),
});
