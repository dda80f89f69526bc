import type { Tree } from './tree.ts';

/**
 * A tree as passes over its nodes read it: decision and chance nodes only, in walk order (rows 0 … length − 1).
 * The order of the additions is that of a recursive walk, and chance is multiplied in last: where regrets tie, rounding
 * decides the policy, so any other order gives other digits after a thousand iterations.
 */
export interface Walk {
  readonly length: number;
  readonly nodes: Int32Array;
  readonly movers: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
  /** Index into the edge weights of the step to the first child. */
  readonly firstEdge: Int32Array;
  /** Row of the parent. */
  readonly parentRow: Int32Array;
  /** Edge of the step that led here, or one of weight 1 where chance led here. */
  readonly choice: Int32Array;
  /** Product of the chance probabilities on the way. */
  readonly chance: Float64Array;
  /** Scratch: product of the other seats' choices on the way. */
  readonly reach: Float64Array;
  /** Scratch, per seat: the value of every node of the tree; those of terminals stay. */
  readonly values: readonly Float64Array[];
}

export function makeWalk(tree: Tree): Walk {
  const { seats, sequenceCount, terminalNodes, payoffs } = tree;
  const length = tree.nodeCount - tree.terminalCount;
  const nodes = new Int32Array(length);
  const rowOf = new Int32Array(tree.nodeCount);
  const parentRow = new Int32Array(length);
  const choice = new Int32Array(length).fill(sequenceCount); // an empty sequence: weight 1
  const chance = new Float64Array(length).fill(1);
  for (let node = 0, row = 0; node < tree.nodeCount; node++) {
    if (tree.childCount[node] === 0) continue;
    nodes[row] = node;
    rowOf[node] = row;
    if (node > 0) {
      const edge = tree.edges[node];
      const outcome = edge - sequenceCount - seats;
      parentRow[row] = rowOf[tree.parents[node]];
      chance[row] = chance[parentRow[row]] * (outcome < 0 ? 1 : tree.chanceWeights[outcome]);
      if (outcome < 0) choice[row] = edge;
    }
    row++;
  }
  const values = Array.from({ length: seats }, (_, seat) => {
    const ofSeat = new Float64Array(tree.nodeCount);
    terminalNodes.forEach((node, terminal) => (ofSeat[node] = payoffs[terminal * seats + seat]));
    return ofSeat;
  });
  return {
    length,
    nodes,
    movers: nodes.map((node) => tree.movers[node]),
    firstChild: nodes.map((node) => tree.firstChild[node]),
    childCount: nodes.map((node) => tree.childCount[node]),
    firstEdge: nodes.map((node) => tree.edges[tree.firstChild[node]]),
    parentRow,
    choice,
    chance,
    reach: new Float64Array(length),
    values,
  };
}

/** The value of every node to a seat under the edge weights, from the leaves up. */
export function backUp(walk: Walk, weights: Float64Array, seat: number): void {
  const { length, nodes, firstChild, childCount, firstEdge } = walk;
  const values = walk.values[seat];
  for (let row = length - 1; row >= 0; row--) {
    const child = firstChild[row];
    const edge = firstEdge[row];
    const count = childCount[row];
    let value = 0;
    for (let k = 0; k < count; k++) value += weights[edge + k] * values[child + k];
    values[nodes[row]] = value;
  }
}

/**
 * Adds to `regrets` [sequences] what each of the seat's actions gains over its policy, times what chance and the
 * other seats contribute to reach it. Reads the values that {@link backUp} left.
 */
export function accumulateRegrets(
  walk: Walk,
  weights: Float64Array,
  seat: number,
  regrets: Float64Array,
): void {
  const { length, nodes, movers, firstChild, childCount, firstEdge, parentRow, choice, chance, reach } = walk;
  const values = walk.values[seat];
  reach[0] = 1;
  for (let row = 0; row < length; row++) {
    if (row > 0) {
      const parent = parentRow[row];
      reach[row] = movers[parent] === seat ? reach[parent] : reach[parent] * weights[choice[row]];
    }
    if (movers[row] !== seat) continue;
    const weight = reach[row] * chance[row];
    const value = values[nodes[row]];
    const child = firstChild[row];
    const edge = firstEdge[row];
    const count = childCount[row];
    for (let k = 0; k < count; k++) regrets[edge + k] += weight * (values[child + k] - value);
  }
}
