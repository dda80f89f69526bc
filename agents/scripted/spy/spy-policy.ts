import type { Game } from '@parlor/envs';
import { SPY } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { expectGame } from '../reading.ts';
import { BayesianVoter } from './bayesian-voter.ts';
import { CLUE_RULES, type ClueRuleName } from './clue-rules.ts';
import type { ClueRule } from './clue-view.ts';
import { type SpyFacts, spyFacts } from './spy-facts.ts';
import { SpyReading } from './spy-reading.ts';
import { TruthVoter } from './truth-voter.ts';
import type { Voter } from './voter.ts';

/** What a {@link SpyPolicy} plays by; each by name, or one of one's own. */
export interface SpyPolicyOptions {
  /** How it gives clues as a civilian, and where it does not know its role. */
  readonly civilian?: ClueRuleName | ClueRule;
  readonly spy?: ClueRuleName | ClueRule;
  /** `bayesian` takes all others to play by the rules for clues of this policy, with a slip now and then. */
  readonly voter?: 'bayesian' | 'truth' | Voter;
  readonly name?: string;
}

/** How often the Bayesian voter of a {@link SpyPolicy} expects others to say something else than the rules have it. */
export const SLIPS = 0.05;

/** A player by rules for every seat and stage of the closed game of Who Is the Spy. */
export class SpyPolicy implements Policy {
  readonly name: string;
  readonly game: Game;
  private readonly facts: SpyFacts;
  private readonly reading: SpyReading;
  private readonly civilian: ClueRule;
  private readonly spy: ClueRule;
  private readonly voter: Voter;
  private readonly legal: Int32Array;
  private readonly weights: Float64Array;
  private readonly votes: Float64Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game, options: SpyPolicyOptions = {}) {
    const { civilian = 'most-telling', spy = 'imitating', voter = 'bayesian' } = options;
    const facts = spyFacts(game);
    const rule = (one: ClueRuleName | ClueRule): ClueRule =>
      typeof one === 'string' ? CLUE_RULES[one](facts) : one;
    this.game = game;
    this.facts = facts;
    this.civilian = rule(civilian);
    this.spy = rule(spy);
    this.voter =
      voter === 'truth'
        ? new TruthVoter(facts)
        : voter === 'bayesian'
          ? new BayesianVoter(facts, { civilian: this.civilian, spy: this.spy, tremble: SLIPS })
          : voter;
    this.name = options.name ?? `${this.civilian.name}-${this.spy.name}-${this.voter.name}`;
    this.reading = new SpyReading(facts);
    this.legal = new Int32Array(facts.clueCount);
    this.weights = new Float64Array(facts.clueCount);
    this.votes = new Float64Array(facts.players + 1);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, reading } = this;
    expectGame(batch, game, this.name);
    const { legalActions, legalOffsets, observations, seats } = batch;
    for (let row = 0; row < batch.count; row++) {
      reading.read(observations, row * game.observationSize, seats[row]);
      const from = legalOffsets[row];
      const to = legalOffsets[row + 1];
      if (reading.voting) this.vote(legalActions, from, to, probabilities);
      else this.speak(legalActions, from, to, probabilities);
    }
  }

  private speak(legalActions: Int32Array, from: number, to: number, probabilities: Float64Array): void {
    const { legal, reading, weights } = this;
    const { view } = reading;
    const count = to - from;
    for (let index = 0; index < count; index++) legal[index] = legalActions[from + index];
    (view.role === SPY ? this.spy : this.civilian).weigh(view, legal, count, weights);
    for (let index = 0; index < count; index++) probabilities[from + index] = weights[index];
  }

  private vote(legalActions: Int32Array, from: number, to: number, probabilities: Float64Array): void {
    const { facts, votes } = this;
    const last = legalActions[to - 1] - facts.clueCount;
    this.voter.vote(this.reading, last === facts.players, votes);
    for (let at = from; at < to; at++) probabilities[at] = votes[legalActions[at] - facts.clueCount];
  }
}
