import { OptionError } from '../../core/errors.ts';
import { type Game, type State } from '../../core/game.ts';

/** A game in which every seat chooses once, all at the same time, as something that can be played again and again. */
export interface OneRound {
  /** Each seat's legal actions, ascending: [seats]. */
  readonly legal: readonly Int32Array[];
  /** A position in which the seat chooses, whatever else happened: [seats]. */
  readonly positions: readonly State[];
  /** Writes what every seat is paid into `out` [seats], where seat s does `state[first + s]`. */
  pay(state: State, first: number, out: Float64Array): void;
}

/**
 * Looks at a game's only round.
 * @throws OptionError where chance moves, seats choose one after the other, or one of them not exactly once.
 */
export function oneRound(game: Game): OneRound {
  const { seats, start, mover, legal, choosing, apply, returns } = game;
  const refuse = (why: string): never => {
    throw new OptionError(
      `repeated_game: in ${game.spec} ${why}; take a game of one simultaneous choice, such as prisoners_dilemma or public_goods.`,
    );
  };
  if (game.chanceKind !== 'none') refuse('chance moves');
  if (!choosing) return refuse('seats do not choose at the same time');

  const lists: Int32Array[] = [];
  const positions: State[] = [];
  const state: State = new Int32Array(game.stateSize);
  const actions = new Int32Array(game.maxLegal);
  start(state);
  if (choosing(state, new Int32Array(seats)) < seats) refuse('not all seats choose at the same time');
  for (let seat = mover(state); seat >= 0; seat = mover(state)) {
    if (positions[seat] !== undefined) refuse(`player ${seat + 1} chooses more than once`);
    positions[seat] = state.slice();
    lists[seat] = actions.slice(0, legal(state, actions));
    apply(state, lists[seat][0]);
  }

  const scratch: State = new Int32Array(game.stateSize);
  return {
    legal: lists,
    positions,
    pay(state, first, out) {
      start(scratch);
      for (let seat = mover(scratch); seat >= 0; seat = mover(scratch)) {
        apply(scratch, state[first + seat]);
      }
      returns(scratch, out);
    },
  };
}
