import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { choose, expectGame, hotIn, optionOf, placeOf, type Place } from './reading.ts';

/** What it asks for last, as a part of its points: half is to be had by splitting every issue. */
const FLOOR = 0.5;
/** Weights are fractions in single precision; what is this close is equal. Unit: points. */
const TIE = 1e-4;

/**
 * A negotiator of `multi_issue_negotiation`. It asks for all at first and concedes evenly from offer to offer, down to
 * half of its points or to what it has without a deal. Among the offers that are worth what it asks for, it makes the
 * one that gives the other side most, whose weights it takes from what the other's offers claim: an issue that is
 * never given up matters. It accepts what is worth no less than the offer that it would make instead (T. Baarslag and
 * others, 2013, call this AC-next), and after the last offer whatever is no worse than no deal.
 */
export class ConcedingNegotiator implements Policy {
  readonly name = 'conceding';
  private readonly game: Game;
  private readonly issues: number;
  private readonly levels: number;
  private readonly points: number;
  private readonly noDeal: number;
  private readonly turns: number;
  /** The level of each issue, by offer: the first issue is the most significant digit. */
  private readonly terms: readonly (readonly number[])[];
  private readonly weights: Place;
  private readonly offers: Place;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.weights = placeOf(game, 'multi_issue_negotiation', 'weights', this.name);
    this.offers = placeOf(game, 'multi_issue_negotiation', 'offers', this.name);
    this.issues = optionOf(game, 'issues');
    this.levels = optionOf(game, 'levels');
    this.points = optionOf(game, 'points');
    this.noDeal = optionOf(game, 'no_deal');
    this.turns = optionOf(game, 'turns');
    const { issues, levels } = this;
    this.terms = Array.from({ length: levels ** issues }, (_, offer) =>
      Array.from(
        { length: issues },
        (_, issue) => Math.floor(offer / levels ** (issues - 1 - issue)) % levels,
      ),
    );
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    for (let row = 0; row < batch.count; row++) {
      choose(batch, row, this.decide(batch.observations, row, batch.seats[row]), probabilities);
    }
  }

  private decide(observations: Float32Array, row: number, seat: number): number {
    const { turns, noDeal, points } = this;
    const accept = this.terms.length;
    const start = row * this.game.observationSize;
    const own = Array.from(
      { length: this.issues },
      (_, issue) => points * observations[start + this.weights.offset + issue],
    );
    const history = this.history(observations, start);
    const made = history.length;
    const open = made > 0 ? this.worth(own, history[made - 1], seat) : -Infinity;
    if (noDeal > points + TIE) return accept + 1; // no deal can be as good
    if (made === turns) return open >= noDeal - TIE ? accept : accept + 1;
    const best = this.offer(own, this.claims(history, 1 - seat), seat, made);
    const acceptable = open >= Math.max(noDeal, this.worth(own, this.terms[best], seat)) - TIE;
    return acceptable ? accept : best;
  }

  /** The levels of every offer so far. */
  private history(observations: Float32Array, start: number): number[][] {
    const { issues, levels, turns } = this;
    const made: number[][] = [];
    for (let turn = 0; turn < turns; turn++) {
      const from = start + this.offers.offset + turn * issues * levels;
      if (hotIn(observations, from, levels) < 0) break;
      made.push(
        Array.from({ length: issues }, (_, issue) => hotIn(observations, from + issue * levels, levels)),
      );
    }
    return made;
  }

  /** How much a seat has claimed of each issue, in all its offers; every issue counts for something. */
  private claims(history: readonly (readonly number[])[], seat: number): number[] {
    return Array.from({ length: this.issues }, (_, issue) =>
      history.reduce(
        (sum, levels, turn) => ((turn & 1) === seat ? sum + this.good(levels[issue], seat) : sum),
        1,
      ),
    );
  }

  /** The offer that gives the other most, of those worth what is asked for at this turn. */
  private offer(own: readonly number[], other: readonly number[], seat: number, turn: number): number {
    const floor = Math.max(this.noDeal, FLOOR * this.points);
    const asked = this.points - (this.points - floor) * (this.turns > 1 ? turn / (this.turns - 1) : 0.5);
    let best = { offer: -1, given: -1, kept: -1 };
    for (const [offer, levels] of this.terms.entries()) {
      const kept = this.worth(own, levels, seat);
      if (kept < asked - TIE) continue;
      const given = this.worth(other, levels, 1 - seat);
      if (given > best.given + TIE || (given > best.given - TIE && kept > best.kept + TIE)) {
        best = { offer, given, kept };
      }
    }
    return best.offer;
  }

  private worth(weights: readonly number[], levels: readonly number[], seat: number): number {
    return weights.reduce((sum, weight, issue) => sum + weight * this.good(levels[issue], seat), 0);
  }

  /** How good a level is for a seat, from 0 to 1. */
  private good(level: number, seat: number): number {
    const part = level / (this.levels - 1);
    return seat === 0 ? part : 1 - part;
  }
}
