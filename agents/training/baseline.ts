import { OptionError } from '@parlor/envs';
export interface BaselineOptions {
  /** Weight of the old baseline in the moving average; 0.95 unless given. */
  readonly decay?: number;
  /** Whether the advantage is taken against the baseline from before this return (`pre`, the default) or after it. */
  readonly timing?: 'pre' | 'post';
  /** Divides the baseline by 1 − decayⁿ after n returns, which removes the pull of its start at 0. Off unless given. */
  readonly biasCorrection?: boolean;
  /**
   * Whether each role of a game has a baseline of its own (the default), or all share one, for comparison. The shared
   * one of a zero-sum game whose seats are all the learner's stays 0.
   */
  readonly by?: 'role' | 'game';
}

/** One baseline; plain data, for checkpoints. */
export interface BaselineState {
  readonly game: string;
  readonly role: string;
  readonly value: number;
  readonly count: number;
}

/** The role under which a baseline of all roles is kept. */
const EVERYBODY = '*';

/**
 * Role-conditioned advantage estimation (SPIRAL; B. Liu et al., 2025): one moving average of returns for each game and
 * role, from 0: b ← decay · b + (1 − decay) · R. The advantage of a whole episode for a role is R − b. Their code reads
 * b before the update (which keeps the estimate unbiased), their formula after it; `timing` chooses. Where several
 * seats have the same role, R is their mean, and each seat's advantage its own return less b (Vision-Zero; Q. Wang et
 * al., 2025).
 */
export class RoleBaselines {
  private readonly decay: number;
  private readonly timing: 'pre' | 'post';
  private readonly biasCorrection: boolean;
  private readonly shared: boolean;
  private readonly slots = new Map<string, number>();
  private readonly entries: { game: string; role: string; value: number; count: number }[] = [];
  /** Of the episode at hand, by slot. */
  private readonly sums: number[] = [];
  private readonly seats: number[] = [];

  constructor({ decay = 0.95, timing = 'pre', biasCorrection = false, by = 'role' }: BaselineOptions = {}) {
    if (!(decay >= 0 && decay < 1))
      throw new OptionError(`decay must be at least 0 and less than 1, not ${decay}.`);
    this.decay = decay;
    this.timing = timing;
    this.biasCorrection = biasCorrection;
    this.shared = by === 'game';
  }

  /** A number for this game and role, which stays valid; look it up once, outside of loops. */
  slot(game: string, role: string): number {
    return this.place(game, this.shared ? EVERYBODY : role);
  }

  /** The advantage of one seat's return; the baseline takes the return in. */
  advantage(slot: number, ret: number): number {
    const before = this.value(slot);
    this.take(slot, ret);
    return ret - (this.timing === 'pre' ? before : this.value(slot));
  }

  /**
   * The advantages of one episode's returns, in place: `returns[i]` is the return of a seat with the slot `slots[i]`,
   * for i below `count`. Each baseline takes the mean of its seats' returns in, once.
   */
  advantages(slots: Int32Array, returns: Float64Array, count: number): void {
    const { sums, seats } = this;
    const pre = this.timing === 'pre';
    for (let at = 0; at < count; at++) {
      sums[slots[at]] += returns[at];
      seats[slots[at]]++;
      if (pre) returns[at] -= this.value(slots[at]);
    }
    for (let at = 0; at < count; at++) {
      const slot = slots[at];
      if (seats[slot] === 0) continue; // another seat of the role came before
      this.take(slot, sums[slot] / seats[slot]);
      sums[slot] = 0;
      seats[slot] = 0;
    }
    for (let at = 0; !pre && at < count; at++) returns[at] -= this.value(slots[at]);
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
      Object.assign(this.entries[this.place(game, role)], { value, count });
  }

  private take(slot: number, ret: number): void {
    const entry = this.entries[slot];
    entry.value = this.decay * entry.value + (1 - this.decay) * ret;
    entry.count++;
  }

  private place(game: string, role: string): number {
    const key = JSON.stringify([game, role]);
    const known = this.slots.get(key);
    if (known !== undefined) return known;
    this.slots.set(key, this.entries.length);
    this.sums.push(0);
    this.seats.push(0);
    return this.entries.push({ game, role, value: 0, count: 0 }) - 1;
  }
}
