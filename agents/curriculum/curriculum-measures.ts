/** What a curriculum looks like now. Null where nothing in the window tells it. */
export interface CurriculumMeasures {
  /** Proposals in the window. */
  readonly proposals: number;
  /** Of them, those that were accepted: questions. */
  readonly questions: number;
  /** Share of proposals that were accepted. */
  readonly validity: number | null;
  /** Mean over questions of 1 − success / solvers. */
  readonly difficulty: number | null;
  /** Mean over questions of success / solvers. */
  readonly solverSkill: number | null;
  /** Share of questions that no solver was paid anything for. */
  readonly solvedByNone: number | null;
  /** Share of questions that every solver was paid in full for. */
  readonly solvedByAll: number | null;
  /** 1 − the share of near-duplicates among the last questions. */
  readonly diversity: number | null;
  /** Mean entropy of the proposer, nats for each decision, over the proposals for which it is known. */
  readonly entropy: number | null;
  /** Rejected proposals of the window by their reasons, the most frequent first. */
  readonly rejections: Readonly<Record<string, number>>;
}
