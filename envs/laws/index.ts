/** Laws that games, environments and agents must obey, as properties for fast-check, which must be installed. */
export {
  agentLaws,
  checkAgent,
  type AgentLaw,
  type AgentOptions,
  type AgentUnderTest,
  type Decisions,
  type PolicyUnderTest,
} from './agent.ts';
export {
  checkEnvironment,
  environmentLaws,
  type Environment,
  type EnvironmentOptions,
  type EnvironmentStep,
} from './environment.ts';
export { assertGame, checkGame, gameLaws } from './game.ts';
export type { CheckOptions, Law } from './law.ts';
export { replay } from './playthrough.ts';
export { LawError, type Verdict, type Violation } from './violation.ts';
