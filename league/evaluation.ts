import { type Policy, SelfPlay } from '@parlor/agents';
import type { Game, Seed } from '@parlor/envs';
import { ConfigError } from './config.ts';
import type { MemberRating } from './events.ts';
import { PayoffTable } from './payoff-table.ts';
import { bradleyTerry, Z95 } from './ratings.ts';

/** Sums of payoffs that are nearer than this are equal but for rounding. */
const TIE = 1e-9;

/** What came of a match. Payoffs are the first member's mean return per episode. */
export interface MatchResult {
  readonly members: readonly [string, string];
  readonly deals: number;
  readonly payoff: number;
  /** Mean return of a seat of the second member; with two seats and a zero sum, minus the payoff. */
  readonly opponentPayoff: number;
  /** Half of the 95 % interval of each payoff; deals are independent, the episodes of one deal are not. */
  readonly margin: number;
  readonly opponentMargin: number;
  /** Deals that the first member won, drew and lost, all seats together. */
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/** A frozen member that takes part in evaluation matches. */
export interface Contestant {
  readonly name: string;
  readonly policy: Policy;
}

export interface EvaluationOptions {
  readonly seed: Seed;
  /** Deals of a match, at least 2: one deal tells nothing of how much deals differ. */
  readonly deals: number;
  /** Most games side by side; any number gives the same results. */
  readonly batch: number;
}

/**
 * Evaluation matches between frozen members, and what they add up to. A match plays every deal once from every seat:
 * one member holds the seat, the other all others, and then the next seat. The luck of the deal falls out, and so do
 * the draws of equal policies, which share the streams of their seats.
 */
export class Evaluation {
  /** Payoffs of all matches so far, by (member, seat). */
  readonly payoffs = new PayoffTable();
  private readonly game: Game;
  private readonly options: EvaluationOptions;
  private readonly play: SelfPlay;
  private readonly results: MatchResult[] = [];

  /** @throws ConfigError for fewer than 2 deals */
  constructor(game: Game, options: EvaluationOptions) {
    const { deals, batch } = options;
    if (deals < 2)
      throw new ConfigError(`A match of ${deals} deals has no interval; evaluation needs at least 2 deals.`);
    this.game = game;
    this.options = options;
    this.play = new SelfPlay(game, {
      // Quotes keep the text "1" apart from the number 1.
      seed: `${JSON.stringify(options.seed)}/evaluation`,
      episodes: deals,
      batch,
      track: true,
    });
  }

  get matches(): readonly MatchResult[] {
    return this.results;
  }

  async match(first: Contestant, second: Contestant): Promise<MatchResult> {
    const { game, play, payoffs } = this;
    const { deals } = this.options;
    const number = this.results.length;
    const lineup = new Int32Array(deals * game.seats);
    // Per deal: what the first member earned, and what a seat of the second earned, summed over the rotations.
    const own = new Float64Array(deals);
    const other = new Float64Array(deals);
    for (let seat = 0; seat < game.seats; seat++) {
      for (let at = 0; at < lineup.length; at++) lineup[at] = at % game.seats === seat ? 0 : 1;
      await play.play(number, 0, [first, second], lineup);
      const names = Array.from({ length: game.seats }, (_, place) =>
        place === seat ? first.name : second.name,
      );
      for (let deal = 0; deal < deals; deal++) {
        const returns = play.returns.subarray(deal * game.seats, (deal + 1) * game.seats);
        const total = returns.reduce((sum, value) => sum + value, 0);
        const payoff = returns[seat] ?? 0;
        own[deal] = (own[deal] ?? 0) + payoff;
        other[deal] = (other[deal] ?? 0) + (total - payoff) / (game.seats - 1);
        if (first.name !== second.name) payoffs.add(names, returns);
      }
    }
    const result = {
      members: [first.name, second.name] as const,
      deals,
      ...summarise(own, other, game.seats),
    };
    this.results.push(result);
    return result;
  }

  /**
   * All members that have played, by mean payoff, best first: payoff and rating, each with its interval. `games` counts episodes,
   * deals times seats; the rating counts a deal once, all its episodes together.
   */
  table(anchor: string): MemberRating[] {
    const names = this.payoffs.members;
    const scores = this.results.map(({ members: [first, second], wins, draws, losses }) => ({
      first: names.indexOf(first),
      second: names.indexOf(second),
      wins,
      draws,
      losses,
    }));
    const ratings = bradleyTerry(names.length, scores, Math.max(0, names.indexOf(anchor)));
    return names
      .map((name, index) => {
        const { rating, low, high } = ratings[index] ?? { rating: 0, low: 0, high: 0 };
        return { name, ...this.payoff(name), rating, low, high, games: this.games(name) };
      })
      .sort((a, b) => b.payoff - a.payoff);
  }

  /** Mean payoff of each member against each other, by their names. */
  scores(): Record<string, Record<string, number>> {
    const scores: Record<string, Record<string, number>> = {};
    for (const { members, payoff, opponentPayoff } of this.results) {
      const [first, second] = members;
      (scores[first] ??= {})[second] = payoff;
      (scores[second] ??= {})[first] = opponentPayoff;
    }
    return scores;
  }

  private games(name: string): number {
    const matches = this.results.filter(({ members }) => members.includes(name));
    return matches.reduce((sum, { deals }) => sum + deals * this.game.seats, 0);
  }

  /** Mean of a member's payoffs over its matches, each match with the same weight. */
  private payoff(name: string): Pick<MemberRating, 'payoff' | 'payoffLow' | 'payoffHigh'> {
    const own = this.results.flatMap(({ members, payoff, opponentPayoff, margin, opponentMargin }) => {
      if (members[0] === name) return [{ payoff, margin }];
      return members[1] === name ? [{ payoff: opponentPayoff, margin: opponentMargin }] : [];
    });
    const mean = own.reduce((sum, { payoff }) => sum + payoff, 0) / own.length;
    const margin = Math.sqrt(own.reduce((sum, match) => sum + match.margin ** 2, 0)) / own.length;
    return { payoff: mean, payoffLow: mean - margin, payoffHigh: mean + margin };
  }
}

/** @param own per deal, summed over the rotations; `other` likewise, for one seat of the second member */
function summarise(own: Float64Array, other: Float64Array, seats: number) {
  let [wins, losses] = [0, 0];
  own.forEach((total, deal) => {
    const lead = total - (other[deal] ?? 0);
    if (lead > TIE) wins++;
    else if (lead < -TIE) losses++;
  });
  const first = interval(own, seats);
  const second = interval(other, seats);
  return {
    payoff: first.mean,
    opponentPayoff: second.mean,
    margin: first.margin,
    opponentMargin: second.margin,
    wins,
    draws: own.length - wins - losses,
    losses,
  };
}

/** Mean of the totals, divided by their number of episodes each, with half of its 95 % interval. */
function interval(totals: Float64Array, episodes: number): { mean: number; margin: number } {
  const count = totals.length;
  const mean = totals.reduce((sum, total) => sum + total, 0) / episodes / count;
  const squares = totals.reduce((sum, total) => sum + (total / episodes - mean) ** 2, 0);
  return { mean, margin: Z95 * Math.sqrt(squares / (count - 1) / count) };
}
