import type { State } from '@parlor/envs';

/** An alarm that begins (`on`) or ends. */
export interface AlarmChange {
  readonly name: string;
  readonly on: boolean;
}

/** What whoever watches training is told of a round besides its episodes. */
export interface WatchedRound {
  /**
   * Mean of −log π(a) over the learner's decisions in each role, an unbiased estimate of the policy's entropy, nats for
   * each decision; null for a role in which it decided nothing. [roles]
   */
  readonly surprisal: readonly (number | null)[];
}

/** What a round came to. */
export interface WatchReport {
  /** Finite numbers by their names; what has no value is left out. */
  readonly measures: Readonly<Record<string, number>>;
  /** Alarms that began or ended since the report before. */
  readonly alarms: readonly AlarmChange[];
}

/** Watches the episodes that a learner trains on. What it answers depends on what it is told, and on nothing else. */
export interface Watch {
  /** Every alarm that it can give. */
  readonly alarms: readonly string[];
  /**
   * Is told the end of every training episode, in order.
   * @param state the terminal state, not to be kept: it is written over
   * @param holds whether the learner itself had the seat
   */
  ended(state: State, holds: (seat: number) => boolean): void;
  /** Is asked once a round, after its episodes. */
  report(round: WatchedRound): WatchReport;
}
