/** Hex, tic-tac-toe and both in the dark, as one would write them without a thought of speed: an oracle for the tests. */
export type Mark = 'x' | 'o';
type Stones = ReadonlyMap<number, Mark>;

/** Who has won with these stones, if anybody. */
export type Winner = (stones: Stones) => Mark | undefined;

/** Whether neighbouring stones of this mark lead from the top to the bottom (x), or from the left to the right (o). */
export function joined(rows: number, columns: number, stones: Stones, mark: Mark): boolean {
  const cellAt = (row: number, column: number): number => row * columns + column;
  const reached = new Set<number>();
  const visit = (row: number, column: number): boolean => {
    if (row < 0 || row >= rows || column < 0 || column >= columns) return false;
    const cell = cellAt(row, column);
    if (stones.get(cell) !== mark || reached.has(cell)) return false;
    reached.add(cell);
    if (mark === 'x' ? row === rows - 1 : column === columns - 1) return true;
    const near = [
      [row - 1, column],
      [row - 1, column + 1],
      [row, column - 1],
      [row, column + 1],
      [row + 1, column - 1],
      [row + 1, column],
    ] as const;
    return near.some(([r, c]) => visit(r, c));
  };
  return mark === 'x'
    ? Array.from({ length: columns }, (_, column) => column).some((column) => visit(0, column))
    : Array.from({ length: rows }, (_, row) => row).some((row) => visit(row, 0));
}

export function hexWinner(rows: number, columns: number): Winner {
  return (stones) => (['x', 'o'] as const).find((mark) => joined(rows, columns, stones, mark));
}

export const threeInARow: Winner = (stones) => {
  const lines: number[][] = [];
  for (let i = 0; i < 3; i++) lines.push([3 * i, 3 * i + 1, 3 * i + 2], [i, i + 3, i + 6]);
  lines.push([0, 4, 8], [2, 4, 6]);
  return (['x', 'o'] as const).find((mark) =>
    lines.some((line) => line.every((cell) => stones.get(cell) === mark)),
  );
};

/** What became of a try. */
export interface Try {
  readonly mark: Mark;
  readonly cell: number;
  readonly refused: boolean;
}

/** A board in the dark; nothing is ever written to. */
export class SlowDark {
  readonly cells: number;
  readonly winner: Winner;
  readonly abrupt: boolean;
  readonly tries: readonly Try[];

  constructor(cells: number, winner: Winner, abrupt: boolean, tries: readonly Try[] = []) {
    this.cells = cells;
    this.winner = winner;
    this.abrupt = abrupt;
    this.tries = tries;
  }

  get stones(): Map<number, Mark> {
    return new Map(this.tries.filter(({ refused }) => !refused).map(({ cell, mark }) => [cell, mark]));
  }

  /** The result; undefined while the game goes on. */
  get result(): Mark | 'draw' | undefined {
    return this.winner(this.stones) ?? (this.stones.size === this.cells ? 'draw' : undefined);
  }

  get mover(): Mark {
    const last = this.tries.at(-1);
    if (last === undefined) return 'x';
    const other = last.mark === 'x' ? 'o' : 'x';
    return last.refused && !this.abrupt ? last.mark : other;
  }

  get legal(): number[] {
    if (this.result !== undefined) return [];
    const known = new Set(this.tries.filter(({ mark }) => mark === this.mover).map(({ cell }) => cell));
    return Array.from({ length: this.cells }, (_, cell) => cell).filter((cell) => !known.has(cell));
  }

  step(cell: number): SlowDark {
    const next = { mark: this.mover, cell, refused: this.stones.has(cell) };
    return new SlowDark(this.cells, this.winner, this.abrupt, [...this.tries, next]);
  }

  /** All that a seat knows: its own tries, the other's without their cells where it is told, and the result. */
  known(mark: Mark, counted: boolean): string {
    const seen = this.tries.flatMap((one) => {
      if (one.mark === mark) return [`${one.cell}${one.refused ? '!' : ''}`];
      return counted ? ['?'] : [];
    });
    return `${seen.join(' ')} ${this.result ?? ''}`;
  }
}
