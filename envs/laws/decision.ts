import { type Game, TERMINAL } from '../core/game.ts';
import { informationState } from '../core/information.ts';
import { observationOf } from './answers.ts';
import { legalOf, walk } from './playthrough.ts';

/** A decision of some seat along a playthrough. */
export interface Decision {
  readonly seat: number;
  readonly observation: Float32Array;
  readonly legal: readonly number[];
  readonly tokens: readonly number[];
  readonly history: readonly number[];
}

/** Every decision of a playthrough. */
export function decisionsOf(game: Game, choices: readonly number[]): Decision[] {
  const decisions: Decision[] = [];
  for (const { state, mover, history } of walk(game, choices)) {
    if (mover >= 0) decisions.push(decisionAt(game, state, mover, history.slice()));
  }
  return decisions;
}

function decisionAt(game: Game, state: Int32Array, seat: number, history: readonly number[]): Decision {
  const tokens = informationState(game, history, seat);
  return {
    seat,
    observation: observationOf(game, state, seat),
    legal: legalOf(game, state),
    tokens,
    history,
  };
}

/** Every decision of one seat along a history. */
export function decisionsAlong(game: Game, history: readonly number[], seat: number): Decision[] {
  const state = new Int32Array(game.stateSize);
  const decisions: Decision[] = [];
  game.start(state);
  for (let turn = 0; ; turn++) {
    const mover = game.mover(state);
    if (mover === seat) decisions.push(decisionAt(game, state, seat, history.slice(0, turn)));
    if (turn === history.length || mover === TERMINAL) return decisions;
    game.apply(state, history[turn]);
  }
}
