import type { Random } from '../core/random.ts';

/** A number of turns that is drawn: outcome k is `least` + k turns. */
export interface TurnLimits {
  readonly count: number;
  readonly probabilities: Float64Array;
  /** How many outcomes have a probability. */
  readonly possible: number;
  /** Draws an outcome of at least `from`, by the probabilities of those. */
  draw(random: Random, from: number): number;
}

/** The Poisson distribution of this mean, truncated to `least` … `most`: P(n) ∝ mean^n / n!. */
export function turnLimits(least: number, most: number, mean: number): TurnLimits {
  const weights = [1];
  for (let n = least + 1; n <= most; n++) weights.push((weights[weights.length - 1] * mean) / n);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const probabilities = Float64Array.from(weights, (weight) => weight / sum);
  /** Of this outcome or a later one. */
  const tails = probabilities.slice();
  for (let outcome = tails.length - 2; outcome >= 0; outcome--) tails[outcome] += tails[outcome + 1];
  return {
    count: probabilities.length,
    probabilities,
    possible: probabilities.filter((probability) => probability > 0).length,
    draw(random, from) {
      const first = Math.max(from, 0);
      const mark = random.unit() * tails[first];
      let outcome = first;
      // Outcomes are marked from the last to the first, so that sums of small numbers stay exact.
      while (outcome + 1 < tails.length && mark < tails[outcome + 1]) outcome++;
      return outcome;
    },
  };
}
