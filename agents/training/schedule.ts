import { OptionError } from '@parlor/envs';
/** A number that changes with the steps (decisions) that a learner has seen; after `steps` it stays at `to`. */
export type Schedule =
  | number
  | {
      readonly kind: 'linear' | 'exponential';
      readonly from: number;
      readonly to: number;
      readonly steps: number;
    };

/** The value of a schedule after `step` decisions: `from` at 0 and `to`, exactly, from `steps` on. */
export function scheduled(schedule: Schedule, step: number): number {
  if (typeof schedule === 'number') return schedule;
  const { kind, from, to, steps } = schedule;
  if (step >= steps) return to;
  const progress = Math.max(0, step / steps);
  // Not `**`: engines disagree about its last bit.
  return kind === 'linear' ? from + (to - from) * progress : from * Math.exp(progress * Math.log(to / from));
}

/** @throws OptionError for a number that is not finite, and for an exponential schedule that is not positive. */
export function checkSchedule(name: string, schedule: Schedule): void {
  const numbers = typeof schedule === 'number' ? [schedule] : [schedule.from, schedule.to];
  if (!numbers.every(Number.isFinite)) throw new OptionError(`${name} must be finite numbers.`);
  if (typeof schedule === 'number') return;
  if (!(schedule.steps > 0)) throw new OptionError(`${name} must last for more than 0 steps.`);
  if (schedule.kind === 'exponential' && !(schedule.from > 0 && schedule.to > 0)) {
    throw new OptionError(`${name} falls exponentially, so both of its ends must be greater than 0.`);
  }
}
