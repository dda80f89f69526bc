import { OptionError } from '@parlor/envs';
import type { Engine, Program } from '../network/engine.ts';
import { initialWeights, weightArrays, weightCount, type NetworkShape } from '../network/network.ts';
import type { FloatArray } from '../network/onnx.ts';
import { Adam, clipScale, globalNorm, type AdamOptions, type AdamState } from './adam.ts';
import { WeightAverage, type AverageState, type Averaging } from './average.ts';
import { checkBatch, normalisation, type TrainingBatch } from './batch.ts';
import { RoleBaselines, type BaselineOptions, type BaselineState } from './baseline.ts';
import { TrainingError } from './errors.ts';
import { trainingGraph, type LossOptions } from './loss.ts';
import { Minibatch } from './minibatch.ts';
import { checkSchedule, scheduled, type Schedule } from './schedule.ts';
import type { StageSchedule, StageState } from './stage-switch.ts';

export interface LearnerOptions {
  readonly engine: Engine;
  readonly shape: NetworkShape;
  readonly loss: LossOptions;
  /** Learning rate of Adam by decisions seen. */
  readonly learningRate: Schedule;
  /** Coefficient of the entropy by decisions seen; in units of the advantage (its deviation, where normalised). */
  readonly entropy: Schedule;
  /** Rows of one gradient step; 2048 unless given. A batch is divided evenly into steps of about so many. */
  readonly minibatch?: number;
  /** Passes over each batch; 1 unless given. */
  readonly epochs?: number;
  /** Largest norm of the whole gradient; 2 unless given. */
  readonly gradientClip?: number;
  /** Whether the advantages of each batch are shifted and scaled to mean 0 and deviation 1; true unless given. */
  readonly normaliseAdvantages?: boolean;
  readonly adam?: AdamOptions;
  /** How `averageWeights` averages; about the last fifth of the updates unless given. */
  readonly averaging?: Averaging;
  readonly baseline?: BaselineOptions;
  /** Decides which stage is learned, where a game's stages are told apart; remembered with the rest. */
  readonly stages?: StageSchedule;
  /** Draws the first weights. */
  readonly initialise: { unit(): number };
  /** Shuffles the rows of each batch. */
  readonly shuffle: { below(n: number): number };
}

/** Means over the gradient steps of one update. */
export interface UpdateStatistics {
  readonly gradientSteps: number;
  readonly policyLoss: number;
  /** Mean squared error of the values; 0 for REINFORCE. */
  readonly valueLoss: number;
  /** Mean entropy over the legal actions, nats. */
  readonly entropy: number;
  /** Norm of the gradient before it was clipped. */
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly entropyCoefficient: number;
}

/** All that training goes on from, apart from the generators of random numbers; `encodeLearnerState` makes it bytes. */
export interface LearnerState {
  readonly steps: number;
  readonly updates: number;
  readonly weights: Float32Array;
  readonly adam: AdamState;
  readonly average: AverageState;
  readonly baselines: readonly BaselineState[];
  /** Where stages are told apart. */
  readonly stages?: StageState;
}

/** Learns a policy by gradient steps on batches of decisions. */
export class Learner {
  readonly shape: NetworkShape;
  /** The weights, changed in place by `update`: an evaluator that is bound to them follows. */
  readonly weights: Float32Array;
  readonly baselines: RoleBaselines;
  readonly stages: StageSchedule | undefined;
  private readonly options: LearnerOptions;
  private readonly program: Program;
  private readonly adam: Adam;
  private readonly average: WeightAverage;
  /** What the graph writes the gradient into. */
  private readonly slope: Float32Array;
  private readonly minibatch: Minibatch;
  private readonly entropyCoefficient = new Float32Array(1);
  private readonly parts: Record<'policyLoss' | 'valueLoss' | 'entropy', Float32Array>;
  private order = new Int32Array(0);
  private seen = 0;
  private updated = 0;

