import { CHANCE, type Game, type State, TERMINAL } from '@parlor/envs';

/** Histories of exactly each depth, chance outcomes and actions counted alike. */
export function perft(game: Game): number[] {
  const counts: number[] = [];
  const walk = (state: State, depth: number): void => {
    counts[depth] = (counts[depth] ?? 0) + 1;
    for (const action of choices(game, state)) {
      const next = state.slice();
      game.apply(next, action);
      walk(next, depth + 1);
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state, 0);
  return counts;
}

/** What can happen here: outcomes of chance that are possible, or legal actions. */
export function choices(game: Game, state: State): number[] {
  const mover = game.mover(state);
  if (mover === TERMINAL) return [];
  if (mover === CHANCE) {
    const probabilities = new Float64Array(game.chanceCount);
    game.chance(state, probabilities);
    return Array.from(probabilities.keys()).filter((outcome) => probabilities[outcome] > 0);
  }
  const legal = new Int32Array(game.maxLegal);
  return Array.from(legal.subarray(0, game.legal(state, legal)));
}
