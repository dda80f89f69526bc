import { OptionError } from '@parlor/envs';
export interface BaselineOptions {
  /** Weight of the old baseline in the moving average; 0.95 unless given. */
  readonly decay?: number;
  /** Whether the advantage is taken against the baseline from before this return (`pre`, the default) or after it. */
  readonly timing?: 'pre' | 'post';
  /** Divides the baseline by 1 − decayⁿ after n returns, which removes the pull of its start at 0. Off unless given. */
  readonly biasCorrection?: boolean;
}

/** One baseline; plain data, for checkpoints. */
export interface BaselineState {
  readonly game: string;
  readonly role: string;
  readonly value: number;
  readonly count: number;
}

/**
 * Role-conditioned advantage estimation (SPIRAL; B. Liu et al., 2025): one moving average of returns for each game and
 * role, from 0: b ← decay · b + (1 − decay) · R. The advantage of a whole episode for a role is R − b. Their code reads
 * b before the update (which keeps the estimate unbiased), their formula after it; `timing` chooses.
 */
export class RoleBaselines {
  private readonly decay: number;
  private readonly timing: 'pre' | 'post';
  private readonly biasCorrection: boolean;
  private readonly slots = new Map<string, number>();
  private readonly entries: { game: string; role: string; value: number; count: number }[] = [];

  constructor({ decay = 0.95, timing = 'pre', biasCorrection = false }: BaselineOptions = {}) {
    if (!(decay >= 0 && decay < 1))
      throw new OptionError(`decay must be at least 0 and less than 1, not ${decay}.`);
    this.decay = decay;
    this.timing = timing;
    this.biasCorrection = biasCorrection;
  }

  /** A number for this game and role, which stays valid; look it up once, outside of loops. */
  slot(game: string, role: string): number {
    const key = JSON.stringify([game, role]);
    const known = this.slots.get(key);
    if (known !== undefined) return known;
    this.slots.set(key, this.entries.length);
    return this.entries.push({ game, role, value: 0, count: 0 }) - 1;
  }

  /** The advantage of an episode's return; the baseline takes the return in. */
  advantage(slot: number, ret: number): number {
    const entry = this.entries[slot];
    const before = this.value(slot);
    entry.value = this.decay * entry.value + (1 - this.decay) * ret;
    entry.count++;
    return ret - (this.timing === 'pre' ? before : this.value(slot));
  }

  /** The baseline as it would be subtracted now; 0 before the first return. */
  value(slot: number): number {
    const { value, count } = this.entries[slot];
    return this.biasCorrection && count > 0 ? value / (1 - this.decay ** count) : value;
  }

  state(): BaselineState[] {
    return this.entries.map((entry) => ({ ...entry }));
  }

  restore(state: readonly BaselineState[]): void {
    for (const entry of this.entries) Object.assign(entry, { value: 0, count: 0 });
    for (const { game, role, value, count } of state)
      Object.assign(this.entries[this.slot(game, role)], { value, count });
  }
}
