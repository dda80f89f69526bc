import { fields } from '../core/field.ts';
import { type Game, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { bargainingText } from './bargaining-text.ts';

/** How a bargaining episode stands. */
const OPEN = 0;
export const AGREED = 1;
export const FAILED = 2;

export interface Bargain {
  /** What is shared, in whole units: offers are actions, so the unit is how finely the pot can be divided. */
  readonly pot: number;
  /** The most offers. */
  readonly turns: number;
  /** What a share keeps of its worth with every offer that is rejected. */
  readonly discount: number;
  readonly roles: readonly [string, string];
}

/**
 * The rules that `ultimatum` and `alternating_offers` share. Seats offer in turn, seat 0 first: action k offers the
 * other seat k units of the pot; pot + 1 accepts the open offer, pot + 2 rejects it, and whoever rejects makes the
 * next offer while there are any left. Agreement at offer t, counted from 0, pays discount^t × share.
 */
export function bargaining({ pot, turns, discount, roles }: Bargain): Omit<Game, 'id' | 'spec'> {
  const accept = pot + 1;
  const reject = pot + 2;
  const { at, size } = layout({
    made: 1, // offers so far; seat `made & 1` is to move, be it to offer or to answer
    open: 1, // 1 while an offer waits for its answer
    end: 1,
    offers: turns, // units that each gave the other seat
  });
  const features = fields({
    seat: { shape: [2], kind: 'one-hot' },
    made: { shape: [turns + 1], kind: 'one-hot' },
    open: { shape: [pot + 1], kind: 'one-hot' }, // units for whoever must answer
    shares: { shape: [turns], kind: 'real' }, // of the pot, for whoever had to answer
    end: { shape: [2], kind: 'one-hot' }, // agreed, failed
  });
  const worth = Float64Array.from({ length: turns }, (_, turn) => discount ** turn);

  return {
    version: 1,
    seats: 2,
    roles,
    actionCount: pot + 3,
    maxLegal: Math.max(pot + 1, 2),
    chanceCount: 0,
    chanceKind: 'none',
    stateSize: size,
    observation: features.list,
    observationSize: features.size,
    recall: 'perfect',
    maxTurns: 2 * turns,
    payoff: 'general-sum',
    payoffRange: [0, pot],
    information: 'perfect',
    pays: 'at-end',

    start(state) {
      for (let i = 0; i < size; i++) state[i] = 0;
    },
    mover: (state) => (state[at.end] === OPEN ? state[at.made] & 1 : TERMINAL),
    role: (_state, seat) => seat,
    legal(state, actions) {
      if (state[at.end] !== OPEN) return 0;
      if (state[at.open] === 1) {
        actions[0] = accept;
        actions[1] = reject;
        return 2;
      }
      for (let units = 0; units <= pot; units++) actions[units] = units;
      return pot + 1;
    },
    chance: () => 0,
    draw: () => 0,
    apply(state, action) {
      const made = state[at.made];
      if (action <= pot) {
        state[at.offers + made] = action;
        state[at.made] = made + 1;
        state[at.open] = 1;
      } else if (action === accept) {
        state[at.end] = AGREED;
      } else {
        state[at.open] = 0;
        if (made === turns) state[at.end] = FAILED;
      }
    },
    returns(state, out) {
      out[0] = 0;
      out[1] = 0;
      if (state[at.end] !== AGREED) return;
      const turn = state[at.made] - 1;
      const units = state[at.offers + turn];
      const proposer = turn & 1;
      out[proposer] = worth[turn] * (pot - units);
      out[1 - proposer] = worth[turn] * units;
    },
    witness: (_state, action) => 1 + action,
    observe(state, seat, out) {
      const made = state[at.made];
      out[features.at.seat + seat] = 1;
      out[features.at.made + made] = 1;
      if (state[at.open] === 1) out[features.at.open + state[at.offers + made - 1]] = 1;
      for (let turn = 0; turn < made; turn++) {
        const units = state[at.offers + turn];
        if (units > 0) out[features.at.shares + turn] = units / pot;
      }
      if (state[at.end] !== OPEN) out[features.at.end + state[at.end] - 1] = 1;
    },
    text: bargainingText({ pot, turns, discount, roles, worth, at }),
  };
}
