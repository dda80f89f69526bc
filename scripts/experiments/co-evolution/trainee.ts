import {
  type Actor,
  DecisionStore,
  type Engine,
  GeneralisedAdvantages,
  Learner,
  type LearnerOptions,
  Network,
  NetworkPolicy,
  type NetworkShape,
  type UpdateStatistics,
} from '@parlor/agents';
import { type Game, stream } from '@parlor/envs';
import { RoleAdvantages } from '@parlor/league';

/** What a return is compared with: nothing, as for Search Self-play's proposer, the role's moving average, or a critic. */
export type Advantage = 'raw' | 'role' | 'critic';

export interface TraineeOptions extends Pick<
  LearnerOptions,
  'learningRate' | 'entropy' | 'loss' | 'minibatch' | 'epochs'
> {
  readonly hidden: readonly number[];
  readonly advantage: Advantage;
  /** Whether advantages are normalised in each batch; default yes. */
  readonly normaliseAdvantages?: boolean;
  readonly seed: number;
  /** Number of the network, which gives it random streams of its own. */
  readonly index: number;
}

/** One network of an experiment, which holds the seats of one role and may learn from them. */
export class Trainee {
  readonly name: string;
  readonly learner: Learner;
  readonly policy: NetworkPolicy;
  /** Learns from what it decides. */
  readonly actor: Actor;
  readonly store: DecisionStore;
  private readonly network: Network;
  private readonly advantage: Advantage;
  private readonly byRole: RoleAdvantages;
  private readonly byCritic = new GeneralisedAdvantages();
  private advantages = new Float32Array(0);
  private targets = new Float32Array(0);

  private constructor(name: string, game: Game, learner: Learner, network: Network, advantage: Advantage) {
    this.name = name;
    this.learner = learner;
    this.network = network;
    this.advantage = advantage;
    this.policy = new NetworkPolicy(name, network.evaluator(learner.weights), learner.shape);
    this.store = new DecisionStore(game.observationSize, game.seats);
    this.actor = { policy: this.policy, learning: { store: this.store, values: () => this.policy.values } };
    this.byRole = new RoleAdvantages(game, learner.baselines, 1);
  }

  static async create(name: string, game: Game, engine: Engine, options: TraineeOptions): Promise<Trainee> {
    const { hidden, advantage, seed, index, normaliseAdvantages = true, ...rest } = options;
    const shape: NetworkShape = { inputs: game.observationSize, hidden, actions: game.actionCount };
    const learner = await Learner.create({
      ...rest,
      engine,
      shape,
      normaliseAdvantages,
      initialise: stream(seed, 'learner', { game: index, seat: 0 }),
      shuffle: stream(seed, 'learner', { game: index, seat: 1 }),
    });
    return new Trainee(name, game, learner, await Network.create(engine, shape), advantage);
  }

  /** Mean of −log π(a) over the stored decisions, nats for each decision. */
  get surprisal(): number {
    const { count, oldProbability } = this.store;
    let sum = 0;
    for (let row = 0; row < count; row++) sum -= Math.log(oldProbability[row] ?? 1);
    return count > 0 ? sum / count : NaN;
  }

  /** Learns from the stored decisions. @param returns of all seats: [episodes, seats] */
  async learn(episodes: number, returns: Float64Array): Promise<UpdateStatistics> {
    const { store, learner } = this;
    const { seats } = store;
    if (returns.length !== episodes * seats)
      throw new Error(
        `${this.name} has ${seats} seats in ${episodes} episodes, not ${returns.length} returns`,
      );
    store.sort(episodes);
    if (this.advantages.length < store.count) {
      this.advantages = new Float32Array(store.actions.length);
      this.targets = new Float32Array(store.actions.length);
    }
    for (let row = 0; row < store.count; row++)
      this.targets[row] = returns[(store.episode[row] ?? 0) * seats + (store.seat[row] ?? 0)] ?? 0;
    switch (this.advantage) {
      case 'raw':
        this.advantages.set(this.targets.subarray(0, store.count));
        break;
      case 'role':
        this.byRole.estimate(store, { values: returns, stride: seats, offset: 0 }, this.advantages);
        break;
      case 'critic':
        this.byCritic.estimate(
          {
            count: store.count,
            seats,
            episodes,
            episode: store.episode,
            seat: store.seat,
            values: store.values,
            rewards: store.rewards,
          },
          this.advantages,
          this.targets,
        );
    }
    return learner.update({
      count: store.count,
      observations: store.observations,
      legalOffsets: store.legalOffsets,
      legalActions: store.legalActions,
      actions: store.actions,
      oldProbability: store.oldProbability,
      advantages: this.advantages,
      returns: this.targets,
      order: store.order,
    });
  }

  async release(): Promise<void> {
    await this.learner.release();
    await this.network.release();
  }
}
