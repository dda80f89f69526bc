import { NEAR_DUPLICATE, OptionError } from '@parlor/envs';

/** A question among the last: what it shares with which others. */
interface Entry {
  readonly tokens: ReadonlySet<string>;
  /** Number of the latest earlier question that it nearly repeats, −1 for none. */
  readonly repeats: number;
  /** How many later ones have this one as the latest that they nearly repeat. */
  repeatedBy: number;
}

/**
 * Near-duplicates among the last so many token sets: those whose Jaccard similarity with an earlier one of the window is
 * above a threshold (PasoDoble: above 0.8, of the last 100 questions). Tokens in common are counted through lists, and
 * each set knows the latest earlier one that it repeats, so that nothing is compared again when the window moves on.
 */
export class NearDuplicates {
  readonly capacity: number;
  readonly above: number;
  /** How many sets of the window are near-duplicates of earlier ones in it. */
  count = 0;
  private readonly entries = new Map<number, Entry>();
  /** Numbers of the sets of the window that hold a token, ascending. */
  private readonly holders = new Map<string, number[]>();
  /** Of each set of the window, tokens shared with the one that is being added. */
  private readonly shared: Int32Array;
  private added = 0;

  /** @throws OptionError for a capacity that is no positive whole number, or a threshold outside 0 … 1. */
  constructor(capacity = 100, above = NEAR_DUPLICATE) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new OptionError(`A window of questions must be a whole number from 1 on, not ${capacity}.`);
    if (!(above >= 0 && above <= 1))
      throw new OptionError(`The similarity of near-duplicates must be between 0 and 1, not ${above}.`);
    this.capacity = capacity;
    this.above = above;
    this.shared = new Int32Array(capacity);
  }

  /** Sets in the window. */
  get size(): number {
    return this.entries.size;
  }

  /** Adds a set, and lets go of the oldest where the window is full. */
  add(tokens: ReadonlySet<string>): void {
    const { capacity, entries, holders, shared } = this;
    if (entries.size === capacity) this.forget(this.added - capacity);
    const number = this.added++;
    shared.fill(0);
    for (const token of tokens) {
      const list = holders.get(token);
      if (list === undefined) {
        holders.set(token, [number]);
        continue;
      }
      for (const other of list) shared[other % capacity]++;
      list.push(number);
    }
    const repeats = this.latestLike(tokens.size, number);
    const earlier = entries.get(repeats);
    if (earlier !== undefined) {
      earlier.repeatedBy++;
      this.count++;
    }
    entries.set(number, { tokens, repeats, repeatedBy: 0 });
  }

  private latestLike(size: number, number: number): number {
    const { entries, shared, capacity, above } = this;
    for (let other = number - 1; other >= number - entries.size; other--) {
      const both = shared[other % capacity];
      const either = size + (entries.get(other)?.tokens.size ?? 0) - both;
      if ((either > 0 ? both / either : 1) > above) return other; // texts without words are alike
    }
    return -1;
  }

  /** Whoever had this one as the latest that it repeats, repeats nothing of what is left. */
  private forget(number: number): void {
    const { entries, holders } = this;
    const entry = entries.get(number);
    if (entry === undefined) return;
    this.count -= entry.repeatedBy;
    for (const token of entry.tokens) {
      const list = holders.get(token);
      if (list?.length === 1) holders.delete(token);
      else list?.shift(); // the oldest is the first of each list
    }
    entries.delete(number);
  }
}
