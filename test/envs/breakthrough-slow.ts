/** A step of one piece, told by its squares: columns and rows from white's lower left. */
export interface SlowMove {
  readonly from: readonly [column: number, row: number];
  readonly to: readonly [column: number, row: number];
}

/** Breakthrough as the rules read: pieces are `column,row` texts in two lists. Slow, and without a bit or a table. */
export class SlowBreakthrough {
  readonly rows: number;
  readonly columns: number;
  readonly pieces: [Set<string>, Set<string>] = [new Set(), new Set()];
  mover: 0 | 1 = 0;
  winner: 0 | 1 | undefined;

  constructor(rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    for (let column = 0; column < columns; column++) {
      for (const row of [0, 1]) {
        this.pieces[0].add(`${column},${row}`);
        this.pieces[1].add(`${column},${rows - 1 - row}`);
      }
    }
  }

  /** All moves, in no particular order. */
  moves(): SlowMove[] {
    if (this.winner !== undefined) return [];
    const own = this.pieces[this.mover];
    const other = this.pieces[1 - this.mover];
    const ahead = this.mover === 0 ? 1 : -1;
    return [...own].flatMap((square) => {
      const [column, row] = square.split(',').map(Number);
      return [-1, 0, 1].flatMap((aside): SlowMove[] => {
        const to = [column + aside, row + ahead] as const;
        const [toColumn, toRow] = to;
        if (toColumn < 0 || toColumn >= this.columns || toRow < 0 || toRow >= this.rows) return [];
        const blocked = own.has(to.join()) || (aside === 0 && other.has(to.join()));
        return blocked ? [] : [{ from: [column, row], to }];
      });
    });
  }

  play({ from, to }: SlowMove): void {
    this.pieces[this.mover].delete(from.join());
    this.pieces[this.mover].add(to.join());
    this.pieces[1 - this.mover].delete(to.join());
    const goal = this.mover === 0 ? this.rows - 1 : 0;
    if (to[1] === goal || this.pieces[1 - this.mover].size === 0) this.winner = this.mover;
    this.mover = this.mover === 0 ? 1 : 0;
  }

  /** The number of a move as the game's documentation has it. */
  action({ from: [column, row], to: [toColumn] }: SlowMove): number {
    const rank = this.mover === 0 ? row : this.rows - 1 - row;
    return rank * (3 * this.columns - 2) + 3 * column + (toColumn - column);
  }

  name({ from, to }: SlowMove): string {
    const square = ([column, row]: readonly [number, number]): string => `${'abcdefghij'[column]}${row + 1}`;
    return `${square(from)}${this.pieces[1 - this.mover].has(to.join()) ? 'x' : '-'}${square(to)}`;
  }

  /** Own pieces, the other's, and whether the seat is to move; row by row from the seat's own side. */
  observation(seat: 0 | 1): number[] {
    const plane = (side: number): number[] =>
      Array.from({ length: this.rows * this.columns }, (_, cell) => {
        const rank = Math.floor(cell / this.columns);
        const row = seat === 0 ? rank : this.rows - 1 - rank;
        return this.pieces[side].has(`${cell % this.columns},${row}`) ? 1 : 0;
      });
    const toMove = this.winner === undefined && this.mover === seat;
    return [...plane(seat), ...plane(1 - seat), toMove ? 1 : 0];
  }

  copy(): SlowBreakthrough {
    const copy = new SlowBreakthrough(this.rows, this.columns);
    copy.pieces[0] = new Set(this.pieces[0]);
    copy.pieces[1] = new Set(this.pieces[1]);
    copy.mover = this.mover;
    copy.winner = this.winner;
    return copy;
  }
}
