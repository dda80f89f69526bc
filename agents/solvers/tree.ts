import type { Game } from '@parlor/envs';

/**
 * Probabilities of every action in every information state of a tree, aligned with `tree.sequenceActions`:
 * [sequenceCount]. Each information state's part adds up to 1.
 */
export type TreePolicy = Float64Array;

/**
 * A whole game as typed arrays, made by `buildTree`. Nothing in it is written to again.
 *
 * **Nodes** are histories, chance included; node 0 is the root. A node's children are consecutive, in ascending order
 * of action, and come after it.
 *
 * **Information states** (infosets) are numbered seat by seat; within a seat, those seen earlier in a game come first.
 *
 * **Sequences** are pairs (infoset, action): those of infoset i are `sequenceOffsets[i]` to `sequenceOffsets[i + 1]`.
 * The empty sequence of a seat, before it has acted, is `sequenceCount + seat`.
 *
 * **Edge weights** are one array of the probability of every step: [sequences | empty sequences (1) | chance
 * outcomes]. The weights of the steps to a node's children are consecutive too.
 */
export interface Tree {
  readonly game: Game;
  readonly seats: number;

  /** Histories: decisions, chance and terminals together. */
  readonly nodeCount: number;
  /** A seat, CHANCE (−1) or TERMINAL (−2): [nodeCount]. */
  readonly movers: Int32Array;
  /** [nodeCount]; −1 at the root. */
  readonly parents: Int32Array;
  /** The action or outcome that led here: [nodeCount]; −1 at the root. */
  readonly actions: Int32Array;
  /** [nodeCount]; −1 at terminals. */
  readonly firstChild: Int32Array;
  /** [nodeCount]; 0 at terminals. */
  readonly childCount: Int32Array;
  /** The mover's infoset, −1 where no seat moves: [nodeCount]. */
  readonly infosets: Int32Array;
  /** Index into the edge weights of the step that led here: [nodeCount]; −1 at the root. */
  readonly edges: Int32Array;

  readonly infosetCount: number;
  /** Infosets of seat s: `seatInfosets[s]` to `seatInfosets[s + 1]`. [seats + 1] */
  readonly seatInfosets: Int32Array;
  /** The seat that knows it: [infosetCount]. */
  readonly infosetSeats: Int32Array;
  /** The seat's sequence before it, perhaps the empty one: [infosetCount]. */
  readonly parentSequences: Int32Array;
  /** [infosetCount + 1] */
  readonly sequenceOffsets: Int32Array;
  /** What the seat knows, as features: [infosetCount, game.observationSize]. */
  readonly observations: Float32Array;

  readonly sequenceCount: number;
  /** [sequenceCount] */
  readonly sequenceActions: Int32Array;

  /** sequenceCount + seats + chance outcomes. */
  readonly edgeCount: number;
  /** Probability of each chance outcome, the last part of the edge weights: [edgeCount − sequenceCount − seats]. */
  readonly chanceWeights: Float64Array;

  readonly terminalCount: number;
  /** Nodes of the terminals, ascending: [terminalCount]. */
  readonly terminalNodes: Int32Array;
  /** Final returns: [terminalCount, seats]. */
  readonly payoffs: Float64Array;
  /** Each seat's last sequence: [terminalCount, seats]. */
  readonly terminalSequences: Int32Array;
  /** Product of the chance probabilities on the way: [terminalCount]. */
  readonly terminalChance: Float64Array;

  /** What the seat has witnessed in an infoset, its key. */
  tokens(infoset: number): number[];
}

/** The policy that gives every legal action the same probability. */
export function uniformTreePolicy(tree: Tree): TreePolicy {
  const { sequenceOffsets, infosetCount } = tree;
  const policy = new Float64Array(tree.sequenceCount);
  for (let infoset = 0; infoset < infosetCount; infoset++) {
    const from = sequenceOffsets[infoset];
    const to = sequenceOffsets[infoset + 1];
    policy.fill(1 / (to - from), from, to);
  }
  return policy;
}

/**
 * What each seat contributes to the probability of its sequences, the product of its own choices:
 * `plan` [sequenceCount + seats], empty sequences last (1).
 */
export function realisationPlan(tree: Tree, policy: TreePolicy, plan: Float64Array): void {
  const { sequenceOffsets, parentSequences, infosetCount, sequenceCount } = tree;
  plan.fill(1, sequenceCount);
  for (let infoset = 0; infoset < infosetCount; infoset++) {
    const reach = plan[parentSequences[infoset]];
    const to = sequenceOffsets[infoset + 1];
    for (let at = sequenceOffsets[infoset]; at < to; at++) plan[at] = reach * policy[at];
  }
}

/** Edge weights of a policy, to be filled in: chance outcomes and empty sequences are there, the rest is 0. */
export function edgeWeights(tree: Tree): Float64Array {
  const weights = new Float64Array(tree.edgeCount);
  weights.fill(1, tree.sequenceCount, tree.sequenceCount + tree.seats);
  weights.set(tree.chanceWeights, tree.sequenceCount + tree.seats);
  return weights;
}
