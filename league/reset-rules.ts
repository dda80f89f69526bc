import { options, rowsOf } from './rule.ts';

/** What a reset rule may look at, at the end of a round in which the learner has learned. */
export interface ResetContext {
  /** Whether the learner has just been admitted. */
  readonly admitted: boolean;
}

const row = rowsOf<ResetContext, boolean>();

/** The reset rules, one row each: whether a learner starts anew from its first weights now. */
export const RESET_RULES = {
  never: row(options({}), () => false),
  'on-admission': row(options({}), (_, { admitted }) => admitted),
};
