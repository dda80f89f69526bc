import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { liarsDiceText } from './liars-dice-text.ts';

/** Bits for how many dice of one hand show a face: at most 5. */
const FACE_BITS = 3;
const FACE_MASK = (1 << FACE_BITS) - 1;

/**
 * Liar's dice, one round: everybody rolls dice in secret, then in turn bids how many dice of all show some face at
 * least, each bid higher than the last by its count or, at the same count, by its face, or calls the last bidder a
 * liar, which turns up all dice. Where the bid holds, whoever called it a lie loses, else the bidder. The loser pays 1
 * to every other seat, as at a table, where the loser alone loses a die. With `wild` the highest face counts as any.
 *
 * Chance rolls one die at a time, for the first seat first. What a seat sees is the dice in its cup, not their order.
 * Actions: the bid of `count` dice of face f (from 0) is (count − 1) · sides + f; the last action calls a liar.
 */
export const liarsDice = defineGame({
  id: 'liars_dice',
  summary: 'hidden dice, rising bids about all of them, one call of a lie',
  options: {
    players: { kind: 'integer', default: 2, min: 2, max: 6, doc: 'players at the table' },
    dice: { kind: 'integer', default: 1, min: 1, max: 5, doc: 'dice of each player' },
    sides: { kind: 'integer', default: 6, min: 2, max: 8, doc: 'faces of a die' },
    wild: { kind: 'boolean', default: true, doc: 'whether the highest face counts as any face' },
  },
  create({ players, dice, sides, wild }) {
    const total = players * dice;
    const bids = total * sides;
    const liar = bids;
    const { at, size } = layout({
      mover: 1,
      dealt: 1, // dice that are rolled
      last: 1, // 1 + the last bid, 0 where there is none
      loser: 1, // once the game is over
      made: (bids + 31) >> 5, // a bit for every bid: they rise, and seats take turns, so that this is their whole story
      hand: players, // of each, how many dice show each face, FACE_BITS apart
    });
    const features = fields({
      seat: { shape: [players], kind: 'one-hot' },
      own: { shape: [sides], kind: 'count', high: dice },
      shown: { shape: [players, sides], kind: 'count', high: dice },
      bids: { shape: [bids, players], kind: 'one-hot' },
    });
    const top = FACE_BITS * (sides - 1);
    /** Whose die is rolled when so many are; how many dice a bid speaks of, and where its face is in a hand. */
    const cupOf = Int32Array.from({ length: total }, (_, die) => Math.floor(die / dice));
    const countOf = Int32Array.from({ length: bids }, (_, bid) => Math.floor(bid / sides) + 1);
    const shiftOf = Int32Array.from({ length: bids }, (_, bid) => FACE_BITS * (bid % sides));

    const handsOfOne = binomial(sides + dice - 1, dice);
    const width = dice + 1;
    /** C(n, k) at n · width + k. */
    const choose = Int32Array.from({ length: (sides + dice) * width }, (_, index) =>
      binomial(Math.floor(index / width), index % width),
    );
    /** The number of a full hand among all of its size: that of a set, once its dice are spread apart. */
    function rank(hand: number): number {
      let sum = 0;
      let die = 0;
      for (let face = 0; face < sides; face++) {
        for (let left = (hand >> (FACE_BITS * face)) & FACE_MASK; left > 0; left--) {
          sum += choose[(face + die) * width + die + 1];
          die++;
        }
      }
      return sum;
    }

    /** Whether so many dice show the face of the last bid. */
    function holds(state: State): boolean {
      const bid = state[at.last] - 1;
      const shift = shiftOf[bid];
      // Where the highest face is bid itself, it is no wild card besides.
      const wildMask = wild && shift !== top ? FACE_MASK : 0;
      let matching = 0;
      for (let seat = 0; seat < players; seat++) {
        const hand = state[at.hand + seat];
        matching += ((hand >> shift) & FACE_MASK) + ((hand >> top) & wildMask);
      }
      return matching >= countOf[bid];
    }

    return {
      version: 1,
      seats: players,
      roles: Array.from({ length: players }, (_, seat) => `player ${seat + 1}`),
      actionCount: bids + 1,
      maxLegal: bids,
      chanceCount: sides,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: total + bids + 1,
      payoff: 'zero-sum',
      payoffRange: [1 - players, 1],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        state[at.mover] = CHANCE;
      },
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.mover] < 0) return 0;
        // All higher bids, and the call right after them, where there is something to call.
        const last = state[at.last];
        const end = last === 0 ? bids : bids + 1;
        let count = 0;
        for (let action = last; action < end; action++) actions[count++] = action;
        return count;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / sides);
        return sides;
      },
      draw: (_state, random) => random.below(sides),
      apply(state, action) {
        const mover = state[at.mover];
        if (mover === CHANCE) {
          const dealt = state[at.dealt];
          state[at.hand + cupOf[dealt]] += 1 << (FACE_BITS * action);
          state[at.dealt] = dealt + 1;
          if (dealt + 1 === total) state[at.mover] = 0;
          return;
        }
        if (action === liar) {
          const bidder = mover === 0 ? players - 1 : mover - 1;
          state[at.loser] = holds(state) ? mover : bidder;
          state[at.mover] = TERMINAL;
          return;
        }
        state[at.made + (action >> 5)] |= 1 << (action & 31);
        state[at.last] = action + 1;
        state[at.mover] = mover + 1 === players ? 0 : mover + 1;
      },
      returns(state, out) {
        const over = state[at.mover] === TERMINAL;
        for (let seat = 0; seat < players; seat++) out[seat] = over ? 1 : 0;
        if (over) out[state[at.loser]] = 1 - players;
      },
      witness(state, action, seat) {
        if (state[at.mover] === CHANCE) {
          if (state[at.dealt] + 1 !== (seat + 1) * dice) return 0; // nobody looks before the cup is full
          return 2 + liar + rank(state[at.hand + seat] + (1 << (FACE_BITS * action)));
        }
        if (action !== liar) return 1 + action;
        let shown = 0; // at most 792⁵: a seat knows its own hand
        for (let other = 0; other < players; other++) {
          if (other !== seat) shown = shown * handsOfOne + rank(state[at.hand + other]);
        }
        return 2 + liar + handsOfOne + shown;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        if (state[at.dealt] >= (seat + 1) * dice) {
          const hand = state[at.hand + seat];
          for (let face = 0; face < sides; face++)
            out[features.at.own + face] = (hand >> (FACE_BITS * face)) & FACE_MASK;
        }
        const words = (bids + 31) >> 5;
        let bidder = 0;
        for (let word = 0; word < words; word++) {
          for (let made = state[at.made + word]; made !== 0; made &= made - 1) {
            const bid = 32 * word + 31 - Math.clz32(made & -made);
            out[features.at.bids + bid * players + bidder] = 1;
            bidder = bidder + 1 === players ? 0 : bidder + 1;
          }
        }
        if (state[at.mover] !== TERMINAL) return;
        for (let other = 0; other < players; other++) {
          const hand = state[at.hand + other];
          const from = features.at.shown + other * sides;
          for (let face = 0; face < sides; face++)
            out[from + face] = (hand >> (FACE_BITS * face)) & FACE_MASK;
        }
      },
      resample(state, seat, random, out) {
        out.set(state);
        if (state[at.mover] === TERMINAL) return;
        // What others may bid does not depend on their dice: these are as when they were rolled.
        const dealt = state[at.dealt];
        for (let other = 0; other < players; other++) {
          const rolled = Math.max(0, Math.min(dealt - other * dice, dice));
          if (other === seat && rolled === dice) continue;
          let hand = 0;
          for (let die = 0; die < rolled; die++) hand += 1 << (FACE_BITS * random.below(sides));
          out[at.hand + other] = hand;
        }
      },
      text: liarsDiceText({ players, dice, sides, wild, at, faceBits: FACE_BITS }),
    };
  },
});

function binomial(n: number, k: number): number {
  if (k > n) return 0;
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}
