import { CHANCE, type State } from '../../core/game.ts';
import type { holdemCards } from './holdem-cards.ts';
import type { HoldemTable } from './holdem-table.ts';

/** What a token tells; tokens of one kind are 1 + kind + 7 · value. */
const ACTION = 0;
const HAND = 1;
const FLOP = 2;
const CARD = 3;
const ACTION_AND_SHOWDOWN = 4;
const CARD_AND_SHOWDOWN = 5;
const SHOWDOWN = 6;

/**
 * What a seat sees. Everybody sees actions and the board, of hands only the own, and at the showdown those of all who are
 * in. A hand is one token when its last card is dealt, the flop one with its third: the order of cards means nothing.
 */
export function holdemWitness(
  table: HoldemTable,
  { holeCards, setOf, isShowing, showCode }: ReturnType<typeof holdemCards>,
  apply: (state: State, action: number) => void,
) {
  const { at, hole, firstCard } = table;
  const after = new Int32Array(table.size);
  const token = (kind: number, value: number): number => 1 + kind + 7 * value;

  return function witness(state: State, action: number, seat: number): number {
    if (state[at.mover] !== CHANCE) {
      if (state[at.round] < 3) return token(ACTION, action);
      after.set(state);
      apply(after, action);
      if (!isShowing(after)) return token(ACTION, action);
      // Who raises must be answered: what ends the last round is a fold or a call.
      return token(ACTION_AND_SHOWDOWN, 2 * showCode(state, after[at.live]) + action);
    }
    const dealt = state[at.dealt];
    const card = action + firstCard;
    if (dealt < holeCards) {
      if (Math.floor(dealt / hole) !== seat || dealt % hole !== hole - 1) return 0;
      return token(HAND, setOf(state, at.hole + dealt - hole + 1, hole - 1, card));
    }
    if (isShowing(state)) return token(SHOWDOWN, showCode(state, state[at.live]));
    const open = state[at.open];
    if (open < 2) return 0;
    if (open === 2) return token(FLOP, setOf(state, at.board, 2, card));
    if (open < 4 || state[at.actives] > 1) return token(CARD, card);
    return token(CARD_AND_SHOWDOWN, 52 * showCode(state, state[at.live]) + card);
  };
}
