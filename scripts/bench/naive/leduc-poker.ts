import type { NaiveGame } from './naive-game.ts';

export class NaiveLeduc implements NaiveGame {
  private cards: number[] = [];
  private publicCard: number | undefined;
  private rounds: string[][] = [[], []];
  private round = 0;
  private paid = [1, 1];
  private folded: number | undefined;

  currentPlayer(): number {
    if (this.cards.length < 2) return -1;
    if (this.folded !== undefined || this.round === 2) return -2;
    if (this.round === 1 && this.publicCard === undefined) return -1;
    return (this.rounds[this.round]?.length ?? 0) % 2;
  }

  legalActions(): number[] {
    const player = this.currentPlayer();
    if (player < 0) return [];
    const actions = [1];
    if ((this.paid[player] ?? 0) < Math.max(...this.paid)) actions.unshift(0);
    if ((this.rounds[this.round] ?? []).filter((move) => move === 'raise').length < 2) actions.push(2);
    return actions;
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    const left = [0, 1, 2, 3, 4, 5].filter((card) => !this.cards.includes(card));
    return left.map((outcome) => ({ outcome, probability: 1 / left.length }));
  }

  applyAction(action: number): void {
    if (this.cards.length < 2) {
      this.cards.push(action);
      return;
    }
    if (this.round === 1 && this.publicCard === undefined) {
      this.publicCard = action;
      return;
    }
    const player = this.currentPlayer();
    const moves = this.rounds[this.round] ?? [];
    const stake = Math.max(...this.paid);
    if (action === 0) {
      this.folded = player;
      moves.push('fold');
    } else if (action === 1) {
      this.paid[player] = stake;
      moves.push('call');
      if (moves.length >= 2) this.round++;
    } else {
      this.paid[player] = stake + (this.round === 0 ? 2 : 4);
      moves.push('raise');
    }
  }

  returns(): number[] {
    if (this.currentPlayer() !== -2) return [0, 0];
    if (this.folded !== undefined) {
      const lost = this.paid[this.folded] ?? 0;
      return this.folded === 0 ? [-lost, lost] : [lost, -lost];
    }
    const strength = this.cards.map((card) => {
      const rank = Math.floor(card / 2);
      return rank === Math.floor((this.publicCard ?? 0) / 2) ? 10 + rank : rank;
    });
    const lead = Math.sign((strength[0] ?? 0) - (strength[1] ?? 0));
    return [lead * (this.paid[1] ?? 0), -lead * (this.paid[0] ?? 0)];
  }

  observation(player: number): number[] {
    const oneHot = (index: number | undefined, size: number): number[] =>
      Array.from({ length: size }, (_, place) => (place === index ? 1 : 0));
    const betting = this.rounds.flatMap((moves) => {
      const seen = moves.flatMap((move) => (move === 'call' ? [1, 0] : [0, 1]));
      return [...seen, ...new Array<number>(Math.max(0, 8 - seen.length)).fill(0)];
    });
    return [
      ...oneHot(player, 2),
      ...oneHot(this.cards[player], 6),
      ...oneHot(this.publicCard, 6),
      ...betting,
    ];
  }
}
