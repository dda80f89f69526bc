import assert from 'node:assert/strict';
import type { Game } from '@parlor/envs';
import { choices } from './perft.ts';

/** A state after the named actions and outcomes, each of which must be possible. */
export function afterNames(game: Game, names: readonly string[]): Int32Array {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const name of names) {
    const action = choices(game, state).find((choice) => game.text.actionName(state, choice) === name);
    assert.ok(action !== undefined, `"${name}" is possible`);
    game.apply(state, action);
  }
  return state;
}

export function returnsOf(game: Game, state: Int32Array): number[] {
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return Array.from(out);
}
