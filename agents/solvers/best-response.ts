import { realisationPlan, type Tree, type TreePolicy } from './tree.ts';

/** Exact best responses on one tree. Evaluating allocates nothing, so keep one for many policies. */
export class BestResponse {
  readonly tree: Tree;
  private readonly plan: Float64Array;
  /** What each of the seat's sequences earns from there on, times what the others contribute to reach it. */
  private readonly gains: Float64Array;

  constructor(tree: Tree) {
    this.tree = tree;
    this.plan = new Float64Array(tree.sequenceCount + tree.seats);
    this.gains = new Float64Array(tree.sequenceCount + tree.seats);
  }

  /** The most that a seat can expect against the other seats' part of `policy`. */
  value(policy: TreePolicy, seat: number): number {
    realisationPlan(this.tree, policy, this.plan);
    return bestResponseValue(this.tree, this.plan, seat, this.gains);
  }

  /** `policy` with the seat's part replaced by a pure best response: a fresh [sequenceCount], or `out`. */
  policy(
    policy: TreePolicy,
    seat: number,
    out: TreePolicy = new Float64Array(this.tree.sequenceCount),
  ): TreePolicy {
    const { tree, gains } = this;
    const { sequenceOffsets, seatInfosets } = tree;
    this.value(policy, seat);
    out.set(policy);
    for (let infoset = seatInfosets[seat]; infoset < seatInfosets[seat + 1]; infoset++) {
      const from = sequenceOffsets[infoset];
      const to = sequenceOffsets[infoset + 1];
      let best = from;
      for (let at = from + 1; at < to; at++) if (gains[at] > gains[best]) best = at;
      out.fill(0, from, to);
      out[best] = 1;
    }
    return out;
  }
}

/**
 * The value of a best response to a realisation plan. Terminals pay into the seat's last sequence; then every infoset,
 * the later ones first, passes its best action's gain on to the sequence before it.
 * @param gains scratch [sequenceCount + seats]; afterwards what each of the seat's sequences is worth
 */
export function bestResponseValue(tree: Tree, plan: Float64Array, seat: number, gains: Float64Array): number {
  const { seats, terminalCount, terminalSequences, terminalChance, payoffs } = tree;
  const { seatInfosets, sequenceOffsets, parentSequences, sequenceCount } = tree;
  const first = seatInfosets[seat];
  const last = seatInfosets[seat + 1];
  gains.fill(0, sequenceOffsets[first], sequenceOffsets[last]);
  gains[sequenceCount + seat] = 0;
  for (let terminal = 0, row = 0; terminal < terminalCount; terminal++, row += seats) {
    let reach = terminalChance[terminal];
    for (let other = 0; other < seats; other++)
      if (other !== seat) reach *= plan[terminalSequences[row + other]];
    gains[terminalSequences[row + seat]] += reach * payoffs[row + seat];
  }
  for (let infoset = last - 1; infoset >= first; infoset--) {
    const to = sequenceOffsets[infoset + 1];
    let best = -Infinity;
    for (let at = sequenceOffsets[infoset]; at < to; at++) if (gains[at] > best) best = gains[at];
    gains[parentSequences[infoset]] += best;
  }
  return gains[sequenceCount + seat];
}
