import type { OneShotWords } from './one-shot-text.ts';
import type { PayoffTable } from './payoff-table.ts';

/** A table of payoffs that is to be told in words. */
export interface NamedTable extends PayoffTable {
  /** What the game is called, as the first words of its rules. */
  readonly title: string;
  /** What there is to know besides the table, a sentence each. */
  readonly lines: readonly string[];
  /** What each seat's actions are called: [seats][actions]. */
  readonly names: readonly (readonly string[])[];
  readonly symmetric: boolean;
}

/** The words of a game that is a table of payoffs, which is drawn for whoever reads it. */
export function payoffTableWords(table: NamedTable): OneShotWords {
  const { counts, title, lines, names, symmetric } = table;
  const players = counts.length;
  const everybody = players === 2 ? 'both players choose' : `all ${players} players choose`;
  const alike = names.every((list) => list.join() === names[0].join());
  const drawing = (reader: number): string =>
    players === 2 ? drawnForTwo(table, reader) : drawnForMany(table);

  return {
    names,
    past: 'chose',
    present: 'choose',
    ask: 'Choose',
    board: (seat) =>
      symmetric && players === 2 ? drawing(seat) : `You are player ${seat + 1}.\n${drawing(seat)}`,
    rules(role) {
      const known = role >= 0 && !symmetric;
      return [
        `${title}: ${everybody} at the same time${known ? `; you are player ${role + 1}` : ''}.`,
        ...lines,
        drawing(role),
        answerFormat(role < 0 && !alike ? undefined : names[Math.max(role, 0)]),
      ].join('\n');
    },
  };
}

function answerFormat(names: readonly string[] | undefined): string {
  if (names === undefined) return 'Answer with your choice in brackets.';
  const marked = names.map((name) => `[${name}]`);
  const list = marked.length === 1 ? marked[0] : `${marked.slice(0, -1).join(', ')} or ${marked.at(-1)}`;
  return `Answer with your choice in brackets: ${list}.`;
}

/** Rows are the reader's, and its payoff comes first; for nobody in particular, rows are player 1's. */
function drawnForTwo({ counts, payoffs, names }: NamedTable, reader: number): string {
  const own = Math.max(reader, 0);
  const [you, other] = reader < 0 ? ['player 1', 'player 2'] : ['you', 'the other player'];
  const cell = (row: number, column: number): string => {
    const index = own === 0 ? row * counts[1] + column : column * counts[1] + row;
    return `${payoffs[2 * index + own]}, ${payoffs[2 * index + 1 - own]}`;
  };
  return [
    `What ${you === 'you' ? 'you get' : `${you} gets`}, then what ${other} gets:`,
    ...drawn(`${you} \\ ${other}`, names[own], names[1 - own], cell),
  ].join('\n');
}

/** A table of players 1 and 2 for everything that the others may choose. */
function drawnForMany({ counts, payoffs, names }: NamedTable): string {
  const seats = counts.length;
  const others = counts.slice(2).reduce((product, count) => product * count, 1);
  const blocks = Array.from({ length: others }, (_, choice) => {
    const cell = (row: number, column: number): string => {
      const index = seats * ((row * counts[1] + column) * others + choice);
      return Array.from(payoffs.subarray(index, index + seats)).join(', ');
    };
    const chosen = choicesOf(choice, counts.slice(2)).map(
      (action, index) => `player ${index + 3} chooses ${names[index + 2][action]}`,
    );
    return [`If ${chosen.join(' and ')}:`, ...drawn('player 1 \\ player 2', names[0], names[1], cell)].join(
      '\n',
    );
  });
  return ['What player 1 gets, then player 2, and so on:', ...blocks].join('\n');
}

/** The actions that make up the index of a joint choice. */
function choicesOf(index: number, counts: readonly number[]): number[] {
  let rest = index;
  return counts
    .map((_, at) => counts[counts.length - 1 - at])
    .map((count) => {
      const action = rest % count;
      rest = Math.floor(rest / count);
      return action;
    })
    .reverse();
}

function drawn(
  corner: string,
  rows: readonly string[],
  columns: readonly string[],
  cell: (row: number, column: number) => string,
): string[] {
  const lines = [
    [corner, ...columns],
    ...rows.map((name, row) => [name, ...columns.map((_, column) => cell(row, column))]),
  ];
  return ruled(lines);
}

/** Columns under each other, the first line parted from the rest. */
export function ruled(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const drawn = lines.map((line) =>
    line
      .map((entry, column) => entry.padEnd(widths[column]))
      .join(' | ')
      .trimEnd(),
  );
  return [drawn[0], widths.map((width) => '-'.repeat(width)).join('-+-'), ...drawn.slice(1)];
}
