import { fields } from '../../core/field.ts';
import { type Game, type Payoff, type State, TERMINAL } from '../../core/game.ts';
import { layout } from '../../core/layout.ts';
import type { TextFace } from '../../core/text.ts';
import { type OneShotWords, oneShotText } from './one-shot-text.ts';

/** A game of one choice by every seat, all at the same time. */
export interface OneShot {
  /** How many actions each seat has: [seats]. */
  readonly counts: readonly number[];
  /** One role for all seats, or one for each. */
  readonly roles: readonly string[];
  readonly payoff: Payoff;
  readonly payoffRange: readonly [number, number];
  /** Writes what every seat is paid into `out` [seats], where seat s chose `state[first + s]`. */
  pay(state: State, first: number, out: Float64Array): void;
  readonly words: OneShotWords;
}

/**
 * The rules of a game of one simultaneous choice. Choices are taken in seat order and stay hidden until all are in;
 * then everybody sees all of them.
 * @param one the product of `counts` is a safe integer less than their greatest, since witnesses number joint choices
 */
export function oneShot({
  counts,
  roles,
  payoff,
  payoffRange,
  pay,
  words,
}: OneShot): Omit<Game, 'id' | 'spec'> {
  const players = counts.length;
  const last = players - 1;
  const width = Math.max(...counts);
  const { at, size } = layout({ turn: 1, choice: players });
  const features = fields({
    seat: { shape: [players], kind: 'one-hot' },
    own: { shape: [width], kind: 'one-hot' },
    others: { shape: [last, width], kind: 'one-hot' }, // the next seat first, all once everybody has chosen
  });
  const text: TextFace = oneShotText({ counts, pay, words, at });

  return {
    version: 1,
    seats: players,
    roles,
    actionCount: width,
    maxLegal: width,
    chanceCount: 0,
    chanceKind: 'none',
    stateSize: size,
    observation: features.list,
    observationSize: features.size,
    recall: 'perfect',
    maxTurns: players,
    payoff,
    payoffRange,
    information: 'imperfect',
    pays: 'at-end',

    start(state) {
      for (let i = 0; i < size; i++) state[i] = 0;
    },
    mover: (state) => (state[at.turn] === players ? TERMINAL : state[at.turn]),
    role: roles.length === 1 ? () => 0 : (_state, seat) => seat,
    legal(state, actions) {
      const turn = state[at.turn];
      if (turn === players) return 0;
      const count = counts[turn];
      for (let action = 0; action < count; action++) actions[action] = action;
      return count;
    },
    chance: () => 0,
    draw: () => 0,
    apply(state, action) {
      const turn = state[at.turn];
      state[at.choice + turn] = action;
      state[at.turn] = turn + 1;
    },
    returns(state, out) {
      if (state[at.turn] === players) pay(state, at.choice, out);
      else for (let seat = 0; seat < players; seat++) out[seat] = 0;
    },
    witness(state, action, seat) {
      const turn = state[at.turn];
      if (turn < last) return seat === turn ? 1 + action : 0;
      let joint = 0; // all choices are turned up
      for (let other = 0; other < last; other++) joint = joint * counts[other] + state[at.choice + other];
      return 1 + width + joint * counts[last] + action;
    },
    observe(state, seat, out) {
      const turn = state[at.turn];
      out[features.at.seat + seat] = 1;
      if (turn > seat) out[features.at.own + state[at.choice + seat]] = 1;
      if (turn < players) return;
      for (let step = 1; step < players; step++) {
        const other = seat + step < players ? seat + step : seat + step - players;
        out[features.at.others + (step - 1) * width + state[at.choice + other]] = 1;
      }
    },
    choosing(state, seats) {
      let count = 0;
      for (let seat = state[at.turn]; seat < players; seat++) seats[count++] = seat;
      return count;
    },
    resample(state, seat, random, out) {
      const turn = state[at.turn];
      out.set(state);
      if (turn === players) return;
      for (let other = 0; other < turn; other++) {
        if (other !== seat) out[at.choice + other] = random.below(counts[other]);
      }
    },
    text,
  };
}
