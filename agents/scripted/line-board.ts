/** A board on which so many neighbours in a row, a column or a diagonal win, as the lines through each of its cells. */
export class LineBoard {
  private readonly length: number;
  /** Of every cell, the cells of all lines through it, line by line. */
  private readonly through: readonly Int32Array[];

  constructor(rows: number, columns: number, length: number) {
    this.length = length;
    const through: number[][] = Array.from({ length: rows * columns }, () => []);
    for (let cell = 0; cell < rows * columns; cell++) {
      for (const [up, right] of [
        [0, 1],
        [1, 0],
        [1, 1],
        [1, -1],
      ]) {
        const lastRow = Math.floor(cell / columns) + up * (length - 1);
        const lastColumn = (cell % columns) + right * (length - 1);
        if (lastRow >= rows || lastColumn < 0 || lastColumn >= columns) continue;
        const line = Array.from({ length }, (_, step) => cell + step * (up * columns + right));
        for (const member of line) through[member].push(...line);
      }
    }
    this.through = through.map((lines) => Int32Array.from(lines));
  }

  /** Whether a stone on a free cell completes a line of the side whose flags begin at `side` in `observations`. */
  completes(observations: Float32Array, side: number, cell: number): boolean {
    const lines = this.through[cell];
    for (let first = 0; first < lines.length; first += this.length) {
      let stones = 0;
      for (let at = first; at < first + this.length; at++) stones += observations[side + lines[at]];
      if (stones === this.length - 1) return true;
    }
    return false;
  }

  /**
   * What a stone on a free cell does for own lines and against those of the other: of every line through it in which
   * only one side stands, 4 to the power of its stones, own lines a little before equal ones of the other. On an empty
   * board that is most in the middle, where most lines cross.
   */
  promise(observations: Float32Array, own: number, other: number, cell: number): number {
    const lines = this.through[cell];
    let promise = 0;
    for (let first = 0; first < lines.length; first += this.length) {
      let mine = 0;
      let theirs = 0;
      for (let at = first; at < first + this.length; at++) {
        mine += observations[own + lines[at]];
        theirs += observations[other + lines[at]];
      }
      if (theirs === 0) promise += 1.25 * 4 ** mine;
      if (mine === 0) promise += 4 ** theirs;
    }
    return promise;
  }
}
