import type { NaiveGame } from './naive-game.ts';

export class NaiveConnectFour implements NaiveGame {
  private readonly board: (number | undefined)[][];
  private readonly rows: number;
  private readonly columns: number;
  private readonly connect: number;
  private turn = 0;

  constructor(rows = 6, columns = 7, connect = 4) {
    this.rows = rows;
    this.columns = columns;
    this.connect = connect;
    this.board = Array.from({ length: rows }, () => new Array<number | undefined>(columns).fill(undefined));
  }

  currentPlayer(): number {
    return this.winner() !== undefined || this.turn === this.rows * this.columns ? -2 : this.turn % 2;
  }

  legalActions(): number[] {
    if (this.currentPlayer() < 0) return [];
    return [...Array(this.columns).keys()].filter((column) => this.at(this.rows - 1, column) === undefined);
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    return [];
  }

  applyAction(action: number): void {
    const row = this.board.find((cells) => cells[action] === undefined);
    if (row) row[action] = this.turn % 2;
    this.turn++;
  }

  returns(): number[] {
    const winner = this.winner();
    if (winner === undefined) return [0, 0];
    return winner === 0 ? [1, -1] : [-1, 1];
  }

  observation(player: number): number[] {
    const cells = this.board.flat();
    return [
      ...cells.map((stone) => (stone === player ? 1 : 0)),
      ...cells.map((stone) => (stone === 1 - player ? 1 : 0)),
      this.currentPlayer() === player ? 1 : 0,
    ];
  }

  private at(row: number, column: number): number | undefined {
    return this.board[row]?.[column];
  }

  private winner(): number | undefined {
    const directions = [
      [0, 1],
      [1, 0],
      [1, 1],
      [1, -1],
    ] as const;
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const stone = this.at(row, column);
        if (stone === undefined) continue;
        for (const [up, right] of directions) {
          const line = Array.from({ length: this.connect }, (_, step) =>
            this.at(row + step * up, column + step * right),
          );
          if (line.every((other) => other === stone)) return stone;
        }
      }
    }
    return undefined;
  }
}
