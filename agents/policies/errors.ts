import { ParlorError } from '@parlor/envs';

/** A policy that does not fit the game it is asked about, or that answers with no distribution. */
export class PolicyError extends ParlorError {
  override readonly name = 'PolicyError';
}

/** The input of a person at a terminal ended in the middle of a game. */
export class InputEndedError extends ParlorError {
  override readonly name = 'InputEndedError';
}
