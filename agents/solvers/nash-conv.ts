import { bestResponseValue } from './best-response.ts';
import { expectedReturns } from './expected-value.ts';
import { realisationPlan, type Tree, type TreePolicy } from './tree.ts';

/**
 * How far policies are from an equilibrium: NashConv = Σᵢ [uᵢ(BRᵢ(π₋ᵢ), π₋ᵢ) − uᵢ(π)] (Lanctot et al., 2017), for any
 * number of seats and any payoffs; in two-seat zero-sum games, twice the exploitability. Exact up to rounding, so it
 * can be a hair below 0. Evaluating allocates nothing, so keep one for many policies.
 */
export class NashConv {
  readonly tree: Tree;
  /** Every seat's expected return under the policy that was evaluated last: [seats]. */
  readonly values: Float64Array;
  /** What a best response would earn each seat instead: [seats]. */
  readonly bestResponses: Float64Array;
  private readonly plan: Float64Array;
  private readonly gains: Float64Array;

  constructor(tree: Tree) {
    this.tree = tree;
    this.values = new Float64Array(tree.seats);
    this.bestResponses = new Float64Array(tree.seats);
    this.plan = new Float64Array(tree.sequenceCount + tree.seats);
    this.gains = new Float64Array(tree.sequenceCount + tree.seats);
  }

  evaluate(policy: TreePolicy): number {
    const { tree, plan, gains, values, bestResponses } = this;
    realisationPlan(tree, policy, plan);
    expectedReturns(tree, plan, values);
    let total = 0;
    for (let seat = 0; seat < tree.seats; seat++) {
      bestResponses[seat] = bestResponseValue(tree, plan, seat, gains);
      total += bestResponses[seat] - values[seat];
    }
    return total;
  }
}

/** NashConv of one policy; see {@link NashConv}. */
export function nashConv(tree: Tree, policy: TreePolicy): number {
  return new NashConv(tree).evaluate(policy);
}
