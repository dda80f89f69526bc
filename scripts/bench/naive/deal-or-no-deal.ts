import type { NaiveGame } from './naive-game.ts';

/** What can be dealt: for each pool the first player's values, and for each of them the second's that fit. */
interface Deal {
  pool: number[];
  pairs: { first: number[]; seconds: number[][] }[];
}

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, number) => number);
const triples = (most: number): number[][] =>
  upTo(most).flatMap((a) => upTo(most).flatMap((b) => upTo(most).map((c) => [a, b, c])));
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const worth = (items: number[], values: number[]): number =>
  sum(items.map((count, i) => count * (values[i] ?? 0)));

/** 5 to 7 items, worth 10 to both, each to somebody, some to both. */
function listDeals(): Deal[] {
  const pools = triples(7).filter((pool) => !pool.includes(0) && sum(pool) >= 5 && sum(pool) <= 7);
  return pools.map((pool) => {
    const values = triples(10).filter((triple) => worth(pool, triple) === 10);
    const fits = (first: number[], second: number[]): boolean => {
      const both = first.map((value, i) => [value, second[i] ?? 0]);
      return both.every(([a, b]) => a !== 0 || b !== 0) && both.some(([a, b]) => a !== 0 && b !== 0);
    };
    const pairs = values.map((first) => ({ first, seconds: values.filter((second) => fits(first, second)) }));
    return { pool, pairs: pairs.filter(({ seconds }) => seconds.length > 0) };
  });
}

const DEALS = listDeals();
const VALUES = triples(10).filter((row) =>
  DEALS.some(({ pairs }) => pairs.some(({ first }) => first.join() === row.join())),
);
const VALUE_NUMBERS = new Map(VALUES.map((row, number) => [row.join(), number]));
const PROPOSALS = triples(7).filter((row) => sum(row) <= 7);

export class NaiveDealOrNoDeal implements NaiveGame {
  private deal: Deal | undefined;
  private values: number[][] = [];
  private proposals: number[][] = [];
  private agreed = false;

  currentPlayer(): number {
    if (this.values.length < 2) return -1;
    return this.agreed || this.proposals.length === 10 ? -2 : this.proposals.length % 2;
  }

  legalActions(): number[] {
    if (this.currentPlayer() < 0) return [];
    const actions = PROPOSALS.flatMap((proposal, action) =>
      proposal.every((items, i) => items <= (this.deal?.pool[i] ?? 0)) ? [action] : [],
    );
    return this.proposals.length > 0 ? [...actions, PROPOSALS.length] : actions;
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    if (this.deal === undefined) {
      const counts = DEALS.map(({ pairs }) => sum(pairs.map(({ seconds }) => seconds.length)));
      const total = sum(counts);
      return counts.map((count, outcome) => ({ outcome, probability: count / total }));
    }
    const numberOf = (row: number[]): number => VALUE_NUMBERS.get(row.join()) ?? -1;
    if (this.values.length === 0) {
      const { pairs } = this.deal;
      const total = sum(pairs.map(({ seconds }) => seconds.length));
      return pairs.map(({ first, seconds }) => ({
        outcome: numberOf(first),
        probability: seconds.length / total,
      }));
    }
    const seconds =
      this.deal.pairs.find(({ first }) => first.join() === this.values[0]?.join())?.seconds ?? [];
    return seconds.map((row) => ({ outcome: numberOf(row), probability: 1 / seconds.length }));
  }

  applyAction(action: number): void {
    if (this.deal === undefined) this.deal = DEALS[action];
    else if (this.values.length < 2) this.values.push(VALUES[action] ?? []);
    else if (action === PROPOSALS.length) this.agreed = true;
    else this.proposals.push(PROPOSALS[action] ?? []);
  }

  returns(): number[] {
    if (!this.agreed) return [0, 0];
    const proposer = (this.proposals.length + 1) % 2;
    const kept = this.proposals.at(-1) ?? [];
    return this.values.map((values, player) => {
      const got = kept.map((items, i) => (player === proposer ? items : (this.deal?.pool[i] ?? 0) - items));
      return worth(got, values);
    });
  }

  observation(player: number): number[] {
    const oneHot = (index: number | undefined, size: number): number[] =>
      Array.from({ length: size }, (_, place) => (place === index ? 1 : 0));
    return [
      ...oneHot(player, 2),
      ...[0, 1, 2].flatMap((i) => oneHot(this.deal?.pool[i], 8)),
      ...[0, 1, 2].flatMap((i) => oneHot(this.values[player]?.[i], 11)),
      ...oneHot(this.proposals.length, 11),
      ...Array.from({ length: 10 }, (_, turn) =>
        [0, 1, 2].flatMap((i) => oneHot(this.proposals[turn]?.[i], 8)),
      ).flat(),
      ...oneHot(this.currentPlayer() !== -2 ? undefined : this.agreed ? 0 : 1, 2),
    ];
  }
}
