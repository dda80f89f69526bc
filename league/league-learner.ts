import {
  type Actor,
  DecisionStore,
  type Engine,
  GeneralisedAdvantages,
  Learner,
  type LearnerState,
  type Network,
  NetworkPolicy,
  type NetworkShape,
  type Schedule,
  type UpdateStatistics,
} from '@parlor/agents';
import { type Game, stream } from '@parlor/envs';
import { advantageOf, type LeagueConfig, type TrainingConfig } from './config.ts';
import { RoleAdvantages } from './role-advantages.ts';
import { applyRule } from './rule.ts';
import { StageAdvantages, type StageReport } from './stage-advantages.ts';
import { STAGE_RULES } from './stage-rules.ts';

const NO_SIGNALS = new Float64Array(0);

/** A live member: a network that learns from the episodes it plays. */
export class LeagueLearner {
  readonly name: string;
  readonly learner: Learner;
  /** Acts with the weights as they are now. */
  readonly policy: NetworkPolicy;
  /** Acts with the average of the weights, as `refreshAverage` has written it. */
  readonly average: NetworkPolicy;
  readonly averageWeights: Float32Array;
  readonly actor: Actor;
  /** Decisions learned from when it was last copied into the population. */
  admittedAt = 0;
  /** What the last round was learned from, where the stages of the game are told apart. */
  stageReport: StageReport | undefined;
  private readonly game: Game;
  private readonly training: TrainingConfig;
  private readonly store: DecisionStore;
  private readonly estimator: GeneralisedAdvantages;
  /** Payoffs are divided by the largest possible one before a network sees them. */
  private readonly scale: number;
  private readonly first: LearnerState;
  private readonly byRole: RoleAdvantages;
  private readonly byStage: StageAdvantages | undefined;
  private advantages = new Float32Array(0);
  private targets = new Float32Array(0);

  private constructor(
    name: string,
    game: Game,
    training: TrainingConfig,
    learner: Learner,
    network: Network,
  ) {
    this.name = name;
    this.game = game;
    this.training = training;
    this.learner = learner;
    this.averageWeights = learner.weights.slice();
    this.first = learner.state();
    this.policy = new NetworkPolicy(name, network.evaluator(learner.weights), learner.shape);
    this.average = new NetworkPolicy(
      `${name}:average`,
      network.evaluator(this.averageWeights),
      learner.shape,
    );
    this.store = new DecisionStore(game.observationSize, game.seats);
    this.actor = { policy: this.policy, learning: { store: this.store, values: () => this.policy.values } };
    this.estimator = new GeneralisedAdvantages({ gamma: training.gamma, lambda: training.lambda });
    this.scale = 1 / (Math.max(...game.payoffRange.map(Math.abs)) || 1);
    this.byRole = new RoleAdvantages(game, learner.baselines, this.scale);
    const { stages } = training;
    this.byStage =
      stages.rule === 'returns'
        ? undefined
        : new StageAdvantages(
            game,
            learner.stages,
            stages.signals === 'role' ? learner.baselines : undefined,
          );
  }

  /** @param index number of the learner, which gives it random streams of its own */
  static async create(
    game: Game,
    config: LeagueConfig,
    index: number,
    network: Network,
    engine: Engine,
  ): Promise<LeagueLearner> {
    const { training, seed, steps, learners } = config;
    const { algorithm, space, clip, valueCoefficient, importanceCap } = training;
    const stages = applyRule(STAGE_RULES, training.stages, undefined);
    const learner = await Learner.create({
      engine,
      shape: networkShape(game, training),
      loss: { algorithm, space, clip, valueCoefficient, importanceCap },
      learningRate: withBudget(training.learningRate, steps),
      entropy: withBudget(training.entropy, steps),
      minibatch: training.minibatch,
      epochs: training.epochs,
      gradientClip: training.gradientClip,
      averaging: { kind: 'fraction', fraction: training.averaging },
      baseline: training.baseline,
      ...(typeof stages === 'object' && { stages }),
      initialise: stream(seed, 'learner', { game: index, seat: 0 }),
      shuffle: stream(seed, 'learner', { game: index, seat: 1 }),
    });
    return new LeagueLearner(learners[index]?.name ?? String(index), game, training, learner, network);
  }

  get steps(): number {
    return this.learner.steps;
  }

  /** Forgets the decisions of the round before. */
  begin(): void {
    this.store.clear();
  }

