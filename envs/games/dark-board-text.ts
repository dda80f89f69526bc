import type { State } from '../core/game.ts';
import type { NamedActions, ParseFailure, TextFace } from '../core/text.ts';
import type { Board } from './dark-board.ts';
import { type DarkTable, DRAW, logCell, logPlaced, logSeat } from './dark-board-state.ts';

/** Cells are all told where there are so few. */
const FEW = 9;

const MARKS = ['x', 'o'] as const;

/** The board that lies in the dark, in words. */
export interface BoardWords {
  /** Names of the cells. */
  readonly names: readonly string[];
  /** What is put on a cell. */
  readonly piece: 'mark' | 'stone';
  /** What the game is, on which board, and how it is won: lines of the rules, for x, o or whoever (−1). */
  rules(role: number): readonly string[];
  /** What a seat is after, in a few words. */
  goal(seat: number): string;
  /** The board in lines; `markAt` answers nothing where nothing is seen. */
  draw(markAt: (cell: number) => string | undefined): readonly string[];
  /** Reads a reply that names a cell. */
  parse(reply: string, cells: Omit<NamedActions, 'format'>): number | ParseFailure;
}

/** A game in the dark in words: a seat is shown what it has put down, and what it has run into of the other's. */
export function darkText(words: BoardWords, table: DarkTable, board: Board): TextFace {
  const { cells, at, version, told } = table;
  const { names, piece } = words;
  const log = (state: State): number[] => Array.from(state.subarray(at.log, at.log + state[at.count]));
  const tries = (state: State, seat: number): number[] =>
    log(state).filter((entry) => logSeat(entry) === seat);
  const legal = (state: State): number[] => {
    if (state[at.end] !== 0) return [];
    const tried = new Set(tries(state, state[at.seat]).map(logCell));
    return Array.from({ length: cells }, (_, cell) => cell).filter((cell) => !tried.has(cell));
  };
  const outcome = (entry: number): string =>
    names[logCell(entry)] + (logPlaced(entry) === 1 ? '' : ' (taken)');
  /** Why a cell that the mover has tried cannot be tried again. */
  const whyNot = (state: State, cell: number): string => {
    const tried = tries(state, state[at.seat]).find((entry) => logCell(entry) === cell);
    return tried !== undefined && logPlaced(tried) === 1
      ? `Your own ${piece} is on ${names[cell]}.`
      : `You know that ${names[cell]} is taken.`;
  };
  const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

  return {
    rules: (role) =>
      [
        ...words.rules(role),
        `Neither sees where the other puts ${piece}s. In turn each tries a cell; x begins. A free cell gets your ${piece}, and the turn passes.`,
        `A cell that has the other's ${piece} is refused: you learn that it is taken, and ${
          version === 'classical' ? 'try again' : 'your turn is lost'
        }.`,
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
        lines.push(`Your tries: ${own.map(outcome).join(', ')}.`);
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

    parse: (state, reply) =>
      words.parse(reply, { names, legal: legal(state), why: (cell) => whyNot(state, cell) }),

    spectator(state) {
      const stones = log(state).filter((entry) => logPlaced(entry) === 1);
      const marks = new Map(stones.map((entry) => [logCell(entry), MARKS[logSeat(entry)]]));
      const tried = MARKS.map((mark, seat) => {
        const own = tries(state, seat).map(outcome);
        return `${mark} tried ${own.length === 0 ? 'nothing' : own.join(', ')}.`;
      });
      return ['The whole board:', ...words.draw((cell) => marks.get(cell)), ...tried].join('\n');
    },
  };
}
