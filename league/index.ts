/** The self-play league: population, matchmaking, ratings, reports. */
export { ADMISSION_RULES, type AdmissionContext } from './admission-rules.ts';
export {
  ConfigError,
  parseConfig,
  type LeagueConfig,
  type LeagueConfigInput,
  type LeagueRole,
} from './config.ts';
export { Evaluation, type Contestant, type MatchResult } from './evaluation.ts';
export type { LeagueEvent, LeagueResult, MemberRating, StoppedBy } from './events.ts';
export { ExactEvaluator } from './exact.ts';
export { ANCHOR, League, LeagueError, type LeagueOptions } from './league.ts';
export { assignSeats, SELF } from './matchmaking.ts';
export { OPPONENT_RULES, type OpponentWeights, type RuleContext } from './opponent-rules.ts';
export { PayoffTable, type PayoffEntry } from './payoff-table.ts';
export { Population, type Snapshot, weightHash } from './population.ts';
export { bradleyTerry, type PairScore, type Rating } from './ratings.ts';
export { leagueReport } from './report.ts';
export { RESET_RULES, type ResetContext } from './reset-rules.ts';
export { RoleAdvantages, type Payoffs } from './role-advantages.ts';
export { applyRule, options, rowsOf, type Rule, ruleSchema, type RuleTable } from './rule.ts';
export { RunFolder, RunFolderError } from './run-folder.ts';
export type { StageReport } from './stage-advantages.ts';
export { STAGE_RULES, type StageTraining } from './stage-rules.ts';
export { runLeague, type RunOptions } from './run.ts';
export { WatchError } from './watching.ts';
