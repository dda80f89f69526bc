import type { Screen } from './wrap.ts';

/** A red card, or the suit alone. */
const RED = /(?:10|[2-9TJQKA])?[♥♦]/g;

/** Hearts and diamonds in red, as on cards, where the screen shows colours (`NO_COLOR` says that it does not). */
export function redSuits(text: string, screen: Screen): string {
  return screen.hasColors?.() === true ? text.replace(RED, '\u001b[31m$&\u001b[39m') : text;
}
