import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { rockPaperScissorsText } from './rock-paper-scissors-text.ts';

/** Rock-paper-scissors: both seats choose at the same time; rock beats scissors, scissors paper, paper rock. */
export const rockPaperScissors = defineGame({
  id: 'rock_paper_scissors',
  summary: 'both choose at once: the smallest simultaneous game',
  options: {},
  create() {
    // Choices are taken in seat order and stay hidden until both are in.
    const { at, size } = layout({ turn: 1, choice: 2 });
    const features = fields({
      seat: { shape: [2], kind: 'one-hot' },
      own: { shape: [3], kind: 'one-hot' },
      other: { shape: [3], kind: 'one-hot' },
    });

    return {
      version: 1,
      seats: 2,
      roles: ['player'],
      actionCount: 3,
      maxLegal: 3,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 2,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
      },
      mover: (state) => (state[at.turn] === 2 ? TERMINAL : state[at.turn]),
      role: () => 0,
      legal(state, actions) {
        if (state[at.turn] === 2) return 0;
        actions[0] = 0;
        actions[1] = 1;
        actions[2] = 2;
        return 3;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        state[at.choice + state[at.turn]] = action;
        state[at.turn]++;
      },
      returns(state, out) {
        // 1 beats 0, 2 beats 1, 0 beats 2: the difference modulo 3 tells who won.
        const lead = state[at.turn] < 2 ? 0 : (3 + state[at.choice] - state[at.choice + 1]) % 3;
        const result = lead === 2 ? -1 : lead;
        out[0] = result;
        out[1] = 0 - result;
      },
      witness(state, action, seat) {
        if (state[at.turn] === 0) return seat === 0 ? 1 + action : 0;
        return 1 + 3 * (1 + state[at.choice]) + action; // both choices are turned up
      },
      observe(state, seat, out) {
        const turn = state[at.turn];
        out[features.at.seat + seat] = 1;
        if (turn > seat) out[features.at.own + state[at.choice + seat]] = 1;
        if (turn === 2) out[features.at.other + state[at.choice + 1 - seat]] = 1;
      },
      choosing(state, seats) {
        if (state[at.turn] === 2) return 0;
        let count = 0;
        for (let seat = state[at.turn]; seat < 2; seat++) seats[count++] = seat;
        return count;
      },
      text: rockPaperScissorsText({ at }),
    };
  },
});
