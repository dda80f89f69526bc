import { CHANCE, type Game, type State, TERMINAL } from './game.ts';

/** Whether an action is legal for the mover, or a chance outcome can happen, in this state. */
export function isPossible(game: Game, state: State, action: number): boolean {
  const mover = game.mover(state);
  if (mover === TERMINAL) return false;
  if (mover !== CHANCE) {
    const legal = new Int32Array(game.maxLegal);
    return legal.subarray(0, game.legal(state, legal)).includes(action);
  }
  if (!(Number.isInteger(action) && action >= 0 && action < game.chanceCount)) return false;
  if (game.chanceKind !== 'exact') return true;
  const probabilities = new Float64Array(game.chanceCount);
  game.chance(state, probabilities);
  return probabilities[action] > 0;
}
