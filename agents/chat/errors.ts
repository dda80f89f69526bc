import { ParlorError } from '@parlor/envs';

/** A configuration or a template that says something impossible, or a part that cannot be loaded, read or written. */
export class ChatError extends ParlorError {
  override readonly name = 'ChatError';
}
