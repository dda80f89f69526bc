import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { OptionError } from '../core/errors.ts';
import { leducText } from './leduc-poker-text.ts';

export const FOLD = 0;
export const CALL = 1;
export const RAISE = 2;

const ANTE = 1;
/** What a raise adds in the first and in the second round. */
export const RAISE_SIZE = [2, 4] as const;

/**
 * Leduc poker (Southey et al., 2005). Everybody antes 1 and gets one private card; a round of betting with raises of
 * 2; one public card; a round with raises of 4. A card that pairs the public one wins, then the higher rank; equal
 * hands share the pot. Folding is possible only when there is a raise to answer.
 * Card c has rank floor(c / suits). The default deck has one rank more than there are players, two suits.
 */
export const leducPoker = defineGame({
  id: 'leduc_poker',
  summary: 'one private card, one public card, two rounds of limit betting',
  options: {
    players: { kind: 'integer', default: 2, min: 2, max: 6, doc: 'players at the table' },
    ranks: {
      kind: 'integer',
      default: ({ players }) => Number(players) + 1,
      min: 2,
      max: 13,
      doc: 'ranks in the deck; left out, one more than players',
    },
    suits: { kind: 'integer', default: 2, min: 1, max: 4, doc: 'suits in the deck' },
    raises: { kind: 'integer', default: 2, min: 1, max: 4, doc: 'most raises in a round' },
  },
  create({ players, ranks, suits, raises }) {
    const cards = ranks * suits;
    if (cards < players + 1) {
      throw new OptionError(
        `leduc_poker: ${ranks} ranks in ${suits} suits are ${cards} cards; ${players} players and the public card ` +
          `need ${players + 1}: raise ranks or suits.`,
      );
    }
    // Longest round: all but one check, then each raise is answered by all others, the last of whom raises again.
    const roundActions = players + raises * (players - 1);
    const kinds = players === 2 ? 2 : 3; // with two players a fold ends the hand, so nobody sees one
    const { at, size } = layout({
      card: players,
      dealt: 1,
      public: 1, // 1 + card, 0 before it is turned up
      round: 1, // 0, 1; 2 when the hand is over
      seat: 1, // to act
      waiting: 1, // seats that must act before the round ends
      raises: 1, // in this round
      stake: 1, // what everybody must have paid to stay in
      folded: 1, // bit per seat
      remaining: 1, // seats that have not folded
      paid: players,
      count: 2, // actions in each round
      log: 2 * roundActions, // them
    });
    const features = fields({
      seat: { shape: [players], kind: 'one-hot' },
      card: { shape: [cards], kind: 'one-hot' },
      public: { shape: [cards], kind: 'one-hot' },
      betting: { shape: [2, roundActions, kinds], kind: 'one-hot' },
    });
    const most = ANTE + raises * (RAISE_SIZE[0] + RAISE_SIZE[1]);

    /** Higher is better; a pair beats every single card. */
    function strength(card: number, publicCard: number): number {
      const rank = (card / suits) | 0;
      return rank === ((publicCard / suits) | 0) ? ranks + rank : rank;
    }

    /** Does this action end the hand with at least two seats in? Then their cards are seen. */
    function showdown(state: State, action: number): boolean {
      if (state[at.round] !== 1 || action === RAISE || state[at.waiting] > 1) return false;
      return action === CALL || state[at.remaining] > 2;
    }

    function apply(state: State, action: number): void {
      const dealt = state[at.dealt];
      if (dealt < players) {
        state[at.card + dealt] = action;
        state[at.dealt] = dealt + 1;
        return;
      }
      const round = state[at.round];
      if (round === 1 && state[at.public] === 0) {
        state[at.public] = 1 + action;
        return;
      }
      let seat = state[at.seat];
      const turn = state[at.count + round];
      state[at.log + round * roundActions + turn] = action;
      state[at.count + round] = turn + 1;
      let waiting = state[at.waiting] - 1;
      if (action === RAISE) {
        state[at.stake] += RAISE_SIZE[round];
        state[at.paid + seat] = state[at.stake];
        state[at.raises]++;
        waiting = state[at.remaining] - 1;
      } else if (action === CALL) {
        state[at.paid + seat] = state[at.stake];
      } else {
        state[at.folded] |= 1 << seat;
        if (--state[at.remaining] === 1) {
          state[at.round] = 2;
          return;
        }
      }
      const folded = state[at.folded];
      if (waiting === 0) {
        state[at.round] = round + 1;
        state[at.raises] = 0;
        waiting = state[at.remaining];
        seat = -1; // the second round starts with the first seat that is still in
      }
      do seat = seat + 1 === players ? 0 : seat + 1;
      while ((folded >> seat) & 1);
      state[at.waiting] = waiting;
      state[at.seat] = seat;
    }

    return {
      version: 1,
      seats: players,
      roles: Array.from({ length: players }, (_, seat) => `player ${seat + 1}`),
      actionCount: 3,
      maxLegal: 3,
      chanceCount: cards,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: players + 1 + 2 * roundActions,
      payoff: 'zero-sum',
      payoffRange: [-most, most * (players - 1)],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        state.fill(0);
        state[at.waiting] = players;
        state[at.remaining] = players;
        state[at.stake] = ANTE;
        for (let seat = 0; seat < players; seat++) state[at.paid + seat] = ANTE;
      },
      mover(state) {
        if (state[at.dealt] < players) return CHANCE;
        const round = state[at.round];
        if (round === 2) return TERMINAL;
        return round === 1 && state[at.public] === 0 ? CHANCE : state[at.seat];
      },
      role: (_state, seat) => seat,
      legal(state, actions) {
        const round = state[at.round];
        if (state[at.dealt] < players || round === 2 || (round === 1 && state[at.public] === 0)) return 0;
        let count = 0;
        if (state[at.paid + state[at.seat]] < state[at.stake]) actions[count++] = FOLD;
        actions[count++] = CALL;
        if (state[at.raises] < raises) actions[count++] = RAISE;
        return count;
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
        for (;;) {
          const card = random.below(cards);
          let seat = 0;
          while (seat < dealt && state[at.card + seat] !== card) seat++;
          if (seat === dealt) return card;
        }
      },
      apply,
      returns(state, out) {
        if (state[at.round] !== 2) {
          for (let seat = 0; seat < players; seat++) out[seat] = 0;
          return;
        }
        const folded = state[at.folded];
        const publicCard = state[at.public] - 1;
        let pot = 0;
        let best = -1;
        let winners = 0;
        for (let seat = 0; seat < players; seat++) {
          pot += state[at.paid + seat];
          if ((folded >> seat) & 1) continue;
          // Nobody to compare with when all others folded, perhaps before there was a public card.
          const value = state[at.remaining] === 1 ? 0 : strength(state[at.card + seat], publicCard);
          if (value > best) {
            best = value;
            winners = 0;
          }
          if (value === best) winners |= 1 << seat;
        }
        let shares = 0;
        for (let seat = 0; seat < players; seat++) shares += (winners >> seat) & 1;
        for (let seat = 0; seat < players; seat++) {
          out[seat] = ((winners >> seat) & 1 ? pot / shares : 0) - state[at.paid + seat];
        }
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt < players) return seat === dealt ? 4 + action : 0;
        if (state[at.round] === 1 && state[at.public] === 0) return 4 + action;
        if (!showdown(state, action)) return 1 + action;
        const actor = state[at.seat];
        let shown = 0;
        for (let other = 0; other < players; other++) {
          const out = (state[at.folded] >> other) & 1 || (other === actor && action === FOLD);
          shown = shown * (cards + 1) + (out ? 0 : 1 + state[at.card + other]);
        }
        return 4 + cards + 3 * shown + action;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        if (seat < state[at.dealt]) out[features.at.card + state[at.card + seat]] = 1;
        const publicCard = state[at.public];
        if (publicCard > 0) out[features.at.public + publicCard - 1] = 1;
        for (let round = 0; round < 2; round++) {
          const turns = state[at.count + round];
          for (let turn = 0; turn < turns; turn++) {
            const place = round * roundActions + turn;
            const action = state[at.log + place];
            const kind = action === FOLD ? 2 : action - CALL;
            if (kind < kinds) out[features.at.betting + kinds * place + kind] = 1;
          }
        }
      },
      text: leducText({ players, ranks, suits, raises, roundActions, raiseSizes: RAISE_SIZE, at, apply }),
    };
  },
});
