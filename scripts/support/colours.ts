import type { Screen } from './wrap.ts';

/** A red card, or the suit alone. */
const RED = /(?:10|[2-9TJQKA])?[♥♦]/g;

/** What the eye looks for first. */
const BOLD = /^Your turn\b|\bPot: \d+/gm;

/**
 * Hearts and diamonds in red, as on cards, and the turn and the pot in bold, where the screen shows colours (`NO_COLOR` says
 * that it does not).
 */
export function coloured(text: string, screen: Screen): string {
  if (screen.hasColors?.() !== true) return text;
  return text.replace(RED, '\u001b[31m$&\u001b[39m').replace(BOLD, '\u001b[1m$&\u001b[22m');
}
