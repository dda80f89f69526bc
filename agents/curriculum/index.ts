export * from './collapse-signals.ts';
export * from './curriculum.ts';
export type { CurriculumMeasures } from './curriculum-measures.ts';
export { graphCurriculum, graphQuestion } from './graph-curriculum.ts';
export { NearDuplicates } from './near-duplicates.ts';
export type { QuestionRecord } from './question-record.ts';
export type { AlarmChange, Watch, WatchedRound, WatchReport } from './watch.ts';
