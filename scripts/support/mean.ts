/** Two-sided 95 % of a normal distribution. */
const Z = 1.959963984540054;

/** A running mean with its interval (B. P. Welford, 1962). */
export class Mean {
  private count = 0;
  private mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    const off = value - this.mean;
    this.mean += off / this.count;
    this.squares += off * (value - this.mean);
  }

  /** How many values there are. */
  get size(): number {
    return this.count;
  }

  /** The mean, NaN of nothing, and its 95 % interval by the central limit theorem; without width for a single value. */
  summary(): { mean: number; low: number; high: number } {
    const { count, mean, squares } = this;
    const reach = count > 1 ? Z * Math.sqrt(squares / (count - 1) / count) : 0;
    return count > 0 ? { mean, low: mean - reach, high: mean + reach } : { mean: NaN, low: NaN, high: NaN };
  }
}
