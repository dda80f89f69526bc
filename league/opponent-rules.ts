import type { OpponentRuleName } from './config.ts';
import type { PayoffTable } from './payoff-table.ts';
import type { Snapshot } from './population.ts';

/** What a rule may look at: results of earlier rounds only. */
export interface RuleContext {
  readonly learner: string;
  readonly snapshots: readonly Snapshot[];
  readonly payoffs: PayoffTable;
}

/** Who sits opposite: the learner itself, or a frozen member by its weight (same order as `snapshots`). */
export type OpponentWeights = 'self' | readonly number[];

/**
 * The opponent rules, one row each. A rule weighs the frozen members; all weights 0, or nobody to weigh, means
 * self-play. Weights need not add up to 1.
 */
export const OPPONENT_RULES: Readonly<Record<OpponentRuleName, (context: RuleContext) => OpponentWeights>> = {
  'self-play': () => 'self',
  latest: ({ learner, snapshots }) => {
    const own = snapshots.map((snapshot) => snapshot.learner === learner);
    const last = own.lastIndexOf(true);
    return snapshots.map((_, index) => (index === last ? 1 : 0));
  },
  uniform: ({ snapshots }) => snapshots.map(() => 1),
};
