import { realisationPlan, type Tree, type TreePolicy } from './tree.ts';

/** Exact expected returns of policies on one tree. Evaluating allocates nothing, so keep one for many policies. */
export class ExpectedValue {
  readonly tree: Tree;
  private readonly plan: Float64Array;

  constructor(tree: Tree) {
    this.tree = tree;
    this.plan = new Float64Array(tree.sequenceCount + tree.seats);
  }

  /** Every seat's expected return: `out` [seats]. */
  evaluate(policy: TreePolicy, out: Float64Array = new Float64Array(this.tree.seats)): Float64Array {
    const { tree, plan } = this;
    realisationPlan(tree, policy, plan);
    expectedReturns(tree, plan, out);
    return out;
  }
}

/** Every seat's expected return under a realisation plan of all seats: the sum over the terminals. */
export function expectedReturns(tree: Tree, plan: Float64Array, out: Float64Array): void {
  const { seats, terminalCount, terminalSequences, terminalChance, payoffs } = tree;
  out.fill(0);
  for (let terminal = 0, row = 0; terminal < terminalCount; terminal++, row += seats) {
    let reach = terminalChance[terminal];
    for (let seat = 0; seat < seats; seat++) reach *= plan[terminalSequences[row + seat]];
    for (let seat = 0; seat < seats; seat++) out[seat] += reach * payoffs[row + seat];
  }
}

/** Every seat's exact expected return: a fresh [seats]. */
export function expectedValue(tree: Tree, policy: TreePolicy): Float64Array {
  return new ExpectedValue(tree).evaluate(policy);
}
