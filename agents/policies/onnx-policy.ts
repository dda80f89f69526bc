import type { LoadedPolicy } from '../network/policy-loader.ts';
import type { DecisionBatch, Policy } from '../policy.ts';
import { softmax } from './network-policy.ts';

/** A policy loaded from an ONNX file: softmax of its logits over the legal actions. */
export class OnnxPolicy implements Policy {
  readonly name: string;
  private readonly loaded: LoadedPolicy;

  constructor(name: string, loaded: LoadedPolicy) {
    this.name = name;
    this.loaded = loaded;
  }

  async act(batch: DecisionBatch, probabilities: Float64Array): Promise<void> {
    const { count, observations, legalOffsets, legalActions } = batch;
    const { inputs, actions } = this.loaded;
    const legal = new Float32Array(count * actions);
    for (let row = 0; row < count; row++) {
      for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++)
        legal[row * actions + legalActions[at]] = 1;
    }
    const { logits } = await this.loaded.run(observations.subarray(0, count * inputs), legal, count);
    softmax(logits, actions, batch, probabilities);
  }
}
