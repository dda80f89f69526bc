import type { Evaluator } from '../network/network.ts';
import type { DecisionBatch, Policy } from '../policy.ts';

/** Which numbers a network policy reads: the length of an observation and the number of actions. */
interface NetworkSizes {
  readonly inputs: number;
  readonly actions: number;
}

/** A network as a policy: softmax of its logits over the legal actions. */
export class NetworkPolicy implements Policy {
  readonly name: string;
  /** The critic's values of the last batch, row by row; written over by `act`. */
  values = new Float32Array(0);
  private logits = new Float32Array(0);
  private readonly evaluator: Evaluator;
  private readonly actions: number;

  constructor(name: string, evaluator: Evaluator, sizes: NetworkSizes) {
    this.name = name;
    this.evaluator = evaluator;
    this.actions = sizes.actions;
  }

  async act(batch: DecisionBatch, probabilities: Float64Array): Promise<void> {
    const { count, observations } = batch;
    if (this.values.length < count) {
      this.values = new Float32Array(count);
      this.logits = new Float32Array(count * this.actions);
    }
    await this.evaluator.run(observations, count, this.logits, this.values);
    softmax(this.logits, this.actions, batch, probabilities);
  }
}

/** Softmax over the legal actions of every row of logits [count, width], into the ragged `probabilities`. */
export function softmax(
  logits: Float32Array,
  width: number,
  batch: DecisionBatch,
  probabilities: Float64Array,
): void {
  const { count, legalOffsets, legalActions } = batch;
  for (let row = 0; row < count; row++) {
    const from = legalOffsets[row];
    const to = legalOffsets[row + 1];
    let top = -Infinity;
    for (let at = from; at < to; at++) top = Math.max(top, logits[row * width + legalActions[at]]);
    let sum = 0;
    for (let at = from; at < to; at++) {
      const weight = Math.exp(logits[row * width + legalActions[at]] - top);
      probabilities[at] = weight;
      sum += weight;
    }
    for (let at = from; at < to; at++) probabilities[at] /= sum;
  }
}
