import { NEAR_DUPLICATE, OptionError, tokenSet } from '@parlor/envs';
import { type CollapseOptions, type CollapseSignal, CollapseSignals } from './collapse-signals.ts';
import type { CurriculumMeasures } from './curriculum-measures.ts';
import { NearDuplicates } from './near-duplicates.ts';
import type { QuestionRecord } from './question-record.ts';
import type { AlarmChange } from './watch.ts';

export interface CurriculumOptions {
  /** The last so many proposals are measured; default 1000. */
  readonly window?: number;
  /** Diversity is that of the last so many accepted questions; default 100. */
  readonly questions?: number;
  /** Token-set similarity above which a question is a near-duplicate; default 0.8. */
  readonly similarity?: number;
  /** Signals stay as they are until there are so many proposals; default 100, the whole window where it is smaller. */
  readonly atLeast?: number;
  readonly signals?: CollapseOptions;
}

/** Of whom nothing is known: a proposal without its entropy, a rejected one without its success. */
const UNKNOWN = NaN;

/**
 * Measures of the last proposals of a game between a proposer and solvers, and the signals of its collapse. A proposal
 * costs little, whatever the window; thousands in a round are no burden.
 */
export class Curriculum {
  private readonly window: number;
  private readonly atLeast: number;
  private readonly duplicates: NearDuplicates;
  private readonly signals: CollapseSignals;
  /** Mean reward of a question's solvers, NaN for a rejected proposal: a ring of the window. */
  private readonly success: Float64Array;
  /** A ring of the window, NaN where it is not known. */
  private readonly entropy: Float64Array;
  /** Why a proposal was rejected: a ring of the window. */
  private readonly reasons: string[] = [];
  private added = 0;

  /** @throws OptionError for a window or a threshold out of range. */
  constructor(options: CurriculumOptions = {}) {
    const { window = 1000, questions = 100, similarity = NEAR_DUPLICATE } = options;
    const { atLeast = Math.min(window, 100) } = options;
    for (const [name, value, most] of [
      ['window', window, Infinity],
      ['atLeast', atLeast, window],
    ] as const) {
      if (Number.isInteger(value) && value >= 1 && value <= most) continue;
      throw new OptionError(
        `A curriculum's ${name} must be a whole number from 1 ${most < Infinity ? `to ${most}` : 'on'}, not ${value}.`,
      );
    }
    this.window = window;
    this.atLeast = atLeast;
    this.duplicates = new NearDuplicates(questions, similarity);
    this.signals = new CollapseSignals(options.signals);
    this.success = new Float64Array(window);
    this.entropy = new Float64Array(window);
  }

  /** The signals that are on. */
  get active(): readonly CollapseSignal[] {
    return this.signals.active;
  }

  /** @throws OptionError for an accepted question without a solver, or with more or less success than there can be. */
  add(record: QuestionRecord): void {
    const { accepted, reason = 'rejected', text, success, solvers, entropy = UNKNOWN } = record;
    if (accepted && !(solvers >= 1 && success >= 0 && success <= solvers)) {
      throw new OptionError(
        `An accepted question needs a solver and a success from 0 to the number of solvers, not ${success} of ${solvers}.`,
      );
    }
    const at = this.added++ % this.window;
    this.success[at] = accepted ? success / solvers : UNKNOWN;
    this.entropy[at] = entropy;
    this.reasons[at] = accepted ? '' : reason;
    if (accepted) this.duplicates.add(tokenSet(text));
  }

  /** What the window holds, in one pass over it. */
  measures(): CurriculumMeasures {
    const { success, entropy, reasons, duplicates } = this;
    const proposals = Math.min(this.added, this.window);
    let [questions, skill, none, all, known, entropies] = [0, 0, 0, 0, 0, 0];
    const counts = new Map<string, number>();
    for (let at = 0; at < proposals; at++) {
      if (!Number.isNaN(entropy[at])) {
        known++;
        entropies += entropy[at];
      }
      const mean = success[at];
      if (Number.isNaN(mean)) {
        counts.set(reasons[at], (counts.get(reasons[at]) ?? 0) + 1);
        continue;
      }
      questions++;
      skill += mean;
      if (mean === 0) none++;
      else if (mean === 1) all++;
    }
    const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
    const solverSkill = share(skill, questions);
    const repeated = share(duplicates.count, duplicates.size);
    const byCount = [...counts].sort(([, one], [, other]) => other - one);
    return {
      proposals,
      questions,
      validity: share(questions, proposals),
      difficulty: solverSkill === null ? null : 1 - solverSkill,
      solverSkill,
      solvedByNone: share(none, questions),
      solvedByAll: share(all, questions),
      diversity: repeated === null ? null : 1 - repeated,
      entropy: share(entropies, known),
      rejections: Object.fromEntries(byCount),
    };
  }

  /**
   * Looks which signals of collapse begin or end by the measures as they are now.
   * @returns what has changed since it was asked last
   */
  assess(measures: CurriculumMeasures = this.measures()): AlarmChange[] {
    return measures.proposals < this.atLeast ? [] : this.signals.assess(measures);
  }
}
