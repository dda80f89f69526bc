/**
 * The yardstick of `parlor bench`: games as one would write them without a thought of speed, one object a game, a
 * fresh list for every question. It is left as it is, so that ratios to it can be compared over the years.
 */
export interface NaiveGame {
  /** Seat to move, −1 for chance, −2 at the end. */
  currentPlayer(): number;
  legalActions(): number[];
  chanceOutcomes(): { outcome: number; probability: number }[];
  applyAction(action: number): void;
  returns(): number[];
  observation(player: number): number[];
}

class NaiveKuhn implements NaiveGame {
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

class NaiveLeduc implements NaiveGame {
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

class NaiveTicTacToe implements NaiveGame {
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

/** New games by name. */
export const NAIVE_GAMES: Readonly<Record<string, () => NaiveGame>> = {
  kuhn_poker: () => new NaiveKuhn(),
  leduc_poker: () => new NaiveLeduc(),
  tic_tac_toe: () => new NaiveTicTacToe(),
};
