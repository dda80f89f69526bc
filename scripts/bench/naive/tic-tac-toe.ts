import type { NaiveGame } from './naive-game.ts';

export class NaiveTicTacToe implements NaiveGame {
  private board: (number | undefined)[] = new Array<number | undefined>(9).fill(undefined);
  private turn = 0;

  currentPlayer(): number {
    return this.winner() !== undefined || this.turn === 9 ? -2 : this.turn % 2;
  }

  legalActions(): number[] {
    if (this.currentPlayer() < 0) return [];
    return [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((cell) => this.board[cell] === undefined);
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    return [];
  }

  applyAction(action: number): void {
    this.board[action] = this.turn % 2;
    this.turn++;
  }

  returns(): number[] {
    const winner = this.winner();
    if (winner === undefined) return [0, 0];
    return winner === 0 ? [1, -1] : [-1, 1];
  }

  observation(player: number): number[] {
    return [
      ...this.board.map((mark) => (mark === player ? 1 : 0)),
      ...this.board.map((mark) => (mark === 1 - player ? 1 : 0)),
      this.currentPlayer() === player ? 1 : 0,
    ];
  }

  private winner(): number | undefined {
    const lines = [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [0, 3, 6],
      [1, 4, 7],
      [2, 5, 8],
      [0, 4, 8],
      [2, 4, 6],
    ];
    for (const line of lines) {
      const [first, ...rest] = line.map((cell) => this.board[cell]);
      if (first !== undefined && rest.every((mark) => mark === first)) return first;
    }
    return undefined;
  }
}
