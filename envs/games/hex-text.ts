import type { State } from '../core/game.ts';
import type { TextFace } from '../core/text.ts';
import { drawHex, HEX_GOALS, HEX_MARKS, hexCellName, hexRules, parseHexCell } from './hex-words.ts';

/** Free cells are all told where there are so few. */
const FEW = 9;

interface HexTable {
  readonly rows: number;
  readonly columns: number;
  readonly swap: boolean;
  /** Words of a set of cells. */
  readonly words: number;
  readonly at: Readonly<Record<'stones' | 'turn' | 'end', number>>;
}

/** Hex in words: stones are x and o, a cell is called by the letter of its column and the number of its row. */
export function hexText({ rows, columns, swap, words, at }: HexTable): TextFace {
  const cells = Array.from({ length: rows * columns }, (_, cell) => cell);
  const names = [...cells.map((cell) => hexCellName(cell, columns)), 'swap'];
  const mirrored = (cell: number): number => (cell % columns) * columns + Math.floor(cell / columns);

  const has = (state: State, seat: number, cell: number): boolean =>
    ((state[at.stones + seat * words + (cell >> 5)] >> (cell & 31)) & 1) === 1;
  /** The seat whose stone is there, −1 for none. */
  const ownerOf = (state: State, cell: number): number =>
    has(state, 0, cell) ? 0 : has(state, 1, cell) ? 1 : -1;
  const free = (state: State): number[] => cells.filter((cell) => ownerOf(state, cell) < 0);
  const maySwap = (state: State): boolean => swap && state[at.turn] === 1 && state[at.end] === 0;
  const firstStone = (state: State): number => cells.findIndex((cell) => ownerOf(state, cell) === 0);
  const swapsTo = (state: State): string =>
    `the stone at ${names[firstStone(state)]} is now an o at ${names[mirrored(firstStone(state))]}`;
  const legal = (state: State): number[] => [...free(state), ...(maySwap(state) ? [cells.length] : [])];
  const board = (state: State): string[] =>
    drawHex(rows, columns, (cell) => HEX_MARKS[ownerOf(state, cell)] ?? '.');
  const ending = (state: State): string => {
    const winner = state[at.end] - 1;
    return `${HEX_MARKS[winner]} has joined ${HEX_GOALS[winner]} and wins.`;
  };
  const whyNot = (state: State, action: number): string => {
    if (action < cells.length)
      return `${names[action]} is taken: ${HEX_MARKS[ownerOf(state, action)]} is there.`;
    if (!swap) return 'There is no swap in this game.';
    return state[at.turn] === 0
      ? 'There is no stone to swap yet.'
      : 'It is too late to swap: only the first stone can be taken over, in answer to it.';
  };

  return {
    rules: (role) =>
      [
        ...hexRules('Hex', rows, columns, role),
        'In turn each puts a stone on a free cell; x begins.',
        ...(swap
          ? [
              'o may answer the first stone by [swap]: the stone becomes o, mirrored at the long diagonal (b3 is then c2).',
            ]
          : []),
        'Answer with a free cell in brackets, its column and its row, such as [a1].',
      ].join('\n'),

    view(state, seat) {
      const lines = [`You play ${HEX_MARKS[seat]}: join ${HEX_GOALS[seat]}.`, ...board(state)];
      if (state[at.end] !== 0) lines.push(ending(state));
      else if ((state[at.turn] & 1) === seat) {
        const open = free(state);
        const few = open.map((cell) => `[${names[cell]}]`).join(' ');
        const choice = open.length > FEW ? `any free cell, such as [${names[open[open.length >> 1]]}]` : few;
        lines.push(`Your turn: ${choice}${maySwap(state) ? ' or [swap]' : ''}.`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.turn] & 1;
      const who = mover === seat ? 'You' : HEX_MARKS[mover];
      if (action === cells.length) return `${who} ${mover === seat ? 'swap' : 'swaps'}: ${swapsTo(state)}.`;
      return `${who} ${mover === seat ? 'take' : 'takes'} ${names[action]}.`;
    },

    actionName: (_state, action) => names[action],

    parse: (state, reply) =>
      parseHexCell(reply, { names, legal: legal(state), why: (action) => whyNot(state, action) }),

    spectator: (state) => [...board(state), ...(state[at.end] === 0 ? [] : [ending(state)])].join('\n'),
  };
}
