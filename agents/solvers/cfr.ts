import { accumulateRegrets, backUp, makeWalk, type Walk } from './node-walk.ts';
import { edgeWeights, realisationPlan, type Tree, type TreePolicy, uniformTreePolicy } from './tree.ts';

export interface CfrOptions {
  /** CFR+: regrets are cut off at 0 after every update, and iteration t counts t times in the average. */
  readonly plus?: boolean;
}

/**
 * Counterfactual regret minimisation (Zinkevich et al., 2007) and CFR+ (Tammelin, 2014), with alternating updates,
 * seat 0 first, for any number of seats. Each update walks the tree's nodes in order; nothing is allocated.
 * With two seats and zero-sum payoffs the average policy converges to an equilibrium.
 */
export class Cfr {
  readonly tree: Tree;
  readonly plus: boolean;
  private done = 0;

  private readonly policy: TreePolicy;
  private readonly regrets: Float64Array;
  private readonly cumulative: Float64Array;
  private readonly plan: Float64Array;
  private readonly weights: Float64Array;
  private readonly walk: Walk;

  constructor(tree: Tree, options: CfrOptions = {}) {
    this.tree = tree;
    this.plus = options.plus ?? false;
    this.policy = uniformTreePolicy(tree);
    this.regrets = new Float64Array(tree.sequenceCount);
    this.cumulative = new Float64Array(tree.sequenceCount);
    this.plan = new Float64Array(tree.sequenceCount + tree.seats);
    this.weights = edgeWeights(tree);
    this.weights.set(this.policy);
    this.walk = makeWalk(tree);
  }

  /** Iterations so far; one updates every seat once. */
  get iterations(): number {
    return this.done;
  }

  run(iterations: number): this {
    for (let count = 0; count < iterations; count++) {
      this.done++;
      for (let seat = 0; seat < this.tree.seats; seat++) this.update(seat);
    }
    return this;
  }

  /** The policy that the next iteration plays: a fresh [sequenceCount], or `out`. */
  currentPolicy(out: TreePolicy = new Float64Array(this.tree.sequenceCount)): TreePolicy {
    out.set(this.policy);
    return out;
  }

  /** The average of the policies played, by their reach; uniform at iteration 0. A fresh [sequenceCount], or `out`. */
  averagePolicy(out: TreePolicy = new Float64Array(this.tree.sequenceCount)): TreePolicy {
    normalise(this.tree, this.cumulative, 0, this.tree.infosetCount, out);
    return out;
  }

  private update(seat: number): void {
    const { tree, walk, weights } = this;
    backUp(walk, weights, seat);
    accumulateRegrets(walk, weights, seat, this.regrets);
    this.accumulatePolicy(seat);

    const first = tree.seatInfosets[seat];
    const last = tree.seatInfosets[seat + 1];
    const from = tree.sequenceOffsets[first];
    const to = tree.sequenceOffsets[last];
    if (this.plus) for (let at = from; at < to; at++) if (this.regrets[at] < 0) this.regrets[at] = 0;
    normalise(tree, this.regrets, first, last, this.policy);
    for (let at = from; at < to; at++) weights[at] = this.policy[at];
  }

  private accumulatePolicy(seat: number): void {
    const { tree, plan, cumulative } = this;
    realisationPlan(tree, this.policy, plan);
    const weight = this.plus ? this.done : 1;
    const from = tree.sequenceOffsets[tree.seatInfosets[seat]];
    const to = tree.sequenceOffsets[tree.seatInfosets[seat + 1]];
    for (let at = from; at < to; at++) cumulative[at] += weight * plan[at];
  }
}

/** Positive parts divided by their sum, uniform where that is 0: regret matching, for infosets `first` to `last`. */
function normalise(tree: Tree, source: Float64Array, first: number, last: number, out: TreePolicy): void {
  const { sequenceOffsets } = tree;
  for (let infoset = first; infoset < last; infoset++) {
    const from = sequenceOffsets[infoset];
    const to = sequenceOffsets[infoset + 1];
    let sum = 0;
    for (let at = from; at < to; at++) if (source[at] > 0) sum += source[at];
    for (let at = from; at < to; at++)
      out[at] = sum > 0 ? (source[at] > 0 ? source[at] / sum : 0) : 1 / (to - from);
  }
}
