import { ParlorError } from '@parlor/envs';

export interface AgentErrorOptions extends ErrorOptions {
  readonly detail?: string | undefined;
}

/**
 * An agent that cannot answer: its model is silent, its process has ended, its budget is spent. In a match it forfeits
 * by the game's policy and the match goes on.
 */
export class AgentError extends ParlorError {
  override readonly name = 'AgentError';
  /** Why, as a clause that everybody may read, without its full stop: `its model did not answer within 30 s`. */
  readonly reason: string;
  /**
   * What whoever runs the match may read besides, and other players never: the end of a bot's standard error. Lines
   * without control characters, 1000 characters at most.
   */
  readonly detail?: string;

  constructor(agent: string, reason: string, { detail, ...options }: AgentErrorOptions = {}) {
    super(`${agent} cannot answer: ${reason}.`, options);
    this.reason = reason;
    if (detail !== undefined) this.detail = detail;
  }
}