  /**
   * Learns from the round's decisions.
   * @param returns of all seats: [episodes, seats]
   * @param signals of all seats: [episodes, stages, seats]; needed where stages are told apart
   */
  async learn(
    episodes: number,
    returns: Float64Array,
    signals: Float64Array = NO_SIGNALS,
  ): Promise<UpdateStatistics | undefined> {
    const { store } = this;
    this.stageReport = undefined;
    if (store.count === 0) return undefined;
    store.sort(episodes);
    if (this.advantages.length < store.count) {
      this.advantages = new Float32Array(store.actions.length);
      this.targets = new Float32Array(store.actions.length);
    }
    if (advantageOf(this.training) === 'role') this.estimateByRole(returns);
    else this.estimateByCritic(episodes);
    const { byStage } = this;
    this.stageReport = byStage?.select(store, episodes, signals, this.advantages);
    if (byStage?.count === 0) return undefined;
    return this.learner.update({
      count: byStage?.count ?? store.count,
      observations: store.observations,
      legalOffsets: store.legalOffsets,
      legalActions: store.legalActions,
      actions: store.actions,
      oldProbability: store.oldProbability,
      advantages: this.advantages,
      returns: this.targets,
      order: byStage?.rows ?? store.order,
    });
  }

  /** Mean return of the learner in each seat over the last round; null for a seat that it did not hold. */
  meanReturns(returns: Float64Array): (number | null)[] {
    const { store, game } = this;
    const held = new Uint8Array(returns.length);
    for (let row = 0; row < store.count; row++) {
      held[(store.episode[row] ?? 0) * game.seats + (store.seat[row] ?? 0)] = 1;
    }
    return Array.from({ length: game.seats }, (_, seat) => {
      let [sum, count] = [0, 0];
      for (let at = seat; at < returns.length; at += game.seats) {
        if (held[at] !== 1) continue;
        sum += returns[at] ?? 0;
        count++;
      }
      return count > 0 ? sum / count : null;
    });
  }

  /** Mean of −log π(a) over the round's decisions in each role, nats; null for a role in which it made none. [roles] */
  surprisal(): (number | null)[] {
    const { store, game } = this;
    const sums = game.roles.map(() => 0);
    const counts = game.roles.map(() => 0);
    for (let row = 0; row < store.count; row++) {
      const role = store.role[row] ?? -1;
      if (role < 0) continue;
      sums[role] = (sums[role] ?? 0) - Math.log(store.oldProbability[row] ?? 1);
      counts[role] = (counts[role] ?? 0) + 1;
    }
    return sums.map((sum, role) => ((counts[role] ?? 0) > 0 ? sum / (counts[role] ?? 1) : null));
  }

  /** Until something has been learned since a reset, the average stays that of the weights before it. */
  refreshAverage(): void {
    if (this.learner.updates > 0) this.learner.averageWeights(this.averageWeights);
  }

  /**
   * Starts anew from the first weights: optimiser, average, baselines and the schedule of stages too. The steps go on, and `averageWeights`
   * keep what was learned until the next update.
   */
  reset(): void {
    this.refreshAverage();
    this.learner.restore({ ...this.first, steps: this.steps });
  }

  /** Frees what the engine holds for learning; the policies go on with their network. */
  release(): Promise<void> {
    return this.learner.release();
  }

  /** Advantages by role; a critic that there is learns the returns all the same. */
  private estimateByRole(returns: Float64Array): void {
    const { store, scale, targets } = this;
    const { seats } = this.game;
    this.byRole.estimate(store, { values: returns, stride: seats, offset: 0 }, this.advantages);
    for (let row = 0; row < store.count; row++)
      targets[row] = (returns[(store.episode[row] ?? 0) * seats + (store.seat[row] ?? 0)] ?? 0) * scale;
  }

  private estimateByCritic(episodes: number): void {
    const { store, scale } = this;
    const rewards = store.rewards;
    const end = store.count * store.seats;
    for (let at = 0; at < end; at++) rewards[at] = (rewards[at] ?? 0) * scale;
    this.estimator.estimate(
      {
        count: store.count,
        seats: store.seats,
        episodes,
        episode: store.episode,
        seat: store.seat,
        values: store.values,
        rewards,
      },
      this.advantages,
      this.targets,
    );
  }
}

export function networkShape(game: Game, training: TrainingConfig): NetworkShape {
  return { inputs: game.observationSize, hidden: training.hidden, actions: game.actionCount };
}

function withBudget(schedule: TrainingConfig['entropy'], budget: number): Schedule {
  if (typeof schedule === 'number') return schedule;
  return { kind: schedule.kind, from: schedule.from, to: schedule.to, steps: schedule.steps ?? budget };
}
