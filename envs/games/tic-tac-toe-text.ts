import type { State } from '../core/game.ts';
import { parseAction, type ParseFailure, type TextFace } from '../core/text.ts';

/** How marks and cells are called. */
export interface TicTacToeNames {
  readonly marks: readonly [string, string];
  /** The number of the first cell. */
  readonly first: 0 | 1;
}

interface TicTacToeTable {
  readonly at: Readonly<Record<'side' | 'turn' | 'end', number>>;
  readonly names?: TicTacToeNames;
}

/** Tic-tac-toe in words: x begins, and cells are called 1 to 9, row by row from the top, unless names say otherwise. */
export function ticTacToeText({ at, names = { marks: ['x', 'o'], first: 1 } }: TicTacToeTable): TextFace {
  const { marks, first: lowest } = names;
  const markAt = (state: State, cell: number): string | undefined =>
    marks.find((_, side) => (state[at.side + side] >> cell) & 1);
  const free = (state: State): number[] =>
    Array.from({ length: 9 }, (_, cell) => cell).filter((cell) => markAt(state, cell) === undefined);
  const row = (state: State, first: number): string =>
    [first, first + 1, first + 2].map((cell) => markAt(state, cell) ?? String(cell + lowest)).join(' | ');
  const board = (state: State): string[] => [
    ` ${row(state, 0)}`,
    '---+---+---',
    ` ${row(state, 3)}`,
    '---+---+---',
    ` ${row(state, 6)}`,
  ];

  return {
    rules: (role) =>
      [
        `Tic-tac-toe; ${role < 0 ? '' : `you play ${marks[role]}, and `}${marks[0]} begins.`,
        'Three in a row, column or diagonal win; a full board is a draw.',
        `Answer with the number of a free cell in brackets, such as [${4 + lowest}].`,
      ].join('\n'),

    view(state, seat) {
      const lines = [`You play ${marks[seat]}.`, ...board(state)];
      if (state[at.end] === 0 && (state[at.turn] & 1) === seat) {
        lines.push(
          `Your turn: ${free(state)
            .map((cell) => `[${cell + lowest}]`)
            .join(' ')}.`,
        );
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const side = state[at.turn] & 1;
      return side === seat
        ? `You take cell ${action + lowest}.`
        : `${marks[side]} takes cell ${action + lowest}.`;
    },

    actionName: (_state, action) => String(action + lowest),

    parse: (state, reply): number | ParseFailure =>
      parseAction(reply, {
        names: Array.from({ length: 9 }, (_, cell) => String(cell + lowest)),
        legal: free(state),
        why: (cell) => `Cell ${cell + lowest} is taken: ${markAt(state, cell)} is there.`,
      }),

    spectator: (state) => board(state).join('\n'),
  };
}
