export { Adam, clipScale, globalNorm, type AdamOptions, type AdamState } from './adam.ts';
export { GeneralisedAdvantages, type DecisionSequence, type GeneralisedOptions } from './advantage.ts';
export { WeightAverage, type AverageState, type Averaging } from './average.ts';
export { RoleBaselines, type BaselineOptions, type BaselineState } from './baseline.ts';
export { decodeLearnerState, encodeLearnerState } from './checkpoint.ts';
export { TrainingError } from './errors.ts';
export { groupAdvantages, type RewardGroups } from './group-advantage.ts';
export { Learner, type LearnerOptions, type LearnerState, type UpdateStatistics } from './learner.ts';
export { lossNodes, trainingGraph, type LossNodes, type LossOptions } from './loss.ts';
export type { TrainingBatch } from './batch.ts';
export { checkSchedule, scheduled, type Schedule } from './schedule.ts';
export {
  StageAlternation,
  type StageAlternationOptions,
  type StageRates,
  type StageSchedule,
  type StageState,
  StageSwitch,
  type StageSwitchOptions,
  type TrainingStage,
} from './stage-switch.ts';
export { DecisionStore } from './decision-store.ts';
