import type { OptionSchema } from '../../core/options.ts';

/** What a proposer is paid for an accepted question. */
export const PROPOSER_REWARDS = ['difficulty', 'intermediate', 'format'] as const;
export type ProposerRewards = (typeof PROPOSER_REWARDS)[number];

/** The options of every game of search self-play that payoffs depend on. */
export const PAYOFF_OPTIONS = {
  solvers: { kind: 'integer', default: 5, min: 1, max: 8, doc: 'solvers, each on its own' },
  rewards: {
    kind: 'choice',
    default: 'difficulty',
    values: PROPOSER_REWARDS,
    doc: 'what an accepted question pays: its difficulty, being neither easy nor impossible, or 1',
  },
  penalty: {
    kind: 'real',
    default: 0,
    min: -10,
    max: 0,
    doc: 'what a rejected question pays its proposer',
  },
} as const satisfies OptionSchema;

/**
 * What an accepted question pays its proposer, s being the mean success of the solvers (Search Self-play; arXiv
 * 2510.18821, and its code): `difficulty` 1 − s; `intermediate` 4 s (1 − s), greatest where half of the solvers succeed;
 * `format` 1.
 * @param success the solvers' rewards added up, 0 … solvers
 */
export function proposerReward(rewards: ProposerRewards, success: number, solvers: number): number {
  const mean = success / solvers;
  if (rewards === 'format') return 1;
  return rewards === 'difficulty' ? 1 - mean : 4 * mean * (1 - mean);
}

/** The least and the greatest return of a seat. */
export function payoffRange(penalty: number): [number, number] {
  return [penalty, 1];
}

/** Of so many answers in one reply the reward of a right one is divided, as in the released code. */
export const MANY_ANSWERS = 10;

/**
 * What an answer pays its solver: 1 if it is right, else 0; a quarter where it is the last of more than
 * {@link MANY_ANSWERS} in one reply.
 */
export function solverReward(right: boolean, answers = 1): number {
  return right ? (answers > MANY_ANSWERS ? 1 / 4 : 1) : 0;
}
