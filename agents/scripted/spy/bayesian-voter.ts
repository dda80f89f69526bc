import { CIVILIAN, JUDGE, OptionError, SPY } from '@parlor/envs';
import { Alternatives } from './alternatives.ts';
import { type ClueRule, ClueView, legalClues, UNKNOWN } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';
import type { SpyReading } from './spy-reading.ts';
import { Accuser, eligible, type Voter, voteForMost } from './voter.ts';

export interface BayesianVoterOptions {
  /** How civilians are taken to choose clues; all players, where roles are not told. */
  readonly civilian: ClueRule;
  /** How spies are. */
  readonly spy: ClueRule;
  /** How often either says any legal clue instead; default 0. */
  readonly tremble?: number;
  /**
   * What a vote is for. `reward`: the most of the decision reward (+1 for a spy, −0.5 for n/a, −1 for a civilian), so
   * n/a where nobody is a spy with a probability of 1/4: 2p − 1 < −0.5. `always`: the most probable spy, since the
   * returns pay nothing for n/a. Default `always`.
   */
  readonly aim?: 'reward' | 'always';
}

/** Who votes with the least probability for which a vote earns as much as n/a does. */
const WORTH_A_VOTE = 0.25;

/**
 * The reference among voters: keeps the posterior over the sets of players that may be the spies, given its role, its
 * scene and all clues in order, where it knows how civilians and spies choose clues. It sums over all that others' scenes
 * may be ({@link Alternatives} tells where that is exact). Votes of earlier polls are no evidence to it; who was voted
 * out, and as what, is. Where nothing that it thinks possible can have happened, the clues are disregarded.
 *
 * Spies that know their role vote as {@link Accuser} does. Who does not know it votes for the most probable other player.
 */
export class BayesianVoter implements Voter {
  readonly name = 'bayesian';
  /** Probability of each set of `facts.deals` as it was inferred last: [deals]. */
  readonly posterior: Float64Array;
  /** Probability that each player is a spy, the same way: [players]. */
  readonly suspicion: Float64Array;
  private readonly facts: SpyFacts;
  private readonly civilian: ClueRule;
  private readonly spy: ClueRule;
  private readonly tremble: number;
  private readonly aim: 'reward' | 'always';
  private readonly accuser: Accuser;
  /** What may be seen by those who do not see what one sees: an edit of it, for spies that see nothing any scene. */
  private readonly edited: Alternatives | undefined;
  private any: Alternatives | undefined;
  /** A player as one imagines it. */
  private readonly view: ClueView;
  private readonly legal: Int32Array;
  private readonly weights: Float64Array;
  /** Likelihood of each player's clues where it is of one's own side, and sees the same: [players]. */
  private readonly same: Float64Array;
  /** Likelihood where it is of the other side, by what it may see: [players, alternatives]. */
  private other = new Float64Array(0);

  /** @throws OptionError where the tremble is no probability */
  constructor(facts: SpyFacts, options: BayesianVoterOptions) {
    const { tremble = 0, aim = 'always' } = options;
    if (!(tremble >= 0 && tremble <= 1))
      throw new OptionError(`A Bayesian voter's tremble must be from 0 to 1, not ${tremble}.`);
    const { players, clueCount, deals, blank, told } = facts;
    this.facts = facts;
    this.civilian = options.civilian;
    this.spy = told ? options.spy : options.civilian;
    this.tremble = tremble;
    this.aim = aim;
    this.accuser = new Accuser(facts);
    this.edited = blank ? undefined : new Alternatives(facts);
    this.view = new ClueView(facts);
    this.legal = new Int32Array(clueCount);
    this.weights = new Float64Array(clueCount);
    this.posterior = new Float64Array(deals.length);
    this.suspicion = new Float64Array(players);
    this.same = new Float64Array(players);
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
    const alternatives = this.alternatives(reading.view.role === SPY);
    const count = alternatives?.count ?? 1;
    const { players } = this.facts;
    if (this.other.length < players * count) this.other = new Float64Array(players * count);
    this.same.fill(1);
    this.other.fill(1);
    this.hear(reading, alternatives, count);
    if (!this.judge(reading, alternatives, count)) {
      this.same.fill(1);
      this.other.fill(1);
      this.judge(reading, alternatives, count);
    }
  }

