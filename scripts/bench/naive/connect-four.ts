import type { NaiveGame } from './naive-game.ts';

const DIRECTIONS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, -1],
] as const;

export class NaiveConnectFour implements NaiveGame {
  private readonly board: (number | undefined)[][];
  private readonly rows: number;
  private readonly columns: number;
  private readonly connect: number;
  private turn = 0;
  private winner: number | undefined;

  constructor(rows = 6, columns = 7, connect = 4) {
    this.rows = rows;
    this.columns = columns;
    this.connect = connect;
    this.board = Array.from({ length: rows }, () => new Array<number | undefined>(columns).fill(undefined));
  }

  currentPlayer(): number {
    return this.winner !== undefined || this.turn === this.rows * this.columns ? -2 : this.turn % 2;
  }

  legalActions(): number[] {
    if (this.currentPlayer() < 0) return [];
    return [...Array(this.columns).keys()].filter((column) => this.at(this.rows - 1, column) === undefined);
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    return [];
  }

  applyAction(action: number): void {
    const player = this.turn % 2;
    const row = this.board.findIndex((cells) => cells[action] === undefined);
    const cells = this.board[row];
    if (!cells) throw new Error(`column ${action} is full`);
    cells[action] = player;
    this.turn++;
    if (this.connects(row, action)) this.winner = player;
  }

  returns(): number[] {
    if (this.winner === undefined) return [0, 0];
    return this.winner === 0 ? [1, -1] : [-1, 1];
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

  /** Whether one of the four lines through this stone is long enough. */
  private connects(row: number, column: number): boolean {
    return DIRECTIONS.some(
      ([up, right]) =>
        1 + this.alike(row, column, up, right) + this.alike(row, column, -up, -right) >= this.connect,
    );
  }

  /** Stones of the same side that follow this one in a direction. */
  private alike(row: number, column: number, up: number, right: number): number {
    const stone = this.at(row, column);
    let count = 0;
    while (this.at(row + (count + 1) * up, column + (count + 1) * right) === stone) count++;
    return count;
  }
}
