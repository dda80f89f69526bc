import { JUDGE, OptionError, SPY } from '@parlor/envs';
import { ClueLikelihoods, type ClueModel } from './clue-likelihoods.ts';
import { UNKNOWN } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';
import type { SpyReading } from './spy-reading.ts';
import { Accuser, eligible, type Voter, voteForMost } from './voter.ts';

export interface BayesianVoterOptions extends ClueModel {
  /**
   * What a vote is for. `reward`: the most of the decision reward (+1 for a spy, −0.5 for n/a, −1 for a civilian), so
   * n/a where nobody is a spy with a probability of 1/4 at least: 2 p − 1 < −0.5. `always`: the most probable spy, since
   * the returns pay nothing for n/a. Default `always`.
   */
  readonly aim?: 'reward' | 'always';
}

/** The least probability for which a vote earns as much as n/a does. */
const WORTH_A_VOTE = 0.25;

/**
 * The reference among voters: keeps the posterior over the sets of players that may be the spies, given its role, its
 * scene and all clues in order, where it knows how civilians and spies choose clues. It sums over all that others' scenes
 * may be, exactly as far as `Alternatives` lists them. Votes of earlier polls are no evidence to it; who was voted out,
 * and as what, is. Where nothing that it thinks possible can have happened, the clues are disregarded.
 *
 * Spies that know their role vote as `Accuser` does. Who does not know it votes for the most probable other player.
 */
export class BayesianVoter implements Voter {
  readonly name = 'bayesian';
  /** Probability of each set of `facts.deals` as it was inferred last: [deals]. */
  readonly posterior: Float64Array;
  /** Probability that each player is a spy, the same way: [players]. */
  readonly suspicion: Float64Array;
  private readonly facts: SpyFacts;
  private readonly model: ClueModel;
  private readonly aim: 'reward' | 'always';
  private readonly accuser: Accuser;
  /** What clues tell somebody who is no spy, or does not know; and a spy, once it is asked for. */
  private readonly civilian: ClueLikelihoods;
  private spy: ClueLikelihoods | undefined;

  /** @throws OptionError where the tremble is no probability */
  constructor(facts: SpyFacts, options: BayesianVoterOptions) {
    const { tremble = 0, aim = 'always' } = options;
    if (!(tremble >= 0 && tremble <= 1))
      throw new OptionError(`A Bayesian voter's tremble must be from 0 to 1, not ${tremble}.`);
    this.facts = facts;
    this.model = options;
    this.aim = aim;
    this.accuser = new Accuser(facts);
    this.civilian = new ClueLikelihoods(facts, options, false);
    this.posterior = new Float64Array(facts.deals.length);
    this.suspicion = new Float64Array(facts.players);
  }

  vote(reading: SpyReading, abstain: boolean, out: Float64Array): void {
    const { facts, suspicion } = this;
    if (reading.view.role === SPY) {
      this.accuser.vote(reading, out);
      return;
    }
    this.infer(reading);
    let most = 0;
    for (let player = 0; player < facts.players; player++)
      if (eligible(reading, player)) most = Math.max(most, suspicion[player]);
    if (abstain && this.aim === 'reward' && most < WORTH_A_VOTE) {
      out.fill(0);
      out[facts.players] = 1;
    } else {
      voteForMost(reading, suspicion, out);
    }
  }

  /** Fills in `posterior` and `suspicion` for what a seat knows. */
  infer(reading: SpyReading): void {
    let likelihoods = this.civilian;
    if (reading.view.role === SPY) {
      this.spy ??= new ClueLikelihoods(this.facts, this.model, true);
      likelihoods = this.spy;
    }
    likelihoods.seek(reading.view);
    if (!this.judge(reading, likelihoods, true)) this.judge(reading, likelihoods, false);
  }

  /**
   * Weighs every set of players that may be the spies. One's own clues are no evidence: one said them whoever is a spy.
   * @param heed whether clues count, or only roles that are known
   * @returns false where none is possible
   */
  private judge({ view: own }: SpyReading, likelihoods: ClueLikelihoods, heed: boolean): boolean {
    const { facts, posterior, suspicion } = this;
    const { deals, players, votes } = facts;
    const { alternatives, count, other, otherAt, same, sameAt } = likelihoods;
    let sum = 0;
    for (let index = 0; index < deals.length; index++) {
      const deal = deals[index];
      posterior[index] = 0;
      const mine = own.seat < players ? (deal >> own.seat) & 1 : 0;
      let possible = own.role === UNKNOWN || own.role === JUDGE || mine === (own.role === SPY ? 1 : 0);
      for (let player = 0; player < players; player++)
        if (own.left[player] < votes && own.exposed[player] !== ((deal >> player) & 1)) possible = false;
      if (!possible) continue;
      let weight = heed ? 0 : 1;
      if (heed) {
        for (let alternative = 0; alternative < count; alternative++) {
          let product = alternatives === undefined ? 1 : alternatives.prior[alternative];
          for (let player = 0; player < players; player++)
            if (player !== own.seat && ((deal >> player) & 1) !== mine)
              product *= other[otherAt + player * count + alternative];
          weight += product;
        }
        for (let player = 0; player < players; player++)
          if (player !== own.seat && ((deal >> player) & 1) === mine) weight *= same[sameAt + player];
      }
      posterior[index] = weight;
      sum += weight;
    }
    if (sum === 0) return false;
    suspicion.fill(0);
    for (let index = 0; index < deals.length; index++) {
      posterior[index] /= sum;
      for (let player = 0; player < players; player++)
        if (((deals[index] >> player) & 1) === 1) suspicion[player] += posterior[index];
    }
    return true;
  }
}
