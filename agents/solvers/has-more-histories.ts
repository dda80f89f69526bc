import { CHANCE, type Game, type State, TERMINAL } from '@parlor/envs';

/** Whether a game has more histories than this. Counting alone is far quicker than keeping them. */
export function hasMoreHistories(game: Game, limit: number): boolean {
  const { start, mover, legal, chance, apply } = game;
  const path: { state: State; actions: Int32Array }[] = [];
  const probabilities = new Float64Array(game.chanceCount);
  const level = (depth: number) =>
    (path[depth] ??= {
      state: new Int32Array(game.stateSize),
      actions: new Int32Array(Math.max(game.maxLegal, game.chanceCount)),
    });
  let count = 0;

  const choices = (state: State, actions: Int32Array): number => {
    if (mover(state) !== CHANCE) return legal(state, actions);
    chance(state, probabilities);
    let some = 0;
    for (let outcome = 0; outcome < probabilities.length; outcome++) {
      if (probabilities[outcome] > 0) actions[some++] = outcome;
    }
    return some;
  };
  const visit = (depth: number): void => {
    count++;
    const { state, actions } = path[depth];
    if (mover(state) === TERMINAL) return;
    const some = choices(state, actions);
    const next = level(depth + 1).state;
    for (let place = 0; place < some && count <= limit; place++) {
      next.set(state);
      apply(next, actions[place]);
      visit(depth + 1);
    }
  };

  start(level(0).state);
  visit(0);
  return count > limit;
}
