import { ParlorError } from '@parlor/envs';

/** An agent that keeps answering in words which name no legal action. */
export class InvalidReplyError extends ParlorError {
  override readonly name = 'InvalidReplyError';
}
