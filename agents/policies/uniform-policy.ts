import type { DecisionBatch, Policy } from '../policy.ts';

/** Every legal action with the same probability. */
export class UniformPolicy implements Policy {
  readonly name = 'uniform';

  act({ count, legalOffsets }: DecisionBatch, probabilities: Float64Array): void {
    for (let row = 0; row < count; row++) {
      const from = legalOffsets[row];
      const to = legalOffsets[row + 1];
      probabilities.fill(1 / (to - from), from, to);
    }
  }
}
