import type { State } from '../core/game.ts';
import type { ParseFailure, TextFace } from '../core/text.ts';
import type { Board } from './dark-board.ts';
import { type DarkTable, DRAW, logCell, logPlaced, logSeat } from './dark-board-state.ts';

/** Cells are all told where there are so few. */
const FEW = 9;

const MARKS = ['x', 'o'] as const;

/** The board that lies in the dark, in words. */
export interface BoardWords {
  /** Names of the cells. */
  readonly names: readonly string[];
  /** What the game is, on which board, and how it is won: lines of the rules, for x, o or whoever (−1). */
  rules(role: number): readonly string[];
  /** What a seat is after, in a few words. */
  goal(seat: number): string;
  /** The board in lines; `markAt` answers nothing where no stone is seen. */
  draw(markAt: (cell: number) => string | undefined): readonly string[];
  /** Reads a reply that names one of these cells. */
  parse(reply: string, names: readonly string[]): number | ParseFailure;
}

/** A game in the dark in words: a seat is shown its own stones, and the other's that it has run into. */
export function darkText(words: BoardWords, table: DarkTable, board: Board): TextFace {
  const { cells, at, version, told } = table;
  const { names } = words;
  const log = (state: State): number[] => Array.from(state.subarray(at.log, at.log + state[at.count]));
  const tries = (state: State, seat: number): number[] =>
    log(state).filter((entry) => logSeat(entry) === seat);
  const legal = (state: State): number[] => {
    if (state[at.end] !== 0) return [];
    const tried = new Set(tries(state, state[at.seat]).map(logCell));
    return Array.from({ length: cells }, (_, cell) => cell).filter((cell) => !tried.has(cell));
  };
  const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

  return {
    rules: (role) =>
      [
        ...words.rules(role),
        'Neither sees where the other puts stones. In turn each tries a cell; x begins. A free cell gets the stone, and the turn passes.',
        version === 'classical'
          ? "A cell that has the other's stone is refused: you learn that it is taken, and try again."
          : "A cell that has the other's stone is refused: you learn that it is taken, and your turn is lost.",
        told === 'number'
          ? 'You are told whenever the other tries a cell, but not which, nor whether it was free.'
          : 'Of the tries of the other you are told nothing.',
        `Answer with a cell that you do not know to be taken, in brackets, such as [${names[cells >> 1]}].`,
      ].join('\n'),

    view(state, seat) {
      const own = tries(state, seat);
      const marks = new Map(
        own.map((entry) => [logCell(entry), MARKS[logPlaced(entry) === 1 ? seat : 1 - seat]]),
      );
      const lines = [`You play ${MARKS[seat]}: ${words.goal(seat)}. You see what you have tried yourself.`];
      lines.push(...words.draw((cell) => marks.get(cell)));
      if (own.length > 0) {
        const list = own.map((entry) => names[logCell(entry)] + (logPlaced(entry) === 1 ? '' : ' (taken)'));
        lines.push(`Your tries: ${list.join(', ')}.`);
      }
      if (told === 'number')
        lines.push(`${MARKS[1 - seat]} has tried ${times(state[at.count] - own.length)}.`);
      if (state[at.end] !== 0) {
        lines.push(
          state[at.end] === DRAW ? 'A draw.' : state[at.end] === 1 + seat ? 'You win.' : 'You lose.',
        );
      } else if (state[at.seat] === seat) {
        const open = legal(state);
        const choice = open.length > FEW ? [open[open.length >> 1]] : open;
        const list = choice.map((cell) => `[${names[cell]}]`).join(' ');
        lines.push(`Your turn: ${open.length > FEW ? `any cell that is open, such as ${list}` : list}.`);
      }
      return lines.join('\n');
    },

    event(state, cell, seat) {
      const mover = state[at.seat];
      const taken = board.taken(state, cell);
      const wins = !taken && board.wins(state, mover, cell);
      const fills = !taken && state[at.placed] === cells - 1;
      if (mover !== seat) {
        if (wins) return `${MARKS[mover]} wins.`;
        if (fills) return `${MARKS[mover]} fills the board: a draw.`;
        return told === 'number' ? `${MARKS[mover]} tries a cell.` : null;
      }
      const name = names[cell];
      if (taken) return `${name} is taken: ${version === 'abrupt' ? 'your turn is lost' : 'try again'}.`;
      return wins
        ? `You take ${name} and win.`
        : fills
          ? `You take ${name}: the board is full, a draw.`
          : `You take ${name}.`;
    },

    actionName: (_state, cell) => names[cell],

    parse(state, reply) {
      const open = legal(state);
      const found = words.parse(
        reply,
        open.map((cell) => names[cell]),
      );
      return typeof found === 'number' ? open[found] : found;
    },
  };
}
