/** Laws that games, environments and agents must obey, as properties for fast-check, which must be installed. */
export type { AgentUnderTest } from './agent.ts';
export { type AgentLaw, agentLaws, checkAgent } from './check-agent.ts';
export { checkEnvironment, environmentLaws } from './environment.ts';
export type { EnvironmentOptions, EnvironmentUnderTest, StepUnderTest } from './environment-play.ts';
export { assertGame, checkGame, gameLaws } from './game.ts';
export type { CheckOptions, Law } from './law.ts';
export { stateAfter } from './playthrough.ts';
export type { AgentOptions, Decisions, PolicyUnderTest } from './policy.ts';
export { LawError, type Verdict, type Violation } from './violation.ts';
export {
  assertLanguageGame,
  checkLanguageGame,
  type LanguageCheckOptions,
  languageLaws,
  recheckLanguageGame,
} from './language/check.ts';
export { type FuzzFault, type FuzzOptions, type FuzzReport, fuzzLanguageGame } from './language/fuzz.ts';
export { junkReply, junkText } from './language/junk.ts';
export type { LanguageLaw, LanguageLawOptions, LanguageVerdict, LanguageViolation } from './language/law.ts';
