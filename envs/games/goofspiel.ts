import { setSize } from '../core/bits.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import type { Random } from '../core/random.ts';
import { lowest, pick } from './goofspiel-cards.ts';
import { GOOFSPIEL_OPTIONS } from './goofspiel-options.ts';
import { payOut, payoffRangeOf } from './goofspiel-payoffs.ts';
import { goofspielResample } from './goofspiel-posterior.ts';
import { goofspielText } from './goofspiel-text.ts';

/** What a round's entry of `won` holds where nobody bid highest alone; 2 + seat for a winner, 0 before. */
const NOBODY = 1;

/**
 * Goofspiel, the game of pure strategy (M. Flood, 1930s): everybody holds the cards 1 to `cards`, and as many prizes of
 * those values are turned up one by one. Everybody bids one card for each, at the same time; the highest wins the prize,
 * and all bids are gone. Where nobody bids highest alone, the prize is discarded, or, with ties=carry, added to the next.
 * The last round needs no choice and is played with the one before it.
 *
 * Seats are asked one by one, and nobody sees what others bid before all have: with `information=perfect` the bids are
 * turned up then, with `imperfect` everybody learns who won and no more. Between `simultaneous` and `turn-based` there is
 * one difference: in the former the seats that are still to bid count as choosing at the same time (`choosing`), so that
 * environments may ask them together. Histories, what is seen and what it is worth are the same.
 *
 * Action and outcome a stand for the card or prize of value a + 1.
 */
