import { type Game, TERMINAL } from '../core/game.ts';

/** A counterexample longer than this is told from its end. */
const TOLD = 24;

/** A playthrough in words: `chance: deal J♠ (0), seat 0: check (1)`. */
export function tell(game: Game, history: readonly number[]): string {
  if (history.length === 0) return 'At the start';
  const told = history.map((action) => String(action));
  try {
    const state = new Int32Array(game.stateSize);
    game.start(state);
    for (const [turn, action] of history.entries()) {
      const mover = game.mover(state);
      if (mover === TERMINAL) break;
      // A broken game may call an action anything, or nothing.
      const name: unknown = game.text.actionName(state, action);
      const words =
        typeof name === 'string' && name !== String(action) ? `${name} (${action})` : String(action);
      told[turn] = `${mover >= 0 ? `seat ${mover}` : 'chance'}: ${words}`;
      game.apply(state, action);
    }
  } catch {
    // A broken game may be unable to name its actions; the numbers, already there, tell the rest.
  }
  const skipped = told.length - TOLD;
  return `After ${skipped > 0 ? `${skipped} turns and ` : ''}${told.slice(-TOLD).join(', ')}`;
}

/** A value in quotes, cut where it is long. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
