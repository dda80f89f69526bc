/** What became of one proposal of a proposer. */
export interface QuestionRecord {
  readonly accepted: boolean;
  /** Where it was not accepted: why, as a short name such as `answer-in-question`. */
  readonly reason?: string;
  /** The question, empty where there was none. */
  readonly text: string;
  /** Sum of the solvers' rewards, 0 … solvers. Looked at where the question was accepted. */
  readonly success: number;
  /** How many solvers tried, at least 1 where the question was accepted. */
  readonly solvers: number;
  /** Entropy of the proposer while it made the proposal, nats for each decision, where it is known. */
  readonly entropy?: number;
}