  private constructor(options: LearnerOptions, program: Program) {
    const { shape } = options;
    this.options = options;
    this.shape = shape;
    this.program = program;
    this.weights = initialWeights(shape, options.initialise);
    this.slope = new Float32Array(weightCount(shape));
    this.adam = new Adam(this.weights.length, options.adam);
    this.average = new WeightAverage(
      this.weights.length,
      options.averaging ?? { kind: 'fraction', fraction: 0.2 },
    );
    this.baselines = new RoleBaselines(options.baseline);
    this.stages = options.stages;
    this.parts = {
      policyLoss: new Float32Array(1),
      valueLoss: new Float32Array(1),
      entropy: new Float32Array(1),
    };
    const slopes: Record<string, FloatArray> = {};
    const views = weightArrays(shape, this.slope);
    for (const name in views) slopes[`d ${name}`] = views[name];
    const parts = Object.entries(this.parts).filter(([name]) => program.outputs.includes(name));
    const binding = program
      .bind(weightArrays(shape, this.weights))
      .bind(slopes)
      .bind(Object.fromEntries(parts))
      .bind({ entropyCoefficient: this.entropyCoefficient });
    this.minibatch = new Minibatch(binding, program.inputs, shape);
  }

  /** @throws OptionError for options out of range, EngineError if the engine refuses the graph. */
  static async create(options: LearnerOptions): Promise<Learner> {
    checkSchedule('learningRate', options.learningRate);
    checkSchedule('entropy', options.entropy);
    const { minibatch = 1, epochs = 1 } = options;
    for (const [name, count] of Object.entries({ minibatch, epochs })) {
      if (!Number.isInteger(count) || count < 1)
        throw new OptionError(`${name} must be a whole number of at least 1.`);
    }
    // One thread: sums over the rows would be taken in another order for another number of threads.
    const graph = trainingGraph(options.shape, options.loss);
    return new Learner(options, await options.engine.compile(graph, { threads: 1 }));
  }

  /** Decisions that have been learned from; each counts once, whatever the number of epochs. */
  get steps(): number {
    return this.seen;
  }

  get updates(): number {
    return this.updated;
  }

  /**
   * Learns from a batch: shuffles it, takes a gradient step for each part of about `minibatch` rows, for each epoch.
   * Do not evaluate the weights until the promise is fulfilled.
   * @throws TrainingError if the batch does not fit or the gradient is not finite.
   */
  async update(batch: TrainingBatch): Promise<UpdateStatistics> {
    const { options, weights, slope, parts } = this;
    const { count } = batch;
    checkBatch(batch, this.shape, options.loss.algorithm === 'ppo');
    const learningRate = scheduled(options.learningRate, this.seen);
    const entropyCoefficient = scheduled(options.entropy, this.seen);
    this.entropyCoefficient[0] = entropyCoefficient;
    const [shift, scale] = (options.normaliseAdvantages ?? true) ? normalisation(batch) : [0, 1];
    const divisions = this.divisions(count);
    const epochs = options.epochs ?? 1;
    const sums = { policyLoss: 0, valueLoss: 0, entropy: 0, gradientNorm: 0 };

    for (let epoch = 0; epoch < epochs; epoch++) {
      this.permute(batch);
      for (let division = 0; division < divisions; division++) {
        const from = Math.floor((division * count) / divisions);
        const to = Math.floor(((division + 1) * count) / divisions);
        await this.minibatch.gather(batch, this.order, from, to, shift, scale).run();
        const norm = globalNorm(slope);
        if (!Number.isFinite(norm)) {
          throw new TrainingError(
            `the gradient is not finite after ${this.seen} decisions: check the observations and returns of the ` +
              `batch, or lower the learning rate (${learningRate}).`,
          );
        }
        this.adam.update(weights, slope, learningRate, clipScale(norm, options.gradientClip ?? 2));
        sums.policyLoss += parts.policyLoss[0];
        sums.valueLoss += parts.valueLoss[0];
        sums.entropy += parts.entropy[0];
        sums.gradientNorm += norm;
      }
    }
    this.seen += count;
    this.updated++;
    this.average.add(weights, this.seen);
    const gradientSteps = divisions * epochs;
    return {
      gradientSteps,
      policyLoss: sums.policyLoss / gradientSteps,
      valueLoss: sums.valueLoss / gradientSteps,
      entropy: sums.entropy / gradientSteps,
      gradientNorm: sums.gradientNorm / gradientSteps,
      learningRate,
      entropyCoefficient,
    };
  }

