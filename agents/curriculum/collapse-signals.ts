import { OptionError } from '@parlor/envs';
import type { CurriculumMeasures } from './curriculum-measures.ts';
import type { AlarmChange } from './watch.ts';

/** Ways in which a game between a proposer and solvers stops being a curriculum. */
export const COLLAPSE_SIGNALS = [
  'validity-collapse',
  'death-spiral',
  'too-easy',
  'too-hard',
  'repetition',
] as const;
export type CollapseSignal = (typeof COLLAPSE_SIGNALS)[number];

/** A signal goes on at `enter` and off at `leave`, further up, so that noise between the two moves nothing. */
export interface Threshold {
  readonly enter: number;
  readonly leave: number;
}

export interface CollapseOptions {
  /** Validity: on under `enter`, once it has been above `leave`. Default 0.1 and 0.3. */
  readonly 'validity-collapse'?: Threshold;
  /**
   * Validity as a share of the highest so far: on under `enter` while the proposer's entropy has grown since then and
   * the solvers' success looks good, off from `leave` on. Default 0.5 and 0.75; growth of at least `entropy` nats (0.1),
   * success of at least `skill` (0.5). Search Self-play's collapse under a negative format penalty.
   */
  readonly 'death-spiral'?: Threshold & { readonly entropy: number; readonly skill: number };
  /** Difficulty: on under `enter`. Default 0.05 and 0.1. */
  readonly 'too-easy'?: Threshold;
  /** The solvers' skill: on under `enter`. Default 0.05 and 0.1. */
  readonly 'too-hard'?: Threshold;
  /** Diversity: on at `enter`. Default 0.3, where PasoDoble pays nothing any more, and 0.4. */
  readonly repetition?: Threshold;
}

const DEFAULTS = {
  'validity-collapse': { enter: 0.1, leave: 0.3 },
  'death-spiral': { enter: 0.5, leave: 0.75, entropy: 0.1, skill: 0.5 },
  'too-easy': { enter: 0.05, leave: 0.1 },
  'too-hard': { enter: 0.05, leave: 0.1 },
  repetition: { enter: 0.3, leave: 0.4 },
} as const satisfies CollapseOptions;

/** Tells from a curriculum's measures which signals begin and end. */
export class CollapseSignals {
  private readonly thresholds: Required<CollapseOptions>;
  private readonly on = new Set<CollapseSignal>();
  /** Whether validity has been high enough to collapse. */
  private hasBeenValid = false;
  /** The highest validity so far, and the proposer's entropy then. */
  private best: { readonly validity: number; readonly entropy: number | null } = {
    validity: 0,
    entropy: null,
  };

  /** @throws OptionError where a signal would end before it begins. */
  constructor(options: CollapseOptions = {}) {
    this.thresholds = { ...DEFAULTS, ...options };
    for (const name of COLLAPSE_SIGNALS) {
      const { enter, leave } = this.thresholds[name];
      if (enter >= 0 && enter < leave && leave <= 1) continue;
      throw new OptionError(
        `The signal "${name}" needs 0 ≤ enter < leave ≤ 1, not enter ${enter} and leave ${leave}.`,
      );
    }
  }

  /** The signals that are on, in their usual order. */
  get active(): readonly CollapseSignal[] {
    return COLLAPSE_SIGNALS.filter((name) => this.on.has(name));
  }

  /** Takes note of the measures as they are now. @returns what began or ended by them */
  assess(measures: CurriculumMeasures): AlarmChange[] {
    const { validity, difficulty, solverSkill, diversity, entropy } = measures;
    const { thresholds } = this;
    if (validity !== null) {
      if (validity > thresholds['validity-collapse'].leave) this.hasBeenValid = true;
      if (validity >= this.best.validity) this.best = { validity, entropy };
    }
    const wanted: Record<CollapseSignal, boolean | null> = {
      'validity-collapse': this.hasBeenValid
        ? level(validity, thresholds['validity-collapse'], (value, at) => value < at)
        : null,
      'death-spiral': this.spirals(measures),
      'too-easy': level(difficulty, thresholds['too-easy'], (value, at) => value < at),
      'too-hard': level(solverSkill, thresholds['too-hard'], (value, at) => value < at),
      repetition: level(diversity, thresholds.repetition, (value, at) => value <= at),
    };
    const changes: AlarmChange[] = [];
    for (const name of COLLAPSE_SIGNALS) {
      const on = wanted[name];
      if (on === null || on === this.on.has(name)) continue;
      if (on) this.on.add(name);
      else this.on.delete(name);
      changes.push({ name, on });
    }
    return changes;
  }

  private spirals({ validity, solverSkill, entropy }: CurriculumMeasures): boolean | null {
    const { enter, leave, entropy: growth, skill } = this.thresholds['death-spiral'];
    const { best } = this;
    if (validity === null || best.validity === 0) return null;
    const share = validity / best.validity;
    if (share >= leave) return false;
    if (entropy === null || best.entropy === null || solverSkill === null) return null;
    return share < enter && entropy - best.entropy >= growth && solverSkill >= skill ? true : null;
  }
}

/** True where a signal has to be on, false where it has to be off, null where it stays as it is. */
function level(
  value: number | null,
  { enter, leave }: Threshold,
  under: (value: number, threshold: number) => boolean,
): boolean | null {
  if (value === null) return null;
  if (under(value, enter)) return true;
  return value >= leave ? false : null;
}
