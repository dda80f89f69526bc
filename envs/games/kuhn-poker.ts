import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type Game, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import type { Random } from '../core/random.ts';
import { kuhnText } from './kuhn-poker-text.ts';

export const PASS = 0;
export const BET = 1;

const kuhnLayout = (players: number) => layout({ card: players, dealt: 1, turn: 1, bets: 1, end: 1 });

/**
 * Kuhn poker (H. W. Kuhn, 1950), for 2 to 6 players (Szafron et al., 2013). Everybody antes 1 and gets one of
 * players + 1 cards. In turn each player passes or bets 1. After the first bet every other player acts once more: a
 * bet calls, a pass folds. The highest card among those who bet, or among all if nobody did, wins the pot.
 */
export const kuhnPoker = defineGame({
  id: 'kuhn_poker',
  summary: 'one card each, one bet: the smallest poker',
  options: {
    players: { kind: 'integer', default: 2, min: 2, max: 6, doc: 'players at the table' },
  },
  create({ players }) {
    const cards = players + 1;
    const maxActions = 2 * players - 1;
    const { at, size } = kuhnLayout(players);
    const features = fields({
      seat: { shape: [players], kind: 'one-hot' },
      card: { shape: [cards], kind: 'one-hot' },
      betting: { shape: [maxActions, 2], kind: 'one-hot' },
    });

    /** A card that nobody has, by rejection. Apart from `draw`, which stays small enough to be inlined everywhere. */
    function drawLater(state: State, dealt: number, random: Random): number {
      for (;;) {
        const card = random.below(cards);
        let seat = 0;
        while (seat < dealt && state[at.card + seat] !== card) seat++;
        if (seat === dealt) return card;
      }
    }

    /** Cards turned up when this action ends the hand with a showdown, as one number; 0 where none are. */
    function shown(state: State, action: number): number {
      const turn = state[at.turn];
      const bets = state[at.bets] | (action << turn);
      const end = action === BET && state[at.bets] === 0 ? turn + players : state[at.end];
      if (turn + 1 < end) return 0;
      const bettors = (bets | (bets >> players)) & ((1 << players) - 1);
      if (bettors !== 0 && (bettors & (bettors - 1)) === 0) return 0; // everybody else folded
      let cardsShown = 0;
      for (let seat = 0; seat < players; seat++) {
        const stays = bettors === 0 || ((bettors >> seat) & 1) === 1;
        cardsShown = cardsShown * (cards + 1) + (stays ? 1 + state[at.card + seat] : 0);
      }
      return cards + cardsShown;
    }

    return {
      version: 1,
      seats: players,
      roles: Array.from({ length: players }, (_, seat) => `player ${seat + 1}`),
      actionCount: 2,
      maxLegal: 2,
      chanceCount: cards,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: players + maxActions,
      payoff: 'zero-sum',
      payoffRange: [-2, 2 * (players - 1)],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        state[at.end] = players; // all passes: everybody acts once
      },
      mover(state) {
        if (state[at.dealt] < players) return CHANCE;
        const turn = state[at.turn];
        if (turn === state[at.end]) return TERMINAL;
        return turn < players ? turn : turn - players;
      },
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.dealt] < players || state[at.turn] === state[at.end]) return 0;
        actions[0] = PASS;
        actions[1] = BET;
        return 2;
      },
      chance(state, probabilities) {
        const dealt = state[at.dealt];
        const left = cards - dealt;
        probabilities.fill(1 / left);
        for (let seat = 0; seat < dealt; seat++) probabilities[state[at.card + seat]] = 0;
        return left;
      },
      draw(state, random) {
        const dealt = state[at.dealt];
        if (dealt === 0) return random.below(cards);
        if (dealt === 1) {
          const card = random.below(cards - 1);
          return card < state[at.card] ? card : card + 1;
        }
        return drawLater(state, dealt, random);
      },
      apply(state, action) {
        const dealt = state[at.dealt];
        if (dealt < players) {
          state[at.card + dealt] = action;
          state[at.dealt] = dealt + 1;
          return;
        }
        const turn = state[at.turn];
        // The first bet gives every other player one more turn. Nobody can predict bets, so there is no branch on
        // them: `opens` is 1 for a bet where there was none.
        const bets = state[at.bets];
        const opens = action & ((bets - 1) >>> 31);
        state[at.end] += opens * turn;
        state[at.bets] = bets | (action << turn);
        state[at.turn] = turn + 1;
      },
      returns(state, out) {
        const end = state[at.end];
        if (state[at.dealt] < players || state[at.turn] < end) {
          for (let seat = 0; seat < players; seat++) out[seat] = 0;
          return;
        }
        // A seat bets at most once, on its first or on its second turn.
        const bets = state[at.bets];
        const bettors = (bets | (bets >> players)) & ((1 << players) - 1);
        const contenders = bettors === 0 ? -1 : bettors;
        let best = 0; // card and seat of the highest hand so far, in one number
        let pot = players;
        for (let seat = 0; seat < players; seat++) {
          const bet = (bettors >> seat) & 1;
          const hand = ((contenders >> seat) & 1) * ((state[at.card + seat] + 1) * 8 + seat);
          pot += bet;
          out[seat] = -1 - bet;
          best = Math.max(best, hand);
        }
        const winner = best & 7;
        out[winner] += pot;
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt < players) return seat === dealt ? 3 + action : 0;
        return 1 + action + 2 * shown(state, action);
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        if (seat < state[at.dealt]) out[features.at.card + state[at.card + seat]] = 1;
        const bets = state[at.bets];
        const turns = state[at.turn];
        for (let turn = 0; turn < turns; turn++) {
          out[features.at.betting + 2 * turn + ((bets >> turn) & 1)] = 1;
        }
      },
      text: kuhnText({ players, at }),
    };
  },
});

/** The same game in words that tell of a pot of the antes alone, as where a bet moves no chips. */
export function withStillPot(game: Game): Game {
  const { at } = kuhnLayout(game.seats);
  return { ...game, text: kuhnText({ players: game.seats, at, stillPot: true }) };
}
