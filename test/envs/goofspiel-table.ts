import assert from 'node:assert/strict';
import { CHANCE, TERMINAL } from '@parlor/envs';

/** Options of a table, each of which matters. */
export interface Options {
  readonly players: number;
  readonly cards: number;
  readonly prizes: 'random' | 'descending' | 'ascending';
  readonly information: 'perfect' | 'imperfect';
  readonly ties: 'discard' | 'carry';
  readonly result: 'winner' | 'points' | 'difference';
}

interface Round {
  readonly prize: number;
  readonly bids: readonly number[];
}

/**
 * The rules written again over the list of what was turned up and bid, everything worked out anew from that list. All
 * values are those of cards and prizes.
 */
export class Table {
  private readonly options: Options;
  private readonly rounds: Round[] = [];
  private prize: number | undefined;
  private bids: number[] = [];
  /** What each seat has seen, in words of this table. */
  readonly seen: string[];

  constructor(options: Options) {
    this.options = options;
    this.seen = Array.from({ length: options.players }, () => '');
    this.next();
  }

  mover(): number {
    if (this.rounds.length === this.options.cards) return TERMINAL;
    return this.prize === undefined ? CHANCE : this.bids.length;
  }

  possible(): number[] {
    const mover = this.mover();
    if (mover === TERMINAL) return [];
    if (mover === CHANCE) return this.prizesLeft();
    return this.values().filter((card) => !this.rounds.some(({ bids }) => bids[mover] === card));
  }

  apply(value: number): void {
    const mover = this.mover();
    if (mover === CHANCE) {
      this.prize = value;
      this.tell(() => `prize ${value}`);
      return;
    }
    this.bids.push(value);
    this.tell((seat) => (seat === mover ? `own ${value}` : ''));
    if (this.bids.length < this.options.players) return;
    this.settle(this.bids);
    this.bids = [];
    this.next();
    const [last] = this.prizesLeft();
    if (this.rounds.length + 1 !== this.options.cards) return;
    this.prize = last;
    const cards = Array.from({ length: this.options.players }, (_, seat) =>
      this.values().find((card) => !this.rounds.some(({ bids }) => bids[seat] === card)),
    );
    this.settle(cards.map((card) => card ?? assert.fail('a card is left')));
  }

  points(): number[] {
    const points = Array.from({ length: this.options.players }, () => 0);
    let pot = 0;
    for (const round of this.rounds) {
      pot += round.prize;
      const winner = winnerOf(round.bids);
      if (winner !== undefined) points[winner] += pot;
      if (winner !== undefined || this.options.ties === 'discard') pot = 0;
    }
    return points;
  }

  returns(): number[] {
    const points = this.points();
    if (this.mover() !== TERMINAL) return points.map(() => 0);
    const others = points.length - 1;
    const sum = points.reduce((total, one) => total + one, 0);
    if (this.options.result === 'points') return points;
    if (this.options.result === 'difference') return points.map((one) => one - (sum - one) / others);
    const winners = points.filter((one) => one === Math.max(...points)).length;
    return points.map((one) => (one === Math.max(...points) ? points.length / winners : 0) - 1);
  }

  private values(): number[] {
    return Array.from({ length: this.options.cards }, (_, card) => card + 1);
  }

  private prizesLeft(): number[] {
    return this.values().filter((value) => !this.rounds.some(({ prize }) => prize === value));
  }

  private next(): void {
    const left = this.prizesLeft();
    this.prize = { random: undefined, ascending: left[0], descending: left.at(-1) }[this.options.prizes];
  }

  private settle(bids: readonly number[]): void {
    this.rounds.push({ prize: this.prize ?? assert.fail('no prize is turned up'), bids });
    const told = this.options.information === 'perfect' ? bids.join() : String(winnerOf(bids));
    this.tell(() => `bids ${told}`);
  }

  private tell(words: (seat: number) => string): void {
    for (const seat of this.seen.keys()) {
      const said = words(seat);
      if (said !== '') this.seen[seat] += `${said}; `;
    }
  }
}

function winnerOf(bids: readonly number[]): number | undefined {
  const best = Math.max(...bids);
  return bids.filter((bid) => bid === best).length === 1 ? bids.indexOf(best) : undefined;
}
