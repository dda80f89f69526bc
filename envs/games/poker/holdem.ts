import { defineGame } from '../../core/factory.ts';
import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import { handEvaluator } from './hand-evaluator.ts';
import { holdemBetting } from './holdem-betting.ts';
import { holdemCards } from './holdem-cards.ts';
import { holdemObservation } from './holdem-observation.ts';
import { checkHoldem, HOLDEM_OPTIONS } from './holdem-options.ts';
import { holdemPots, type Strength } from './holdem-pots.ts';
import { positionNames } from './holdem-positions.ts';
import { holdemTable } from './holdem-table.ts';
import { holdemText } from './holdem-text.ts';
import { holdemWitness } from './holdem-witness.ts';
import { omahaStrength } from './omaha.ts';

/**
 * Texas hold'em and Omaha, with limit, pot-limit or no-limit betting, for 2 to 10 players: one hand. The first seat posts
 * the small blind, the second the big one, the last is on the button. Of two players the first is on the button, posts the
 * small blind, acts first before the flop and last after it. Returns are chips won less chips paid.
 *
 * `posts` are blinds and straddles of any seats. Before the flop the next seat after the last of those that post most acts
 * first (after the button where nobody posts), so that whoever straddles acts last. Every post is live: a raise adds at
 * least as much as the greatest, and at least the big blind. At limit each different amount of at least the big blind is a
 * bet that has been made. Antes that differ lie in the first pot, for everybody who is in to win; equal ones are won by
 * whoever is short of them from each other as far as it has put them in.
 *
 * Actions: 0 fold (where there is something to call), 1 call or check, from 2 on raises and bets, by `actions`:
 * `fixed` 2 raises by the bet of the round; `fractions` 2 + i raises by the i-th part of the pot, the last is all-in (with
 * `fractions=1`: fold, call, pot, all-in); `full` 1 + x bets or raises to x chips in this round. Who cannot pay a whole bet
 * or raise may still be all-in with it.
 * Outcomes of chance are cards, 4 · rank + suit from the lowest card of the deck; hands and the flop are told when they
 * are whole. A showdown turns up the hands of all who are in; of many hands it takes more than one turn of chance.
 */
export const holdem = defineGame({
  id: 'holdem',
  summary: "Texas hold'em and Omaha: limit, pot limit or no limit, side pots, short decks",
  options: HOLDEM_OPTIONS,
  create(options) {
    checkHoldem(options);
    const table = holdemTable(options);
    const { at, players, limit } = table;
    const cards = holdemCards(table);
    const betting = holdemBetting(table);
    const { opening, first, act, beginRound, legal } = betting;
    const { holeCards, dealBoard, dealHole, isShowing, show } = cards;
    const strength = strengthOf();
    const settle = holdemPots(table, strength);
    const { features, observe } = holdemObservation(table, { ...cards, ...betting });

    function strengthOf(): Strength {
      const evaluator = handEvaluator(options.deck);
      if (options.variant === 'omaha') {
        return (state, seat) => omahaStrength(evaluator, state, at.hole + 4 * seat, state, at.board, 5);
      }
      const { strength7 } = evaluator;
      return (state, seat) => {
        const [hole, board] = [at.hole + 2 * seat, at.board];
        return strength7(
          state[hole],
          state[hole + 1],
          state[board],
          state[board + 1],
          state[board + 2],
          state[board + 3],
          state[board + 4],
        );
      };
    }

    function deal(state: State, outcome: number): void {
      if (state[at.dealt] < holeCards) {
        dealHole(state, outcome);
        if (state[at.dealt] === holeCards) state[at.mover] = first;
      } else if (isShowing(state)) {
        show(state);
      } else {
        const open = dealBoard(state, outcome);
        if (open < 3) return;
        if (state[at.actives] > 1) beginRound(state, open - 2);
        else if (open === 5) show(state);
      }
    }

    function apply(state: State, action: number): void {
      if (state[at.mover] === CHANCE) {
        deal(state, action);
        return;
      }
      act(state, action);
      if (state[at.mover] === CHANCE && state[at.round] === 3) show(state);
    }

    return {
      version: 2,
      seats: players,
      roles: positionNames(table),
      actionCount: table.actionCount,
      maxLegal: table.actionCount,
      chanceCount: table.cards,
      chanceKind: 'exact',
      stateSize: table.size,
      observation: features.list,
      observationSize: features.size,
      recall: limit ? 'perfect' : 'current',
      maxTurns: table.maxTurns,
      payoff: 'zero-sum',
      payoffRange: table.payoffRange,
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        state.set(opening);
      },
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal,
      chance: cards.chance,
      draw: cards.draw,
      apply,
      returns(state, out) {
        if (state[at.mover] === TERMINAL) settle(state, out);
        else for (let seat = 0; seat < players; seat++) out[seat] = 0;
      },
      witness: holdemWitness(table, cards, apply),
      observe,
      resample: cards.resample,
      text: holdemText({ table, cards, betting, apply, settle }),
    };
  },
});
