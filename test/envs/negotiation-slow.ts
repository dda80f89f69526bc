/**
 * Negotiation written a second time, as plainly as the rules are told: lists and objects, nothing shared with the game.
 * Actions are told by what they are; the first question of every turn is a proposal or an acceptance.
 */
export interface SlowRules {
  readonly types: number;
  readonly maxItems: number;
  readonly hidden: boolean;
  readonly utterances: boolean;
  /** Letters of an utterance, and how many of them are said with each action. */
  readonly length: number;
  readonly spelt: number;
  readonly symbols: number;
  readonly shared: boolean;
  readonly scaled: boolean;
}

export interface SlowDeal {
  readonly turns: number;
  readonly pool: readonly number[];
  readonly values: readonly (readonly number[])[];
}

interface Turn {
  readonly keeps: readonly number[];
  said: string;
}

export class SlowNegotiation {
  private readonly rules: SlowRules;
  private readonly deal: SlowDeal;
  private readonly turns: Turn[] = [];
  private accepted = false;

  constructor(rules: SlowRules, deal: SlowDeal) {
    this.rules = rules;
    this.deal = deal;
  }

  /** Whether an utterance, or a part of one, is still owed. */
  private speaks(): boolean {
    const last = this.turns.at(-1);
    return this.rules.utterances && last !== undefined && last.said.length < this.rules.length;
  }

  mover(): number | 'over' {
    if (this.accepted || this.turns.length === this.deal.turns) return 'over';
    return this.speaks() ? (this.turns.length + 1) % 2 : this.turns.length % 2;
  }

  /** Names of what may be done, in no order. */
  legal(): string[] {
    if (this.mover() === 'over') return [];
    if (this.speaks()) return words(this.rules.spelt, this.rules.symbols).map((word) => `say ${word}`);
    const proposals = this.deal.pool
      .reduce<number[][]>(
        (rows, items) =>
          rows.flatMap((row) => Array.from({ length: items + 1 }, (_, count) => [...row, count])),
        [[]],
      )
      .map((keeps) => `keep ${keeps.join(' ')}`);
    return this.turns.length > 0 ? [...proposals, 'accept'] : proposals;
  }

  do(name: string): void {
    const last = this.turns.at(-1);
    if (name === 'accept') this.accepted = true;
    else if (name.startsWith('say ')) {
      if (last) last.said += name.slice('say '.length);
    } else this.turns.push({ keeps: name.slice('keep '.length).split(' ').map(Number), said: '' });
  }

  returns(): number[] {
    const last = this.turns.at(-1);
    if (!this.accepted || !last) return [0, 0];
    const proposer = (this.turns.length + 1) % 2;
    const { pool, values } = this.deal;
    const got = [0, 1].map((seat) =>
      pool.map((items, type) => (seat === proposer ? last.keeps[type] : items - last.keeps[type])),
    );
    const points = got.map((items, seat) => dot(items, values[seat]));
    const most = values.map((own) => dot(pool, own));
    if (this.rules.shared) {
      const best = dot(
        pool,
        pool.map((_, type) => Math.max(values[0][type], values[1][type])),
      );
      const paid = this.scale(points[0] + points[1], best);
      return [paid, paid];
    }
    return points.map((own, seat) => this.scale(own, most[seat]));
  }

  private scale(points: number, most: number): number {
    if (!this.rules.scaled) return points;
    return most === 0 ? 0 : points / most;
  }

  /** All that a seat knows, as a text: equal exactly where it knows the same. */
  knows(seat: number): string {
    const open = this.accepted ? this.turns.length - 1 : -1;
    const seen = this.turns.map(({ keeps, said }, turn) => {
      const sees = !this.rules.hidden || turn % 2 === seat || turn === open;
      return `${sees ? keeps.join(' ') : 'something'} "${said}"`;
    });
    return JSON.stringify([seat, this.deal.pool, this.deal.values[seat], seen, this.mover(), this.accepted]);
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, one, at) => sum + one * b[at], 0);
}

function words(length: number, symbols: number): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.slice(0, symbols).split('');
  let list = [''];
  for (let at = 0; at < length; at++) list = list.flatMap((word) => letters.map((letter) => word + letter));
  return list;
}
