import { StageAlternation, type StageSchedule, StageSwitch } from '@parlor/agents';
import { z } from 'zod';
import { count } from './numbers.ts';
import { options, rowsOf } from './rule.ts';

/** How a learner tells the stages of a game apart: not at all, or by a schedule, or it learns all in every round. */
export type StageTraining = 'ignored' | 'together' | StageSchedule;

const row = rowsOf<undefined, StageTraining>();
const share = z.number().min(0).max(1);
/** `clue`: the first stage, which is played for the returns; `decision`: the others, by their own signals. */
const start = z.enum(['clue', 'decision']).default('clue');

/**
 * The stage rules, one row each: which decisions of a game with stages are learned from in a round. But for `returns`,
 * the first stage has role-conditioned advantages of the returns, each other stage group-relative ones of its signal.
 *
 * Vision-Zero keeps the policy near a reference by a KL term (coefficient τ = 0.04). The KL divergence of a policy over
 * n legal actions from the uniform one is log n less its entropy, so the coefficient of the entropy takes τ's part.
 */
export const STAGE_RULES = {
  /** Stages are ignored: every decision is learned from the returns. */
  returns: row(options({}), () => 'ignored'),
  /** Every decision in every round. */
  together: row(options({}), () => 'together'),
  /** The stages take turns, so many rounds each. */
  alternate: row(options({ cycle: count.default(1), start }), (entry) => new StageAlternation(entry)),
  /** The stage that needs it, by moving averages of how often decisions are right and how often they say nothing. */
  'iterative-spo': row(
    options({
      rho: z.number().min(0).lt(1).default(0.95),
      easyAccuracy: share.default(0.9),
      easyAbstention: share.default(0.1),
      hardError: share.default(0.4),
      hardAbstention: share.default(0.5),
      dwell: count.default(5),
      patience: count.nullable().default(null),
      start,
    })
      .refine(({ easyAccuracy, hardError }) => 1 - easyAccuracy < hardError, {
        path: ['hardError'],
        error: 'expected more than 1 − easyAccuracy',
      })
      .refine(({ easyAbstention, hardAbstention }) => easyAbstention < hardAbstention, {
        path: ['hardAbstention'],
        error: 'expected more than easyAbstention',
      })
      .refine(({ dwell, patience }) => patience === null || patience >= dwell, {
        path: ['patience'],
        error: 'expected null or at least dwell',
      }),
    (entry) => new StageSwitch(entry),
  ),
};
