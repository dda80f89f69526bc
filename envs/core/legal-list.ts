import type { Game, State } from './game.ts';

const scratches = new WeakMap<Game, Int32Array>();

/** The mover's legal actions, ascending: a list as long as they are many. One row of `maxLegal` serves a game's calls. */
export function legalList(game: Game, state: State): number[] {
  let scratch = scratches.get(game);
  if (scratch === undefined) scratches.set(game, (scratch = new Int32Array(game.maxLegal)));
  return Array.from(scratch.subarray(0, game.legal(state, scratch)));
}
