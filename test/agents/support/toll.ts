import { CHANCE, defineGame, fields, layout, parseName, TERMINAL } from '@parlor/envs';

const SEATS = 3;
const TURNS = 6;
/** Numbers of deals: enough that no two episodes of a test share one, few enough for float32. */
const DEALS = 2 ** 20;

/**
 * A game that pays during play, for bookkeeping: chance says who moves next, and pays that seat 1 between two moves; an
 * action pays its mover its number and takes twice as much from the next seat. It ends after six actions, or early, and
 * not always with the same seat. Every observation tells the deal, which names the episode.
 */
export const toll = defineGame({
  id: 'toll',
  summary: 'pays while it is played',
  options: {},
  create() {
    const { at, size } = layout({ deal: 1, dealt: 1, mover: 1, turn: 1, over: 1, paid: SEATS });
    const features = fields({
      seat: { shape: [SEATS], kind: 'one-hot' },
      turn: { shape: [1], kind: 'count', high: TURNS },
      deal: { shape: [1], kind: 'real', low: 0, high: 1 },
    });
    const names = ['none', 'one', 'two'];
    return {
      version: 1,
      seats: SEATS,
      roles: ['even', 'odd'],
      actionCount: 3,
      maxLegal: 3,
      chanceCount: DEALS,
      chanceKind: 'sampled',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: 2 * TURNS + 2,
      payoff: 'general-sum',
      payoffRange: [-4 * TURNS, 3 * TURNS],
      information: 'imperfect',
      start(state) {
        state.fill(0);
        state[at.mover] = -1;
      },
      mover: (state) => (state[at.over] === 1 ? TERMINAL : state[at.mover] < 0 ? CHANCE : state[at.mover]),
      role: (state, seat) => (state[at.turn] === 0 ? -1 : (seat + state[at.deal]) % 2),
      legal(state, actions) {
        if (state[at.over] === 1 || state[at.mover] < 0) return 0;
        let count = 0;
        for (let action = 0; action < 3; action++) {
          if (action !== 1 || state[at.turn] % 2 === 0) actions[count++] = action;
        }
        return count;
      },
      chance: () => 0,
      draw: (state, random) => random.below(state[at.dealt] === 0 ? DEALS : SEATS),
      apply(state, action) {
        if (state[at.dealt] === 0) {
          state[at.dealt] = 1;
          state[at.deal] = action;
          return;
        }
        const mover = state[at.mover];
        if (mover < 0) {
          state[at.mover] = action;
          if (state[at.turn] > 0) state[at.paid + action]++;
          return;
        }
        state[at.paid + mover] += action;
        state[at.paid + ((mover + 1) % SEATS)] -= 2 * action;
        state[at.turn]++;
        state[at.mover] = -1;
        if (state[at.turn] === TURNS || (action === 2 && mover === 1)) state[at.over] = 1;
      },
      returns(state, out) {
        for (let seat = 0; seat < SEATS; seat++) out[seat] = state[at.paid + seat];
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        out[features.at.turn] = state[at.turn];
        out[features.at.deal] = state[at.deal] / DEALS;
      },
      text: {
        rules: () => 'Pay [none], [one] or [two].',
        view: (state) => `Turn ${state[at.turn]}.`,
        event: (_state, action) => `${action}.`,
        actionName: (state, action) => (state[at.mover] < 0 ? `chance ${action}` : names[action]),
        parse: (_state, reply) => parseName(reply, names),
      },
    };
  },
});
