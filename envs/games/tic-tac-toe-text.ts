import type { State } from '../core/game.ts';
import { parseName, type TextFace } from '../core/text.ts';

const MARKS = ['x', 'o'];

/** Tic-tac-toe in words: cells are called 1 to 9, as on a keypad read from the top. */
export function ticTacToeText({ at }: { at: Readonly<Record<'side' | 'turn' | 'end', number>> }): TextFace {
  const markAt = (state: State, cell: number): string | undefined =>
    MARKS.find((_, side) => (state[at.side + side] >> cell) & 1);
  const free = (state: State): number[] =>
    Array.from({ length: 9 }, (_, cell) => cell).filter((cell) => markAt(state, cell) === undefined);
  const row = (state: State, first: number): string =>
    [first, first + 1, first + 2].map((cell) => markAt(state, cell) ?? String(cell + 1)).join(' | ');

  return {
    rules: (role) =>
      [
        `Tic-tac-toe; you play ${MARKS[role]}, and x begins.`,
        'Three in a row, column or diagonal win; a full board is a draw.',
        'Answer with the number of a free cell in brackets, such as [5].',
      ].join('\n'),

    view(state, seat) {
      const lines = [`You play ${MARKS[seat]}.`];
      lines.push(` ${row(state, 0)}`, '---+---+---', ` ${row(state, 3)}`, '---+---+---', ` ${row(state, 6)}`);
      if (state[at.end] === 0 && (state[at.turn] & 1) === seat) {
        lines.push(
          `Your turn: ${free(state)
            .map((cell) => `[${cell + 1}]`)
            .join(' ')}.`,
        );
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const side = state[at.turn] & 1;
      return side === seat ? `You take cell ${action + 1}.` : `${MARKS[side]} takes cell ${action + 1}.`;
    },

    actionName: (_state, action) => String(action + 1),

    parse(state, reply) {
      const cells = free(state);
      const found = parseName(
        reply,
        cells.map((cell) => String(cell + 1)),
      );
      return typeof found === 'number' ? cells[found] : found;
    },
  };
}
