import type { Arrays, Binding, Engine, Program } from '../network/engine.ts';
import { initialWeights, parameters, weightArrays, weightCount, type NetworkShape } from '../network/network.ts';
import { Adam, clipScale, globalNorm, type AdamOptions, type AdamState } from './adam.ts';
import { WeightAverage, type AverageState, type Averaging } from './average.ts';
import { RoleBaselines, type BaselineOptions, type BaselineState } from './baseline.ts';
import { trainingGraph, type LossOptions } from './loss.ts';
import { checkSchedule, scheduled, type Schedule } from './schedule.ts';

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
  /** How `averageWeights` averages; the last fifth of the updates unless given. */
  readonly averaging?: Averaging;
  readonly baseline?: BaselineOptions;
  /** Draws the first weights. */
  readonly initialise: { unit(): number };
  /** Shuffles the rows of each batch. */
  readonly shuffle: { below(n: number): number };
  /** Threads of one gradient step; 1 unless given. */
  readonly threads?: number;
}

/** Decisions to learn from. All arrays are row-major and may be longer than needed. */
export interface DecisionBatch {
  readonly count: number;
  /** count × inputs */
  readonly observations: Float32Array;
  /** count × actions, 1 where legal, else 0 */
  readonly legal: Float32Array;
  /** The action that was chosen, by its number. */
  readonly actions: Int32Array;
  /** The probability with which it was chosen. */
  readonly oldProbability: Float32Array;
  readonly advantages: Float32Array;
  /** What the value should have been; PPO only. */
  readonly returns?: Float32Array;
}

/** Means over the gradient steps of one update. */
export interface UpdateStatistics {
  readonly gradientSteps: number;
  readonly loss: number;
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

/** Everything that training goes on from, apart from the two streams of random numbers; see `encodeLearnerState`. */
export interface LearnerState {
  readonly steps: number;
  readonly updates: number;
  readonly weights: Float32Array;
  readonly adam: AdamState;
  readonly average: AverageState;
  readonly baselines: readonly BaselineState[];
}

/** Training that can not go on: a gradient that is not finite, or a batch that does not fit. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
