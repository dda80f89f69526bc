import { CHANCE, defineGame, fields, type Game, kuhnPoker, layout, parseName, TERMINAL } from '@parlor/envs';

const kuhn = kuhnPoker();
const names = ['red', 'black'];

/**
 * A good game of which a third of the deals end before anybody decides: an ace wins 5 at once. Of another card the
 * first seat is paid 1, and then guesses its colour, which all can see.
 */
export const natural = defineGame({
  id: 'natural',
  summary: 'an ace wins at once',
  options: {},
  create() {
    const { at, size } = layout({ card: 1, guess: 1 });
    const features = fields({
      card: { shape: [3], kind: 'one-hot' },
      guess: { shape: [2], kind: 'one-hot' },
    });
    const waits = (state: Int32Array): boolean => state[at.card] > 1 && state[at.guess] === 0;
    return {
      version: 1,
      seats: 2,
      roles: ['guesser', 'bank'],
      actionCount: 2,
      maxLegal: 2,
      chanceCount: 3,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 2,
      payoff: 'zero-sum',
      payoffRange: [-5, 5],
      information: 'perfect',
      start: (state) => void state.fill(0),
      mover: (state) => (state[at.card] === 0 ? CHANCE : waits(state) ? 0 : TERMINAL),
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (!waits(state)) return 0;
        actions[0] = 0;
        actions[1] = 1;
        return 2;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / 3);
        return 3;
      },
      draw: (_state, random) => random.below(3),
      apply: (state, action) => void (state[state[at.card] === 0 ? at.card : at.guess] = 1 + action),
      returns(state, out) {
        const { [at.card]: card, [at.guess]: guess } = state;
        const paid = card === 0 ? 0 : card === 1 ? 5 : guess === 0 ? 1 : guess === card - 1 ? 3 : 0;
        out[0] = paid;
        out[1] = 0 - paid;
      },
      witness: (_state, action) => 1 + action,
      observe(state, _seat, out) {
        if (state[at.card] > 0) out[features.at.card + state[at.card] - 1] = 1;
        if (state[at.guess] > 0) out[features.at.guess + state[at.guess] - 1] = 1;
      },
      text: {
        rules: () => 'An ace wins. Otherwise say whether the card is [red] or [black].',
        view: (state) => `The card is ${['not dealt', 'an ace', ...names][state[at.card]]}.`,
        event: (state, action) =>
          state[at.card] === 0 ? `The card is ${['an ace', ...names][action]}.` : `You say ${names[action]}.`,
        actionName: (state, action) => (state[at.card] === 0 ? `deal ${action}` : names[action]),
        parse: (_state, reply) => parseName(reply, names),
      },
    };
  },
});

/** Kuhn poker in which antes are paid when they are put in, before anybody decides. */
export const antes: Game = {
  ...kuhn,
  id: 'antes',
  spec: 'antes',
  pays: 'along',
  returns(state, out) {
    if (kuhn.mover(state) === TERMINAL) kuhn.returns(state, out);
    else out.fill(-1);
  },
};

/** A degenerate game, over at the start. */
export const nothing = defineGame({
  id: 'nothing',
  summary: 'over at the start',
  options: {},
  create: () => ({
    version: 1,
    seats: 2,
    roles: ['player'],
    actionCount: 0,
    maxLegal: 0,
    chanceCount: 0,
    chanceKind: 'none',
    stateSize: 1,
    observation: [],
    observationSize: 0,
    recall: 'perfect',
    maxTurns: 0,
    payoff: 'zero-sum',
    payoffRange: [0, 0],
    information: 'perfect',
    start: (state) => void state.fill(0),
    mover: () => TERMINAL,
    role: () => 0,
    legal: () => 0,
    chance: () => 0,
    draw: () => 0,
    apply: () => undefined,
    returns: (_state, out) => void out.fill(0),
    witness: () => 0,
    observe: () => undefined,
    text: {
      rules: () => 'There is nothing to do.',
      view: () => 'It is over.',
      event: () => null,
      actionName: (_state, action) => String(action),
      parse: () => ({ reason: 'It is over.', format: 'No answer is needed.' }),
    },
  }),
});

/** Kuhn poker that deals the other card anew, and shows critics all cards. */
export const dealtAgain: Game = {
  ...kuhn,
  id: 'dealt_again',
  spec: 'dealt_again',
  stateObservationSize: 2,
  observeState(state, out) {
    for (let seat = 0; seat < kuhn.seats; seat++) out[seat] = state[seat];
  },
  resample(state, seat, random, out) {
    out.set(state);
    if (kuhn.mover(state) !== TERMINAL) out[1 - seat] = (state[seat] + 1 + random.below(2)) % 3;
  },
};
