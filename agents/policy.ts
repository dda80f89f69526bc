import type { Game } from '@parlor/envs';

/**
 * Decisions of one game that wait for an answer, row by row. The arrays may be larger than needed: `count` rows
 * count. They belong to whoever asks and are read only.
 */
export interface DecisionBatch {
  readonly game: Game;
  readonly count: number;
  /** What each row's seat knows: [count, observationSize]. */
  readonly observations: Float32Array;
  /** The seat of each row: [count]. */
  readonly seats: Int32Array;
  /** Legal actions of row i: `legalActions` from `legalOffsets[i]` to `legalOffsets[i + 1]`, ascending. [count + 1] */
  readonly legalOffsets: Int32Array;
  readonly legalActions: Int32Array;
  /** The information state of row i's seat as tokens; found by replay where it is asked for, so slow. */
  tokens(row: number): readonly number[];
}

/** State of knowledge to distribution over actions, in batches: tables, rules and networks alike. */
export interface Policy {
  readonly name: string;
  /**
   * Writes the probability of every legal action of every row into `probabilities`, in the order of
   * `batch.legalActions`; each row adds up to 1.
   */
  act(batch: DecisionBatch, probabilities: Float64Array): void | Promise<void>;
}
