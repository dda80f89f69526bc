import { type Game, parseSpec } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { amountRows, goingOn } from './pool-table.ts';
import { choose, expectGame, hotIn, optionOf, type Place, placeOf } from './reading.ts';

/** What it asks for last, as a part of what all is worth to it. */
const FLOOR = 0.5;
/** What is this close is equal. */
const TIE = 1e-9;

/**
 * A negotiator of `deal_or_no_deal` and `negotiation`. It asks for all that is worth something to it at first and
 * concedes evenly, down to half, until the last turn that is sure to be heard; of the divisions that are worth what
 * it asks for it proposes the one that leaves the other most, by what the other's proposals claimed. It accepts what is
 * worth what it would ask for instead, times the probability that the game goes on and what a deal keeps of its worth by
 * then: in the last turn anything. A proposal that it does not see it takes for half of the pool. Where both are paid for
 * both, it keeps what is worth more to it than it is to others on average, and concedes nothing. What it has to say is
 * always the same.
 */
export class PoolDivider implements Policy {
  readonly name = 'divider';
  private readonly game: Game;
  private readonly types: number;
  /** The amounts that each proposal keeps, by action; the action after them accepts. */
  private readonly divisions: readonly (readonly number[])[];
  private readonly pool: Place;
  private readonly values: Place;
  private readonly made: Place;
  private readonly proposals: Place;
  /** What is left of the worth of a deal if one makes a proposal, by proposals so far. */
  private readonly kept: readonly number[];
  /** Proposals before the last one that can still be accepted for certain, which asks for the least. */
  private readonly patience: number;
  /** What one of an item is worth on average to others, where both are paid for it; else 0. */
  private readonly common: number;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    const id = game.id === 'negotiation' ? game.id : 'deal_or_no_deal';
    const place = (name: string): Place => placeOf(game, id, name, this.name);
    this.pool = place('pool');
    this.values = place('values');
    this.made = place('made');
    this.proposals = place('proposals');
    this.types = optionOf(game, 'types');
    const most = optionOf(game, 'max_items');
    const deals = id === 'deal_or_no_deal';
    this.divisions = amountRows(most, this.types, deals ? most : most * this.types);
    this.kept = goingOn(game, deals);
    this.patience = Math.max(1, optionOf(game, deals ? 'turns' : 'min_turns') - 2);
    const shared = parseSpec(game.spec).options.rewards === 'shared';
    this.common = shared ? optionOf(game, 'max_value') / 2 : 0;
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const legal = legalActions.subarray(legalOffsets[row], legalOffsets[row + 1]);
      const speaks = legal[0] > this.divisions.length;
      choose(batch, row, speaks ? legal[0] : this.decide(batch.observations, row, legal), probabilities);
    }
  }

  private decide(observations: Float32Array, row: number, legal: Int32Array): number {
    const start = row * this.game.observationSize;
    const pool = this.amounts(observations, start + this.pool.offset, this.pool.size);
    const values = this.amounts(observations, start + this.values.offset, this.values.size);
    const made = hotIn(observations, start + this.made.offset, this.made.size);
    const claims = this.claims(observations, start, made, pool);

    const worth = values.map((value) => value - this.common);
    const sum = (kept: readonly number[], by: readonly number[]): number =>
      kept.reduce((total, amount, type) => total + amount * by[type], 0);
    const all = worth.reduce((total, value, type) => total + Math.max(0, value) * pool[type], 0);
    const conceded = this.common > 0 ? 0 : (1 - FLOOR) * Math.min(1, made / this.patience);
    const asked = all * (1 - conceded);

    const accept = this.divisions.length;
    if (made > 0) {
      const open = this.proposal(observations, start, made - 1);
      const mine =
        open === undefined
          ? pool.map((amount) => amount / 2)
          : pool.map((amount, type) => amount - open[type]);
      // Seen from what comes without a deal, which is nothing: where both are paid, the other's part counts too.
      const rest = this.common * pool.reduce((total, amount) => total + amount, 0);
      if (sum(mine, worth) + rest >= this.kept[made] * (asked + rest) - TIE) return accept;
    }
    let best = { action: -1, left: -Infinity, own: -Infinity };
    for (const action of legal) {
      if (action >= accept) break;
      const own = sum(this.divisions[action], worth);
      if (own < asked - TIE) continue;
      const left = -sum(this.divisions[action], claims);
      if (left > best.left + TIE || (left > best.left - TIE && own > best.own)) best = { action, left, own };
    }
    return best.action;
  }

  /** One number a type, each one-hot. */
  private amounts(observations: Float32Array, from: number, size: number): number[] {
    const width = size / this.types;
    return Array.from({ length: this.types }, (_, type) => hotIn(observations, from + type * width, width));
  }

  /** What the proposer of a turn would keep; undefined where the seat did not see it. */
  private proposal(observations: Float32Array, start: number, turn: number): number[] | undefined {
    const size = this.pool.size;
    const kept = this.amounts(observations, start + this.proposals.offset + turn * size, size);
    return kept[0] < 0 ? undefined : kept;
  }

  /** How much one of each item seems to matter to the other: 1, and 1 more for each proposal that claims all of them. */
  private claims(observations: Float32Array, start: number, made: number, pool: readonly number[]): number[] {
    const claims = pool.map(() => 1);
    for (let turn = made - 1; turn >= 0; turn -= 2) {
      const kept = this.proposal(observations, start, turn);
      for (const [type, amount] of (kept ?? []).entries()) claims[type] += amount / Math.max(1, pool[type]);
    }
    return claims;
  }
}
