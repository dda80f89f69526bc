import { ParlorError } from '@parlor/envs';

/**
 * An agent that cannot answer: its model is silent, its process has ended, its budget is spent. In a match it forfeits
 * by the game's policy and the match goes on.
 */
export class AgentError extends ParlorError {
  override readonly name = 'AgentError';
  /** Why, as a clause that everybody may read, without its full stop: `its model did not answer within 30 s`. */
  readonly reason: string;

  constructor(agent: string, reason: string, options?: ErrorOptions) {
    super(`${agent} cannot answer: ${reason}.`, options);
    this.reason = reason;
  }
}
