import type { DecisionBatch, Policy } from '../policy.ts';

/** Always the first legal action. */
export class FirstLegalPolicy implements Policy {
  readonly name = 'first-legal';

  act({ count, legalOffsets }: DecisionBatch, probabilities: Float64Array): void {
    for (let row = 0; row < count; row++) {
      const from = legalOffsets[row];
      probabilities.fill(0, from, legalOffsets[row + 1]);
      probabilities[from] = 1;
    }
  }
}
