import { OptionError } from '../../core/errors.ts';
import type { Game, State } from '../../core/game.ts';
import { parseSpec, resolveOptions } from '../../core/options.ts';
import { holdemBetting } from './holdem-betting.ts';
import { holdemCards } from './holdem-cards.ts';
import { HOLDEM_OPTIONS, type HoldemOptions } from './holdem-options.ts';
import { holdemSidePots } from './holdem-side-pots.ts';
import { holdemTable } from './holdem-table.ts';

/** What the states of a game of hold'em hold, for those who write hands down or play by rules. It sees all cards. */
export interface HoldemReader {
  readonly options: HoldemOptions;
  /** Cards of a hand: 2 or 4. */
  readonly hole: number;
  /** Outcome c of chance is the card c + firstCard. */
  readonly firstCard: number;
  /** Chips of each seat before anything is posted: [players]. */
  readonly stacks: readonly number[];
  /** What each seat puts into the pot before the blinds, where its stack goes so far: [players]. */
  readonly antes: readonly number[];
  /** What each seat posts as blind or straddle, where its stack goes so far: [players]. */
  readonly posts: readonly number[];
  /** Whether hole cards are still being dealt. */
  isDealing(state: State): boolean;
  /** The hole cards of a seat that have been dealt, ascending. */
  hand(state: State, seat: number): number[];
  /** The board; of the flop all three cards or none. */
  board(state: State): number[];
  /** Chips that a seat has left. */
  stack(state: State, seat: number): number;
  pot(state: State): number;
  /** Chips that a seat which is in has bet and nobody has matched: they come back to it in any case. */
  uncalled(state: State, seat: number): number;
  hasFolded(state: State, seat: number): boolean;
  /** Whether nobody can act any more, though board cards may be missing. */
  isRunOut(state: State): boolean;
  /** Who shows first: who bet or raised last in the last round that was played, else who was first to act in it. */
  firstToShow(state: State): number;
  /** Whether the hand of the seat has been turned up. */
  isShown(state: State, seat: number): boolean;
  /** What a raise or bet of the mover (an action from 2 on) comes to: its chips of this round. */
  amountOf(state: State, action: number): number;
}

/** @throws OptionError where the game is another. */
export function holdemReader(game: Pick<Game, 'id' | 'spec'>): HoldemReader {
  if (game.id !== 'holdem') throw new OptionError(`holdemReader reads holdem, not ${game.spec}.`);
  const options = resolveOptions('holdem', HOLDEM_OPTIONS, parseSpec(game.spec).options);
  const table = holdemTable(options);
  const { at, hole } = table;
  const { amountOf } = holdemBetting(table);
  const { holeCards, isShown } = holdemCards(table);
  const isDealing = (state: State): boolean => state[at.dealt] < holeCards;
  return {
    options,
    hole,
    firstCard: table.firstCard,
    stacks: Array.from(table.stacks),
    antes: Array.from(table.antes),
    posts: Array.from(table.posts),
    isDealing,
    hand(state, seat) {
      const from = at.hole + seat * hole;
      const dealt = Math.max(0, Math.min(hole, state[at.dealt] - seat * hole));
      return Array.from(state.subarray(from, from + dealt));
    },
    board(state) {
      const open = state[at.open];
      return open < 3 ? [] : Array.from(state.subarray(at.board, at.board + open));
    },
    stack: (state, seat) => state[at.stack + seat],
    pot: (state) => state[at.pot],
    uncalled: holdemSidePots(table).unmatched,
    hasFolded: (state, seat) => ((state[at.live] >> seat) & 1) === 0,
    isRunOut: (state) => !isDealing(state) && state[at.mover] < 0 && state[at.actives] < 2,
    firstToShow(state) {
      const round = state[at.round];
      const raiser = state[at.raiser + round];
      if (raiser > 0) return raiser - 1;
      return ((round > 0 ? table.button : table.lastPost) + 1) % table.players;
    },
    isShown,
    amountOf,
  };
}
