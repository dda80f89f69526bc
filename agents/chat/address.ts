import type { Seed } from '@parlor/envs';

/** Which decision a request is for. The same question at another address is another sample. */
export interface Address {
  readonly seed: Seed;
  readonly episode: number;
  readonly seat: number;
  /** Transitions of the episode so far. */
  readonly turn: number;
  /** How often the seat was asked before at this turn, because its reply was rejected. */
  readonly attempt: number;
}
