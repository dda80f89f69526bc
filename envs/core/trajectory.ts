import type { Message } from './message.ts';
import type { EpisodeRecord } from './record.ts';
import { replay } from './replay.ts';
import type { TimeStep } from './time-step.ts';

/** One decision of a seat, as a learner reads it. */
export interface TrajectoryStep {
  /** What the seat knew: [observationSize]; empty for a language game. */
  readonly observation: Float32Array;
  /** What it had been told since it last acted. */
  readonly messages: readonly Message[];
  readonly legal: readonly number[];
  /** Only in a closed game. */
  readonly action?: number;
  /** Only in a language game, without private reasoning. */
  readonly reply?: string;
  /** Its payoff from this decision to its own next one, or to the end. */
  readonly reward: number;
  /** With which the action was chosen, where that was recorded. */
  readonly probability?: number;
  /** The return that the player expected, where that was recorded. */
  readonly value?: number;
}

/** All decisions of one seat in an episode. */
export interface Trajectory {
  readonly seat: number;
  /** The role that the seat was shown last; null where it was shown none. */
  readonly role: string | null;
  readonly steps: readonly TrajectoryStep[];
  /** The seat's return; the rewards add up to it where nothing is paid before its first decision. */
  readonly return: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/**
 * The episode as each seat lived it: [seats].
 * @param steps the time steps of the record; for a language game, `await replayLanguage(record)`
 * @throws RecordError as `replay` does, where the steps are left out.
 */
export function trajectories(
  record: EpisodeRecord,
  steps: readonly TimeStep[] = replay(record),
): Trajectory[] {
  return record.seats.map((_, seat) => {
    const turns = record.decisions.flatMap((decision, index) => (decision.seat === seat ? [index] : []));
    return {
      seat,
      role: turns.length > 0 ? record.decisions[turns[turns.length - 1]].role : null,
      steps: turns.map((index, order) => {
        const { observation, messages, legal, returns } = steps[index];
        const next = order + 1 < turns.length ? turns[order + 1] : record.decisions.length;
        const { action, reply, probability, value } = record.decisions[index];
        return {
          observation,
          messages,
          legal,
          ...(action !== undefined && { action }),
          ...(reply !== undefined && { reply }),
          reward: steps[next].returns[seat] - returns[seat],
          ...(probability !== undefined && { probability }),
          ...(value !== undefined && { value }),
        };
      }),
      return: record.returns[seat],
      terminated: record.terminated,
      truncated: record.truncated,
    };
  });
}