  /**
   * Writes the gradient of a whole batch at the weights as they are into `out` [weights], unclipped, and learns
   * nothing: neither weights nor anything else that the learner remembers moves.
   * @throws TrainingError if the batch or `out` does not fit.
   */
  async gradient(batch: TrainingBatch, out: Float32Array): Promise<void> {
    const { options, slope } = this;
    const { count } = batch;
    checkBatch(batch, this.shape, options.loss.algorithm === 'ppo');
    if (out.length !== slope.length)
      throw new TrainingError(`the gradient has ${slope.length} numbers, not ${out.length}.`);
    this.entropyCoefficient[0] = scheduled(options.entropy, this.seen);
    const [shift, scale] = (options.normaliseAdvantages ?? true) ? normalisation(batch) : [0, 1];
    const divisions = this.divisions(count);
    this.list(batch);
    out.fill(0);
    for (let division = 0; division < divisions; division++) {
      const from = Math.floor((division * count) / divisions);
      const to = Math.floor(((division + 1) * count) / divisions);
      await this.minibatch.gather(batch, this.order, from, to, shift, scale).run();
      const share = (to - from) / count;
      for (let at = 0; at < out.length; at++) out[at] += share * slope[at];
    }
  }

  /** Writes the average of the weights (the first weights, before the first update). */
  averageWeights(out: Float32Array): void {
    if (this.updated === 0) out.set(this.weights);
    else this.average.write(out);
  }

  /** A copy of all that the learner remembers. */
  state(): LearnerState {
    return {
      steps: this.seen,
      updates: this.updated,
      weights: this.weights.slice(),
      adam: this.adam.state(),
      average: this.average.state(),
      baselines: this.baselines.state(),
      ...(this.stages && { stages: this.stages.state() }),
    };
  }

  /** Goes on from a state of a learner with a network of the same shape. */
  restore(state: LearnerState): void {
    if (state.weights.length !== this.weights.length) {
      throw new TrainingError(
        `the checkpoint has ${state.weights.length} weights but this network has ${this.weights.length}.`,
      );
    }
    if ((state.stages === undefined) !== (this.stages === undefined)) {
      throw new TrainingError(
        this.stages
          ? 'the checkpoint knows of no stages, but this learner tells them apart.'
          : 'the checkpoint is of a learner that tells stages apart, and this one does not.',
      );
    }
    this.seen = state.steps;
    this.updated = state.updates;
    this.weights.set(state.weights);
    this.adam.restore(state.adam);
    this.average.restore(state.average);
    this.baselines.restore(state.baselines);
    if (state.stages) this.stages?.restore(state.stages);
  }

  release(): Promise<void> {
    return this.program.release();
  }

  /** Into how many gradient steps a batch is divided. */
  private divisions(count: number): number {
    return Math.max(1, Math.round(count / (this.options.minibatch ?? 2048)));
  }

  /** The rows in the batch's own order. */
  private list({ count, order: rows }: TrainingBatch): void {
    if (this.order.length < count) this.order = new Int32Array(count);
    for (let index = 0; index < count; index++) this.order[index] = rows ? rows[index] : index;
  }

  /** A new random order of the rows (Fisher and Yates). */
  private permute(batch: TrainingBatch): void {
    this.list(batch);
    const { order } = this;
    const { count } = batch;
    for (let last = count - 1; last > 0; last--) {
      const other = this.options.shuffle.below(last + 1);
      const row = order[last];
      order[last] = order[other];
      order[other] = row;
    }
  }
}
