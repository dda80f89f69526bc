const [FREE, OWN] = [0, 1];

/** Left and right, above and above to the right, below and below to the left. */
const STEPS = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [-1, 1],
  [1, 0],
  [1, -1],
] as const;

/** The shortest chains of one side of a Hex board, `rows` × `columns` cells, by the free cells that they still need. */
export class HexChains {
  private readonly cells: number;
  /** The cells next to each, six places a cell, −1 where the board ends. */
  private readonly neighbours: Int32Array;
  /** For seat 0 top and bottom, for seat 1 left and right: [2][2]. */
  private readonly edges: readonly (readonly Int32Array[])[];
  private readonly fromNear: Int32Array;
  private readonly fromFar: Int32Array;
  private now: Int32Array;
  private next: Int32Array;

  constructor(rows: number, columns: number) {
    this.cells = rows * columns;
    this.neighbours = new Int32Array(6 * this.cells).fill(-1);
    for (let cell = 0; cell < this.cells; cell++) {
      for (const [at, [down, right]] of STEPS.entries()) {
        const row = Math.floor(cell / columns) + down;
        const column = (cell % columns) + right;
        if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
        this.neighbours[6 * cell + at] = row * columns + column;
      }
    }
    const line = (length: number, first: number, step: number): Int32Array =>
      Int32Array.from({ length }, (_, at) => first + at * step);
    this.edges = [
      [line(columns, 0, 1), line(columns, (rows - 1) * columns, 1)],
      [line(rows, 0, columns), line(rows, columns - 1, columns)],
    ];
    [this.fromNear, this.fromFar, this.now, this.next] = Array.from(
      { length: 4 },
      () => new Int32Array(this.cells),
    );
  }

  /**
   * Writes into `through` how many free cells the shortest chain between a seat's edges needs that goes through each
   * free cell, itself included; −1 where none does. `marks` tells what stands on each cell, as that seat knows: 0
   * nothing, 1 an own stone, −1 one of the other.
   */
  measure(marks: Int8Array, seat: number, through: Int32Array): void {
    const [near, far] = this.edges[seat];
    this.walk(marks, near, this.fromNear);
    this.walk(marks, far, this.fromFar);
    for (let cell = 0; cell < this.cells; cell++) {
      const [there, back] = [this.fromNear[cell], this.fromFar[cell]];
      through[cell] = marks[cell] !== FREE || there < 0 || back < 0 ? -1 : there + back - 1;
    }
  }

  /**
   * How many free cells a chain needs from an edge to each cell, that included; −1 where none leads there. Free cells
   * cost 1 and own stones nothing, so cells are met in the order of their cost, and each the first time at its lowest.
   */
  private walk(marks: Int8Array, edge: Int32Array, costs: Int32Array): void {
    const { neighbours } = this;
    costs.fill(-1);
    let count = 0;
    let later = 0;
    const meet = (cell: number, cost: number): void => {
      if (cell < 0 || costs[cell] >= 0) return;
      if (marks[cell] === OWN) {
        costs[cell] = cost;
        this.now[count++] = cell;
      } else if (marks[cell] === FREE) {
        costs[cell] = cost + 1;
        this.next[later++] = cell;
      }
    };
    for (const cell of edge) meet(cell, 0);
    for (let cost = 0; count + later > 0; cost++) {
      while (count > 0) {
        const cell = this.now[--count];
        for (let at = 6 * cell; at < 6 * cell + 6; at++) meet(neighbours[at], cost);
      }
      [this.now, this.next] = [this.next, this.now];
      [count, later] = [later, 0];
    }
  }
}
