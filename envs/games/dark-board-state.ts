import type { OptionsOf } from '../core/options.ts';

/** How a game is played in the dark. */
export const darkOptions = {
  version: {
    kind: 'choice',
    default: 'classical',
    values: ['classical', 'abrupt'],
    doc: 'on a taken cell the mover tries again (classical), or loses the turn (abrupt)',
  },
  told: {
    kind: 'choice',
    default: 'nothing',
    values: ['nothing', 'number'],
    doc: 'what a seat is told of the tries of the other: nothing, or how many there were',
  },
} as const;

/** A game in the dark, as its words and `resample` need it. */
export interface DarkTable extends OptionsOf<typeof darkOptions> {
  readonly cells: number;
  readonly at: Readonly<Record<'seat' | 'end' | 'placed' | 'count' | 'log', number>>;
}

/** Who has won, in `end` of a state; 0 before the end, 1 + seat for a win. */
export const DRAW = 3;

// An entry of the log of tries: the seat in bit 0, whether it placed a stone in bit 1, the cell above; 1 is added, since
// 0 is no entry.

export const logEntry = (seat: number, cell: number, placed: number): number =>
  1 + seat + 2 * placed + 4 * cell;
export const logSeat = (entry: number): number => (entry - 1) & 1;
export const logPlaced = (entry: number): number => ((entry - 1) >> 1) & 1;
export const logCell = (entry: number): number => (entry - 1) >> 2;
