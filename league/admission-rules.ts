import type { AdmissionRule } from './config.ts';
import type { PayoffTable } from './payoff-table.ts';
import type { Snapshot } from './population.ts';

export interface AdmissionContext {
  readonly learner: string;
  /** Decisions learned from since the learner was admitted last. */
  readonly stepsSince: number;
  readonly snapshots: readonly Snapshot[];
  /** Results of training episodes. */
  readonly payoffs: PayoffTable;
}

type RuleOf<Name extends AdmissionRule['rule']> = Extract<AdmissionRule, { rule: Name }>;

const ADMISSION_RULES: {
  readonly [Name in AdmissionRule['rule']]: (rule: RuleOf<Name>, context: AdmissionContext) => boolean;
} = {
  steps: (rule, { stepsSince }) => stepsSince >= rule.every,
  score: (rule, { learner, stepsSince, snapshots, payoffs }) => {
    if (stepsSince < rule.atLeast) return false;
    if (stepsSince >= rule.atMost) return true;
    return snapshots.every((snapshot) => {
      const { episodes, mean } = payoffs.get(learner, snapshot.name);
      return episodes >= rule.games && mean >= rule.above;
    });
  },
};

/** Whether a learner's weights are to be copied into the population now. */
export function admits(rule: AdmissionRule, context: AdmissionContext): boolean {
  return rule.rule === 'steps' ? ADMISSION_RULES.steps(rule, context) : ADMISSION_RULES.score(rule, context);
}
