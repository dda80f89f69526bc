import { z } from 'zod';
import { count } from './numbers.ts';
import type { PayoffTable } from './payoff-table.ts';
import type { Snapshot } from './population.ts';
import { options, rowsOf } from './rule.ts';

/** What an admission rule may look at: the population and the results at the end of a round. */
export interface AdmissionContext {
  readonly learner: string;
  /** Decisions learned from since the learner was admitted last. */
  readonly stepsSince: number;
  readonly snapshots: readonly Snapshot[];
  /** Results of training episodes; the learner's own since it was admitted last. */
  readonly payoffs: PayoffTable;
}

const row = rowsOf<AdmissionContext, boolean>();

/** The admission rules, one row each: whether a learner's weights are to be copied into the population now. */
export const ADMISSION_RULES = {
  /** After so many decisions. */
  steps: row(options({ every: count }), ({ every }, { stepsSince }) => stepsSince >= every),
  /**
   * When the learner beats the snapshots that it has met since it was admitted last. Those that its opponent rules
   * never seat against it are not judged; a learner that has met nobody has shown nothing and waits for `atMost`.
   */
  score: row(
    options({
      /** Mean payoff against every snapshot met that must be reached. */
      above: z.number(),
      /** Episodes against each snapshot met before its mean counts. */
      games: count.default(200),
      /** Steps between two admissions, at least and at most. */
      atLeast: count,
      atMost: count,
    }).refine(({ atLeast, atMost }) => atLeast <= atMost, {
      path: ['atMost'],
      error: 'expected at least atLeast',
    }),
    ({ above, games, atLeast, atMost }, { learner, stepsSince, snapshots, payoffs }) => {
      if (stepsSince < atLeast) return false;
      if (stepsSince >= atMost) return true;
      const met = snapshots
        .map(({ name }) => payoffs.get(learner, name))
        .filter(({ episodes }) => episodes > 0);
      return met.length > 0 && met.every(({ episodes, mean }) => episodes >= games && mean >= above);
    },
  ),
};
