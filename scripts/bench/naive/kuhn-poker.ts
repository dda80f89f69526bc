import type { NaiveGame } from './naive-game.ts';

export class NaiveKuhn implements NaiveGame {
  private cards: number[] = [];
  private history: string[] = [];

  currentPlayer(): number {
    if (this.cards.length < 2) return -1;
    return this.isOver() ? -2 : this.history.length % 2;
  }

  legalActions(): number[] {
    return this.isOver() ? [] : [0, 1];
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    const left = [0, 1, 2].filter((card) => !this.cards.includes(card));
    return left.map((outcome) => ({ outcome, probability: 1 / left.length }));
  }

  applyAction(action: number): void {
    if (this.cards.length < 2) this.cards.push(action);
    else this.history.push(action === 1 ? 'b' : 'p');
  }

  returns(): number[] {
    if (!this.isOver()) return [0, 0];
    const line = this.history.join('');
    const higher = (this.cards[0] ?? 0) > (this.cards[1] ?? 0) ? 1 : -1;
    const first = { pp: higher, bp: 1, pbp: -1, bb: 2 * higher, pbb: 2 * higher }[line] ?? 0;
    return [first, -first];
  }

  observation(player: number): number[] {
    const card = this.cards[player];
    const betting = this.history.flatMap((move) => (move === 'p' ? [1, 0] : [0, 1]));
    return [
      ...[0, 1].map((seat) => (seat === player ? 1 : 0)),
      ...[0, 1, 2].map((one) => (one === card ? 1 : 0)),
      ...betting,
      ...new Array<number>(6 - betting.length).fill(0),
    ];
  }

  private isOver(): boolean {
    return ['pp', 'bp', 'bb', 'pbp', 'pbb'].includes(this.history.join(''));
  }
}