  /** What the other side may see; nothing, and so none, for spies that see nothing. */
  private alternatives(spy: boolean): Alternatives | undefined {
    if (!this.facts.blank) return this.edited;
    if (spy) this.any ??= new Alternatives(this.facts, true);
    return spy ? this.any : undefined;
  }

  /** Goes through the clues of others in order, and how likely each is whoever said it. */
  private hear({ view: own }: SpyReading, alternatives: Alternatives | undefined, count: number): void {
    const { facts, view, same, other } = this;
    const { players, slots, told } = facts;
    const spy = own.role === SPY;
    const [ours, theirs] = spy ? [this.spy, this.civilian] : [this.civilian, this.spy];
    const [ourRole, theirRole] = !told ? [UNKNOWN, UNKNOWN] : spy ? [SPY, CIVILIAN] : [CIVILIAN, SPY];
    view.clues.set(own.clues);
    view.left.set(own.left);
    view.exposed.set(own.exposed);
    view.said.fill(0);
    for (let slot = 0; slot < slots; slot++) {
      const clue = own.clues[slot];
      if (clue < 0) continue;
      const speaker = slot % players;
      if (speaker !== own.seat) {
        view.seat = speaker;
        view.end = slot;
        view.moment++;
        view.role = ourRole;
        view.sees = own.sees;
        view.columns.set(own.columns);
        const known = this.likelihood(ours, clue);
        let most = known;
        view.role = theirRole;
        view.sees = alternatives !== undefined;
        const from = speaker * count;
        for (let index = 0; index < count; index++) {
          alternatives?.write(index, own.columns, view.columns);
          const likelihood = this.likelihood(theirs, clue);
          other[from + index] *= likelihood;
          most = Math.max(most, likelihood);
        }
        // A factor of all hypotheses alike, which keeps long products from vanishing.
        const scale = most > 0 ? 1 / most : 1;
        same[speaker] *= known * scale;
        for (let index = from; index < from + count; index++) other[index] *= scale;
      }
      view.said[clue] = 1;
    }
  }

  /** How likely the player as it is imagined says a clue. */
  private likelihood(rule: ClueRule, clue: number): number {
    const { legal, weights, tremble, view } = this;
    const count = legalClues(this.facts, view, legal);
    let place = 0;
    while (place < count && legal[place] !== clue) place++;
    if (place === count) return 0;
    rule.weigh(view, legal, count, weights);
    return (1 - tremble) * weights[place] + tremble / count;
  }

  /** Weighs every set of players that may be the spies. @returns false where none is possible */
  private judge({ view: own }: SpyReading, alternatives: Alternatives | undefined, count: number): boolean {
    const { facts, posterior, suspicion, same, other } = this;
    const { deals, players, votes } = facts;
    let sum = 0;
    for (let index = 0; index < deals.length; index++) {
      const deal = deals[index];
      posterior[index] = 0;
      const mine = own.seat < players ? (deal >> own.seat) & 1 : 0;
      let possible = own.role === UNKNOWN || own.role === JUDGE || mine === (own.role === SPY ? 1 : 0);
      for (let player = 0; player < players; player++)
        if (own.left[player] < votes && own.exposed[player] !== ((deal >> player) & 1)) possible = false;
      if (!possible) continue;
      let weight = 0;
      for (let alternative = 0; alternative < count; alternative++) {
        let product = alternatives === undefined ? 1 : alternatives.prior[alternative];
        for (let player = 0; player < players; player++)
          if (((deal >> player) & 1) !== mine) product *= other[player * count + alternative];
        weight += product;
      }
      for (let player = 0; player < players; player++)
        if (((deal >> player) & 1) === mine) weight *= same[player];
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
