import { loadGame, type OptionValue } from '@parlor/envs';
import type { TraineeOptions } from './trainee.ts';

/** The graph and the budgets, the same in all runs. */
export const GRAPH = {
  entities: 6,
  relations: 1,
  hops: 3,
  look_ups: 5,
  solver_look_ups: 4,
  noise: 0.05,
  distractors: 0,
  solvers: 2,
} as const;

export const SEEDS = [1, 2, 3, 4, 5];
/** Episodes of a round. */
export const EPISODES = 1024;

/** The game that is trained on, or a variant of it whose observations and seats are the same. */
export function graphGame(options: Readonly<Record<string, OptionValue>> = {}) {
  return loadGame('graph_search', { ...GRAPH, ...options });
}

type Training = Omit<TraineeOptions, 'seed' | 'index'>;

const NETWORK = { hidden: [64, 64], minibatch: 1024 } as const;

/**
 * Rates are constant, so that they do not depend on how many decisions an arm comes to. The proposer's return is compared
 * with a moving average; the solver's with a critic, without which questions of several hops are hardly learned: how
 * hard a question is matters more to the return than what is done.
 */
export const PROPOSER_TRAINING: Training = {
  ...NETWORK,
  loss: { algorithm: 'ppo', space: 'probability' },
  advantage: 'role',
  epochs: 3,
  learningRate: 1e-3,
  entropy: 0.05,
};
export const SOLVER_TRAINING: Training = {
  ...NETWORK,
  loss: { algorithm: 'ppo', space: 'probability' },
  advantage: 'critic',
  epochs: 3,
  learningRate: 3e-3,
  entropy: 0.05,
};
