import { CHANCE, type Game } from '@parlor/envs';
import { features, integers, reals } from './growing.ts';
import type { TokenTrie } from './token-trie.ts';
import type { Tree } from './tree.ts';

/** A tree while it is being discovered: the parts of {@link Tree}, in order of discovery. */
export class TreeLists {
  readonly movers = integers();
  readonly parents = integers();
  readonly actions = integers();
  readonly firstChild = integers();
  readonly childCount = integers();
  readonly infosets = integers();
  /** A sequence, or the number of a chance outcome. */
  readonly edges = integers();

  readonly infosetSeats = integers();
  /** Node of the trie. */
  readonly infosetKeys = integers();
  /** A sequence, or −1 − seat for the empty one. */
  readonly parentSequences = integers();
  readonly sequenceOffsets = integers();
  readonly observations = features();
  readonly sequenceActions = integers();
  readonly chanceWeights = reals();

  readonly terminalNodes = integers();
  readonly payoffs = reals();
  /** As `parentSequences`. */
  readonly terminalSequences = integers();
  readonly terminalChance = reals();

  /** Renumbers infosets and sequences seat by seat, and edges as {@link Tree} lays them out. */
  finish(game: Game, trie: TokenTrie): Tree {
    const { seats, observationSize } = game;
    const infosetCount = this.infosetSeats.length;
    const sequenceCount = this.sequenceActions.length;
    const order = bySeat(this.infosetSeats.trim(), seats);

    const observations = new Float32Array(infosetCount * observationSize);
    const sequenceOffsets = new Int32Array(infosetCount + 1);
    const sequenceActions = new Int32Array(sequenceCount);
    const newSequence = new Int32Array(sequenceCount);
    let written = 0;
    for (let infoset = 0; infoset < infosetCount; infoset++) {
      const old = order.old[infoset];
      const row = old * observationSize;
      observations.set(
        this.observations.values.subarray(row, row + observationSize),
        infoset * observationSize,
      );
      for (let at = this.sequencesFrom(old); at < this.sequencesFrom(old + 1); at++) {
        sequenceActions[written] = this.sequenceActions.values[at];
        newSequence[at] = written++;
      }
      sequenceOffsets[infoset + 1] = written;
    }
    const sequence = (old: number): number => (old < 0 ? sequenceCount - 1 - old : newSequence[old]);

    const movers = this.movers.trim();
    const parents = this.parents.trim();
    const edges = this.edges.trim();
    for (let node = 1; node < edges.length; node++) {
      const byChance = movers[parents[node]] === CHANCE;
      edges[node] = byChance ? sequenceCount + seats + edges[node] : newSequence[edges[node]];
    }
    const keys = order.old.map((old) => this.infosetKeys.values[old]);

    return {
      game,
      seats,
      nodeCount: movers.length,
      movers,
      parents,
      actions: this.actions.trim(),
      firstChild: this.firstChild.trim(),
      childCount: this.childCount.trim(),
      infosets: this.infosets.trim().map((old) => (old < 0 ? -1 : order.renumbered[old])),
      edges,
      infosetCount,
      seatInfosets: order.starts,
      infosetSeats: order.old.map((old) => this.infosetSeats.values[old]),
      parentSequences: order.old.map((old) => sequence(this.parentSequences.values[old])),
      sequenceOffsets,
      observations,
      sequenceCount,
      sequenceActions,
      edgeCount: sequenceCount + seats + this.chanceWeights.length,
      chanceWeights: this.chanceWeights.trim(),
      terminalCount: this.terminalNodes.length,
      terminalNodes: this.terminalNodes.trim(),
      payoffs: this.payoffs.trim(),
      terminalSequences: this.terminalSequences.trim().map(sequence),
      terminalChance: this.terminalChance.trim(),
      tokens: (infoset) => trie.sequence(keys[infoset]),
    };
  }

  /** Where the sequences of an infoset begin, or end those of the one before. */
  sequencesFrom(infoset: number): number {
    return infoset < this.infosetSeats.length
      ? this.sequenceOffsets.values[infoset]
      : this.sequenceActions.length;
  }
}

/** A stable order by seat: where each seat starts [seats + 1], the new number of each old one, and the reverse. */
function bySeat(
  infosetSeats: Int32Array,
  seats: number,
): { starts: Int32Array; renumbered: Int32Array; old: Int32Array } {
  const starts = new Int32Array(seats + 1);
  for (const seat of infosetSeats) starts[seat + 1]++;
  for (let seat = 0; seat < seats; seat++) starts[seat + 1] += starts[seat];
  const next = starts.slice();
  const renumbered = infosetSeats.map((seat) => next[seat]++);
  const old = new Int32Array(infosetSeats.length);
  renumbered.forEach((infoset, before) => (old[infoset] = before));
  return { starts, renumbered, old };
}
