import type { NaiveGame } from './naive-game.ts';

interface Bid {
  readonly count: number;
  readonly face: number;
}

const BIDS: readonly Bid[] = [1, 2].flatMap((count) => [1, 2, 3, 4, 5, 6].map((face) => ({ count, face })));

/** One die of six sides each; sixes are wild. */
export class NaiveLiarsDice implements NaiveGame {
  private dice: number[] = [];
  private bids: Bid[] = [];
  private called = false;

  currentPlayer(): number {
    if (this.dice.length < 2) return -1;
    return this.called ? -2 : this.bids.length % 2;
  }

  legalActions(): number[] {
    if (this.currentPlayer() < 0) return [];
    const last = this.bids[this.bids.length - 1];
    const higher = BIDS.flatMap(({ count, face }, action) =>
      last === undefined || count > last.count || (count === last.count && face > last.face) ? [action] : [],
    );
    return last === undefined ? higher : [...higher, 12];
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    return [0, 1, 2, 3, 4, 5].map((outcome) => ({ outcome, probability: 1 / 6 }));
  }

  applyAction(action: number): void {
    if (this.dice.length < 2) this.dice.push(action + 1);
    else if (action === 12) this.called = true;
    else this.bids.push(BIDS[action] ?? { count: 1, face: 1 });
  }

  returns(): number[] {
    const last = this.bids[this.bids.length - 1];
    if (!this.called || last === undefined) return [0, 0];
    const matching = this.dice.filter((die) => die === last.face || die === 6).length;
    const bidder = (this.bids.length - 1) % 2;
    const winner = matching >= last.count ? bidder : 1 - bidder;
    return winner === 0 ? [1, -1] : [-1, 1];
  }

  observation(player: number): number[] {
    const oneHot = (index: number | undefined, size: number): number[] =>
      Array.from({ length: size }, (_, place) => (place === index ? 1 : 0));
    const made = BIDS.flatMap(({ count, face }) => {
      const turn = this.bids.findIndex((bid) => bid.count === count && bid.face === face);
      return oneHot(turn < 0 ? undefined : turn % 2, 2);
    });
    const faces = (seat: number): number[] => oneHot((this.dice[seat] ?? 0) - 1, 6);
    const shown = this.called ? [...faces(0), ...faces(1)] : new Array<number>(12).fill(0);
    return [...oneHot(player, 2), ...faces(player), ...shown, ...made];
  }
}
