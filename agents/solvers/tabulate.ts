import type { DecisionBatch, Policy } from '../policy.ts';
import { PolicyError } from '../policies/errors.ts';
import type { Tree, TreePolicy } from './tree.ts';

/** Information states that a policy is asked about at once. */
const CHUNK = 16_384;

/** How far a row may be from adding up to 1: single-precision policies round. */
const TOLERANCE = 1e-5;

/**
 * Asks a policy about every information state of a tree.
 * @returns its probabilities as given, [sequenceCount]
 * @throws PolicyError where the answer is no distribution over the legal actions.
 */
export async function tabulate(tree: Tree, policy: Policy): Promise<TreePolicy> {
  const probabilities = new Float64Array(tree.sequenceCount);
  for (let first = 0; first < tree.infosetCount; first += CHUNK) {
    const last = Math.min(first + CHUNK, tree.infosetCount);
    const from = tree.sequenceOffsets[first];
    const to = tree.sequenceOffsets[last];
    await policy.act(infosetBatch(tree, first, last), probabilities.subarray(from, to));
  }
  checkTreePolicy(tree, probabilities, policy.name);
  return probabilities;
}

/** The information states `first` to `last` as decisions. */
function infosetBatch(tree: Tree, first: number, last: number): DecisionBatch {
  const { game, sequenceOffsets } = tree;
  const from = sequenceOffsets[first];
  return {
    game,
    count: last - first,
    observations: tree.observations.subarray(first * game.observationSize, last * game.observationSize),
    seats: tree.infosetSeats.subarray(first, last),
    legalOffsets: sequenceOffsets.subarray(first, last + 1).map((offset) => offset - from),
    legalActions: tree.sequenceActions.subarray(from, sequenceOffsets[last]),
    tokens: (row) => tree.tokens(first + row),
  };
}

/** @throws PolicyError where an information state's part is no distribution. */
function checkTreePolicy(tree: Tree, policy: TreePolicy, name: string): void {
  for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
    let sum = 0;
    let least = Infinity;
    for (let at = tree.sequenceOffsets[infoset]; at < tree.sequenceOffsets[infoset + 1]; at++) {
      sum += policy[at];
      least = Math.min(least, policy[at]);
    }
    if (least >= 0 && Math.abs(sum - 1) <= TOLERANCE) continue;
    throw new PolicyError(
      `${name} gives no distribution to seat ${tree.infosetSeats[infoset]} of ${tree.game.spec} after tokens ` +
        `${tree.tokens(infoset).join(' ')}: its probabilities add up to ${sum}, the least is ${least}.`,
    );
  }
}
