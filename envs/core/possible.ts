import { CHANCE, type Game, type State, TERMINAL } from './game.ts';
import { legalList } from './legal-list.ts';

/** Whether an action is legal for the mover, or a chance outcome can happen, in this state. */
export function isPossible(game: Game, state: State, action: number): boolean {
  const mover = game.mover(state);
  if (mover === TERMINAL) return false;
  if (mover !== CHANCE) return legalList(game, state).includes(action);
  if (!(Number.isInteger(action) && action >= 0 && action < game.chanceCount)) return false;
  if (game.chanceKind !== 'exact') return true;
  const probabilities = new Float64Array(game.chanceCount);
  game.chance(state, probabilities);
  return probabilities[action] > 0;
}
