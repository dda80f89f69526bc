import type { Game, State } from './game.ts';
import type { Signals } from './time-step.ts';

/**
 * The training signals of an episode that is over, by the names of the stages; none where the game has no stages.
 * @param place seat of the game that a seat of the answer holds; the same unless given
 */
export function signalsOf(game: Game, state: State, place = (seat: number): number => seat): Signals {
  const { stages = [], seats } = game;
  const out = new Float64Array(stages.length * seats);
  game.signals?.(state, out);
  return Object.fromEntries(
    stages.map(({ name }, stage) => [
      name,
      Array.from({ length: seats }, (_, seat) => {
        const value = out[stage * seats + place(seat)];
        return Number.isNaN(value) ? null : value + 0; // JSON has neither NaN nor −0
      }),
    ]),
  );
}
