/**
 * How a learner averages its weights over its updates.
 * - `ema`: exponentially, with bias correction, so that the first average is the first weights.
 * - `window`: the plain mean over all updates after the first `from` steps; before that, the last weights.
 * - `fraction`: weighted towards the end, so that about the last `fraction` of all updates so far counts, however many
 *   there are: each update enters with 1 / (fraction · updates) (polynomial decay; O. Shamir and T. Zhang, 2013).
 */
export type Averaging =
  | { readonly kind: 'ema'; readonly decay: number }
  | { readonly kind: 'window'; readonly from: number }
  | { readonly kind: 'fraction'; readonly fraction: number };

export interface AverageState {
  readonly updates: number;
  readonly values: Float64Array;
}

/** A running average of weights. It sums in float64, because its increments become small. */
export class WeightAverage {
  private readonly averaging: Averaging;
  private readonly values: Float64Array;
  private updates = 0;

  constructor(size: number, averaging: Averaging) {
    this.averaging = averaging;
    this.values = new Float64Array(size);
  }

  /** Enters the weights after an update; `steps` is how many decisions the learner has seen. */
  add(weights: Float32Array, steps: number): void {
    const { values } = this;
    const rate = this.rate(steps);
    for (let index = 0; index < values.length; index++)
      values[index] += rate * (weights[index] - values[index]);
  }

  /** Writes the average; zeros before the first update. */
  write(out: Float32Array): void {
    out.set(this.values);
  }

  state(): AverageState {
    return { updates: this.updates, values: this.values.slice() };
  }

  restore(state: AverageState): void {
    this.updates = state.updates;
    this.values.set(state.values);
  }

  /** The weight of the newest entry, 1 for the first. */
  private rate(steps: number): number {
    const { averaging } = this;
    if (averaging.kind === 'window' && steps <= averaging.from) return 1;
    this.updates++;
    switch (averaging.kind) {
      case 'ema':
        return (1 - averaging.decay) / (1 - averaging.decay ** this.updates);
      case 'window':
        return 1 / this.updates;
      case 'fraction':
        return Math.min(1, 1 / (averaging.fraction * this.updates));
    }
  }
}
