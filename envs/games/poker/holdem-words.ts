import type { State } from '../../core/game.ts';
import { cardSymbol } from './cards.ts';
import { handEvaluator } from './hand-evaluator.ts';
import { describeHand } from './hand-name.ts';
import type { holdemBetting } from './holdem-betting.ts';
import type { holdemCards } from './holdem-cards.ts';
import { CALL, FOLD, type HoldemTable, RAISE } from './holdem-table.ts';
import { omahaStrength } from './omaha.ts';

/** What the mover may do: actions by number and, where every amount is an action, the amounts between two. */
export interface Choices {
  readonly actions: readonly number[];
  readonly range: { readonly least: number; readonly most: number } | null;
}

/** Of so many amounts each is named; of more the first and the last. */
const NAMED = 6;

/** Words that the view, the events and the replies of hold'em share. */
export function holdemWords(
  table: HoldemTable,
  cards: ReturnType<typeof holdemCards>,
  betting: ReturnType<typeof holdemBetting>,
) {
  const { at, players, hole, options } = table;
  const evaluator = handEvaluator(options.deck);
  const own = new Int32Array(hole + 5);

  const betOf = (state: State, seat: number): number => state[at.paid + state[at.round] * players + seat];

  /** A seat as a reader is told of it. */
  const who = (seat: number, reader: number): string => (seat === reader ? 'you' : `player ${seat + 1}`);
  const Who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  /** The ending of what others do. */
  const s = (seat: number, reader: number): string => (seat === reader ? '' : 's');

  const hand = (state: State, seat: number): string =>
    Array.from({ length: hole }, (_, place) => cardSymbol(state[at.hole + seat * hole + place]))
      .reverse()
      .join(' ');
  const board = (state: State): string[] =>
    state[at.open] < 3 ? [] : Array.from(state.subarray(at.board, at.board + state[at.open]), cardSymbol);

  /** What a seat's cards are worth with the board, of three cards or more. */
  function strength(state: State, seat: number): number {
    const [from, open] = [at.hole + seat * hole, state[at.open]];
    for (let place = 0; place < hole; place++) own[place] = state[from + place];
    for (let place = 0; place < open; place++) own[hole + place] = state[at.board + place];
    return options.variant === 'omaha'
      ? omahaStrength(evaluator, own, 0, own, hole, open)
      : evaluator.strengthOf(own, 0, hole + open);
  }

  const madeHand = (state: State, seat: number): string => describeHand(strength(state, seat), options.deck);

  /** Everything that the mover may do, without a list as long as its stack. */
  function choices(state: State): Choices {
    const mover = state[at.mover];
    if (mover < 0) return { actions: [], range: null };
    if (options.actions !== 'full') {
      const actions = new Int32Array(table.actionCount);
      return { actions: Array.from(actions.subarray(0, betting.legal(state, actions))), range: null };
    }
    const passive = state[at.stake] > betOf(state, mover) ? [FOLD, CALL] : [CALL];
    const range = betting.raiseRange(state);
    if (range === null || range.most - range.least >= NAMED) return { actions: passive, range };
    const amounts = Array.from({ length: range.most - range.least + 1 }, (_, step) => range.least + step);
    return { actions: [...passive, ...amounts.map((to) => to + 1)], range: null };
  }

  const verb = (state: State): string => (state[at.stake] > 0 ? 'raise' : 'bet');
  const verbTo = (state: State): string => (state[at.stake] > 0 ? 'raise to' : 'bet');

  function actionName(state: State, action: number): string {
    if (state[at.mover] < 0) {
      return cards.isShowing(state) ? 'show hands' : `deal ${cardSymbol(action + table.firstCard)}`;
    }
    if (action === FOLD) return 'fold';
    if (action === CALL) return state[at.stake] > betOf(state, state[at.mover]) ? 'call' : 'check';
    if (options.actions === 'fixed') return verb(state);
    if (options.actions === 'fractions' && action === table.actionCount - 1) return 'all-in';
    return `${verbTo(state)} ${betting.amountOf(state, action)}`;
  }

  /** Chips that an action takes from the stack of the mover. */
  function cost(state: State, action: number): number {
    const seat = state[at.mover];
    if (action === FOLD) return 0;
    if (action >= RAISE) return betting.amountOf(state, action) - betOf(state, seat);
    return Math.min(state[at.stake] - betOf(state, seat), state[at.stack + seat]);
  }

  return { betOf, who, Who, s, hand, board, strength, madeHand, choices, verb, verbTo, actionName, cost };
}
