import { defineGame, fields, layout, parseName, TERMINAL } from '@parlor/envs';

declare module '@parlor/envs' {
  interface GameOptions {
    nim: { heap: number; take: number };
  }
}

/** Nim with one heap, as somebody would write it outside the suite: whoever takes the last match wins. */
export const nim = defineGame({
  id: 'nim',
  summary: 'take matches from one heap; the last one wins',
  options: {
    heap: { kind: 'integer', default: 7, min: 1, max: 100, doc: 'matches at the start' },
    take: { kind: 'integer', default: 3, min: 1, max: 10, doc: 'most matches taken at once' },
  },
  create({ heap, take }) {
    const { at, size } = layout({ left: 1, turn: 1 });
    const features = fields({
      left: { shape: [1], kind: 'count', high: heap },
      toMove: { shape: [1], kind: 'flag' },
    });
    return {
      version: 1,
      seats: 2,
      roles: ['first', 'second'],
      actionCount: take,
      maxLegal: take,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: heap,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'perfect',
      start(state) {
        state[at.left] = heap;
        state[at.turn] = 0;
      },
      mover: (state) => (state[at.left] === 0 ? TERMINAL : state[at.turn]),
      role: (_state, seat) => seat,
      legal(state, actions) {
        const count = Math.min(take, state[at.left]);
        for (let action = 0; action < count; action++) actions[action] = action;
        return count;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        state[at.left] -= action + 1;
        state[at.turn] = 1 - state[at.turn];
      },
      returns(state, out) {
        const last = 1 - state[at.turn]; // who took the last match
        for (let seat = 0; seat < 2; seat++) out[seat] = state[at.left] > 0 ? 0 : seat === last ? 1 : -1;
      },
      witness: (_state, action) => action + 1,
      observe(state, seat, out) {
        out[features.at.left] = state[at.left];
        out[features.at.toMove] = state[at.left] > 0 && state[at.turn] === seat ? 1 : 0;
      },
      text: {
        rules: () =>
          `Take 1 to ${take} matches; whoever takes the last wins. Answer with a number such as [1].`,
        view: (state, seat) => `${state[at.left]} left. ${state[at.turn] === seat ? 'Your turn.' : ''}`,
        event: (state, action, seat) =>
          `${state[at.turn] === seat ? 'You take' : 'The other takes'} ${action + 1}.`,
        actionName: (_state, action) => String(action + 1),
        parse: (state, reply) =>
          parseName(
            reply,
            Array.from({ length: Math.min(take, state[at.left]) }, (_, action) => String(action + 1)),
          ),
      },
    };
  },
});
