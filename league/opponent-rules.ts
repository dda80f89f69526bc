import type { PayoffTable } from './payoff-table.ts';
import { FIXED, type Snapshot } from './population.ts';
import { z } from 'zod';
import { options, rowsOf } from './rule.ts';

/** What an opponent rule may look at: results of earlier rounds only. */
export interface RuleContext {
  readonly learner: string;
  readonly snapshots: readonly Snapshot[];
  /** Results of training episodes; each learner's own since it was admitted last. */
  readonly payoffs: PayoffTable;
}

/** Who sits opposite: the learner itself, or a frozen member by its weight (same order as `snapshots`). */
export type OpponentWeights = 'self' | readonly number[];

const row = rowsOf<RuleContext, OpponentWeights>();

/**
 * The opponent rules, one row each. A rule weighs the frozen members; all weights 0, or nobody to weigh, means
 * self-play. Weights need not add up to 1.
 */
export const OPPONENT_RULES = {
  'self-play': row(options({}), () => 'self'),
  /** The learner's own newest snapshot. */
  latest: row(options({}), (_, { learner, snapshots }) => {
    const own = snapshots.map((snapshot) => snapshot.learner === learner);
    const last = own.lastIndexOf(true);
    return snapshots.map((_, index) => (index === last ? 1 : 0));
  }),
  /** Every snapshot of a learner alike. */
  uniform: row(options({}), (_, { snapshots }) =>
    snapshots.map(({ learner }) => (learner === FIXED ? 0 : 1)),
  ),
  /** Members that never learn: one by its name, or all alike. */
  fixed: row(options({ name: z.string().optional() }), ({ name }, { snapshots }) =>
    snapshots.map((snapshot) =>
      snapshot.learner === FIXED && (name === undefined || snapshot.name === name) ? 1 : 0,
    ),
  ),
};
