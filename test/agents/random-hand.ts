import { CHANCE, type Game, type Random, TERMINAL } from '@parlor/envs';
import { choices } from '../envs/perft.ts';

/** A hand at random, with small raises: chance outcomes and actions. */
export function randomHand(game: Game, random: Random): number[] {
  const state = new Int32Array(game.stateSize);
  const history: number[] = [];
  game.start(state);
  while (game.mover(state) !== TERMINAL) {
    const possible = choices(game, state);
    const few = game.mover(state) === CHANCE ? possible.length : Math.min(possible.length, 3);
    const step = possible[random.below(few)];
    history.push(step);
    game.apply(state, step);
  }
  return history;
}
