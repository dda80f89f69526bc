import type { Game, State } from './game.ts';

/**
 * The last position of a closed game, for a person: what the seat sees of it where that is more than sentences, which
 * only repeat what the seat has been told, and then what was hidden from it.
 * @param seat −1 for whoever looks on
 * @returns paragraphs, none where there is nothing to show
 */
export function closingWords({ text, information }: Game, state: State, seat: number): string[] {
  const whole = text.spectator?.(state);
  if (seat < 0) return whole === undefined ? [] : [whole];
  const view = text.view(state, seat);
  return [
    ...(isDrawn(view) ? [view] : []),
    ...(whole === undefined || information === 'perfect' ? [] : [whole]),
  ];
}

/** Whether a view holds more than sentences, such as a board. */
export function isDrawn(view: string): boolean {
  return view.split('\n').some((line) => line.trim() !== '' && !/[.:!?]\s*$/.test(line));
}