export const goofspiel = defineGame({
  id: 'goofspiel',
  summary: 'one hidden bid for each prize, every card once',
  options: GOOFSPIEL_OPTIONS,
  create(options) {
    const { players, cards, prizes, information, turns, ties, result } = options;
    const drawn = prizes === 'random';
    const open = information === 'perfect';
    const carries = ties === 'carry';
    const last = players - 1;
    const all = (1 << cards) - 1;
    const worth = (cards * (cards + 1)) / 2;
    const { at, size } = layout({
      mover: 1,
      round: 1, // rounds that are settled
      pot: 1, // what is bid for, and before a prize is turned up what was carried over
      prizesLeft: 1, // a bit for each
      hand: players, // a bit for each card
      points: players,
      prize: cards, // by round; 0 before it is turned up
      won: cards, // by round
      bid: cards * players, // by round and seat; 0 before
    });
    const features = fields({
      seat: { shape: [players], kind: 'one-hot' },
      hand: { shape: [cards], kind: 'flag' },
      prizes: { shape: [cards, cards], kind: 'one-hot' },
      // The seat's own, and those of others that it may see.
      bids: { shape: open ? [cards, players, cards] : [cards, cards], kind: 'one-hot' },
      won: { shape: [cards, players + 1], kind: 'one-hot' }, // by nobody, or a seat
      points: { shape: [players], kind: 'real' },
      pot: { shape: [1], kind: 'real' },
    });

    function turnUp(state: State, prize: number): void {
      state[at.prize + state[at.round]] = prize;
      state[at.prizesLeft] &= ~(1 << (prize - 1));
      state[at.pot] += prize;
      state[at.mover] = 0;
    }

    function bid(state: State, seat: number, action: number): void {
      state[at.bid + state[at.round] * players + seat] = action + 1;
      state[at.hand + seat] &= ~(1 << action);
    }

    /** All bids of the round are in. */
    function settle(state: State): void {
      const round = state[at.round];
      const from = at.bid + round * players;
      let best = 0;
      let won = NOBODY;
      for (let seat = 0; seat < players; seat++) {
        const card = state[from + seat];
        if (card > best) {
          best = card;
          won = 2 + seat;
        } else if (card === best) won = NOBODY;
      }
      state[at.won + round] = won;
      if (won !== NOBODY) state[at.points + won - 2] += state[at.pot];
      if (won !== NOBODY || !carries) state[at.pot] = 0;
      state[at.round] = round + 1;
    }

    function nextPrize(state: State): void {
      if (drawn) state[at.mover] = CHANCE;
      else turnUp(state, prizes === 'descending' ? cards - state[at.round] : state[at.round] + 1);
    }

    function apply(state: State, action: number): void {
      const mover = state[at.mover];
      if (mover === CHANCE) {
        turnUp(state, action + 1);
        return;
      }
      bid(state, mover, action);
      if (mover < last) {
        state[at.mover] = mover + 1;
        return;
      }
      settle(state);
      if (state[at.round] < cards - 1) {
        nextPrize(state);
        return;
      }
      turnUp(state, 1 + lowest(state[at.prizesLeft]));
      for (let seat = 0; seat < players; seat++) bid(state, seat, lowest(state[at.hand + seat]));
      settle(state);
      state[at.mover] = TERMINAL;
    }

    const after = new Int32Array(size);
    /** What the last bid of a round tells a seat besides: all bids, or who won, in the last round but one twice. */
    function settled(state: State, action: number, seat: number): number {
      const round = state[at.round];
      let seen = 0;
      if (open) {
        for (let other = 0; other < last; other++)
          seen = seen * cards + state[at.bid + round * players + other] - 1;
        return seen * cards + action;
      }
      after.set(state);
      apply(after, action);
      seen = seat === last ? action + 1 : 0;
      const then = round + 2 === cards ? after[at.won + round + 1] : 0;
      return (seen * (players + 2) + after[at.won + round]) * (players + 2) + then;
    }

    const resample = goofspielResample({ players, cards, open, at });

    function draw(state: State, random: Random): number {
      const left = state[at.prizesLeft];
      return pick(left, random.below(setSize(left)));
    }

    return {
      version: 1,
      seats: players,
      roles: ['player'],
      actionCount: cards,
      maxLegal: cards,
      chanceCount: drawn ? cards : 0,
      chanceKind: drawn ? 'exact' : 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: (cards - 1) * (players + (drawn ? 1 : 0)),
      payoff: result === 'points' ? 'general-sum' : 'zero-sum',
      payoffRange: payoffRangeOf(options),
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        state[at.prizesLeft] = all;
        for (let seat = 0; seat < players; seat++) state[at.hand + seat] = all;
        nextPrize(state);
      },
      mover: (state) => state[at.mover],
      role: () => 0,
      legal(state, actions) {
        const mover = state[at.mover];
        if (mover < 0) return 0;
        let count = 0;
        for (let hand = state[at.hand + mover]; hand !== 0; hand &= hand - 1) actions[count++] = lowest(hand);
        return count;
      },
      chance(state, probabilities) {
        if (!drawn) return 0;
        const left = state[at.prizesLeft];
        const count = setSize(left);
        for (let prize = 0; prize < cards; prize++) probabilities[prize] = ((left >> prize) & 1) / count;
        return count;
      },
      draw,
      apply,
      returns(state, out) {
        if (state[at.mover] !== TERMINAL) {
          for (let seat = 0; seat < players; seat++) out[seat] = 0;
          return;
        }
        payOut(state, at.points, options, out);
      },
      witness(state, action, seat) {
        const mover = state[at.mover];
        if (mover === CHANCE) return 1 + action;
        if (mover === last) return 1 + 2 * cards + settled(state, action, seat);
        return mover === seat ? 1 + cards + action : 0;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        for (let hand = state[at.hand + seat]; hand !== 0; hand &= hand - 1)
          out[features.at.hand + lowest(hand)] = 1;
        const rounds = state[at.round];
        for (let round = 0; round <= rounds && round < cards; round++) {
          const prize = state[at.prize + round];
          if (prize > 0) out[features.at.prizes + round * cards + prize - 1] = 1;
          for (let other = 0; other < players; other++) {
            const card = state[at.bid + round * players + other];
            if (card === 0 || (other !== seat && (!open || round === rounds))) continue;
            const row = open ? round * players + other : round;
            out[features.at.bids + row * cards + card - 1] = 1;
          }
          if (round < rounds)
            out[features.at.won + round * (players + 1) + state[at.won + round] - NOBODY] = 1;
        }
        for (let other = 0; other < players; other++)
          out[features.at.points + other] = state[at.points + other] / worth;
        out[features.at.pot] = state[at.pot] / worth;
      },
      ...(turns === 'simultaneous' && {
        choosing(state: State, seats: Int32Array) {
          const mover = state[at.mover];
          if (mover < 0) return 0;
          let count = 0;
          for (let seat = mover; seat < players; seat++) seats[count++] = seat;
          return count;
        },
      }),
      ...(resample && { resample }),
      text: goofspielText({ players, cards, prizes, open, carries, result, at, apply }),
    };
  },
});
