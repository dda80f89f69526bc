import { CHANCE, type Game, type State, TERMINAL } from '@parlor/envs';
import { TreeError } from './errors.ts';
import { integers } from './growing.ts';
import { hasMoreHistories } from './has-more-histories.ts';
import { TokenTrie } from './token-trie.ts';
import { TreeLists } from './tree-lists.ts';
import type { Tree } from './tree.ts';

export interface TreeOptions {
  /** The most histories that are walked; default 20 million, at some 60 bytes each. */
  readonly maxHistories?: number;
}

/**
 * Walks a game through its contract, depth first, into a flat {@link Tree}. Information states are interned by what
 * the seat has witnessed.
 * @throws TreeError where chance cannot be listed, the tree is too large, or a seat's tokens do not tell its own
 * actions or what is legal (then it would have to forget or guess, and exact solvers do not apply).
 */
export function buildTree(game: Game, options: TreeOptions = {}): Tree {
  if (game.chanceKind === 'sampled') {
    throw new TreeError(
      `${game.spec} draws from more chance outcomes than can be listed; use a method that samples instead of a tree.`,
    );
  }
  const limit = options.maxHistories ?? 20_000_000;
  // Before any of them takes memory: a game that is too large should not need gigabytes to be refused.
  if (hasMoreHistories(game, limit)) {
    throw new TreeError(
      `${game.spec} has more than ${limit} histories; choose smaller options of the game or a ` +
        'method that samples, or raise maxHistories.',
      limit,
    );
  }
  return new TreeBuilder(game).build();
}

/** What is known at one depth of the path that is being walked. */
interface Level {
  readonly state: State;
  /** Where each seat's tokens have led in the trie: [seats]. */
  readonly places: Int32Array;
  /** Each seat's last sequence; −1 − seat for the empty one. [seats] */
  readonly last: Int32Array;
}

class TreeBuilder {
  private readonly game: Game;
  private readonly lists = new TreeLists();
  private readonly trie: TokenTrie;
  /** By node of the trie: its infoset plus 1, or 0 where no seat has moved. */
  private readonly infosetAt = integers();
  private readonly path: Level[] = [];
  private readonly legal: Int32Array;
  private readonly probabilities: Float64Array;
  private readonly returns: Float64Array;

  constructor(game: Game) {
    this.game = game;
    this.trie = new TokenTrie(game.seats);
    this.legal = new Int32Array(game.maxLegal);
    this.probabilities = new Float64Array(game.chanceCount);
    this.returns = new Float64Array(game.seats);
  }

  build(): Tree {
    const root = this.level(0);
    this.game.start(root.state);
    for (let seat = 0; seat < this.game.seats; seat++) {
      root.places[seat] = seat;
      root.last[seat] = -1 - seat;
    }
    this.addNode(-1, -1, -1);
    this.visit(0, 0, 1);
    return this.lists.finish(this.game, this.trie);
  }

  private level(depth: number): Level {
    const { stateSize, seats } = this.game;
    this.path[depth] ??= {
      state: new Int32Array(stateSize),
      places: new Int32Array(seats),
      last: new Int32Array(seats),
    };
    return this.path[depth];
  }

  private addNode(parent: number, action: number, edge: number): void {
    const { lists } = this;
    lists.movers.push(TERMINAL);
    lists.parents.push(parent);
    lists.actions.push(action);
    lists.firstChild.push(-1);
    lists.childCount.push(0);
    lists.infosets.push(-1);
    lists.edges.push(edge);
  }

  /** @param chance product of the chance probabilities on the way */
  private visit(node: number, depth: number, chance: number): void {
    const { game, lists } = this;
    const here = this.path[depth];
    const mover = game.mover(here.state);
    lists.movers.values[node] = mover;
    if (mover === TERMINAL) {
      this.addTerminal(node, here, chance);
      return;
    }
    const first = lists.movers.length;
    if (mover === CHANCE) this.addOutcomes(node, here.state);
    else this.addDecision(node, mover, here);
    const end = lists.movers.length;
    lists.firstChild.values[node] = first;
    lists.childCount.values[node] = end - first;
    if (end === first) {
      throw new TreeError(
        `${game.spec} has a position without a legal action or outcome that is no end of the game.`,
      );
    }

    const below = this.level(depth + 1);
    for (let child = first; child < end; child++) {
      const action = lists.actions.values[child];
      const edge = lists.edges.values[child];
      below.state.set(here.state);
      below.last.set(here.last);
      game.apply(below.state, action);
      for (let seat = 0; seat < game.seats; seat++) {
        const token = game.witness(here.state, action, seat);
        below.places[seat] = token === 0 ? here.places[seat] : this.trie.child(here.places[seat], token);
      }
      if (mover >= 0) below.last[mover] = edge;
      this.visit(child, depth + 1, mover === CHANCE ? chance * lists.chanceWeights.values[edge] : chance);
    }
  }

  private addTerminal(node: number, here: Level, chance: number): void {
    const { game, lists, returns } = this;
    game.returns(here.state, returns);
    lists.terminalNodes.push(node);
    lists.terminalChance.push(chance);
    for (let seat = 0; seat < game.seats; seat++) {
      lists.payoffs.push(returns[seat]);
      lists.terminalSequences.push(here.last[seat]);
    }
  }

  private addOutcomes(node: number, state: State): void {
    const { lists, probabilities } = this;
    probabilities.fill(0);
    this.game.chance(state, probabilities);
    for (let outcome = 0; outcome < probabilities.length; outcome++) {
      if (probabilities[outcome] <= 0) continue;
      this.addNode(node, outcome, lists.chanceWeights.length);
      lists.chanceWeights.push(probabilities[outcome]);
    }
  }

  private addDecision(node: number, seat: number, here: Level): void {
    const { legal, infosetAt, lists } = this;
    const place = here.places[seat];
    const count = this.game.legal(here.state, legal);
    if (infosetAt.length <= place) infosetAt.extend(place + 1 - infosetAt.length);
    if (infosetAt.values[place] === 0) {
      infosetAt.values[place] = 1 + this.addInfoset(seat, here, count);
    } else {
      this.checkInfoset(infosetAt.values[place] - 1, seat, here.last[seat], count);
    }
    const infoset = infosetAt.values[place] - 1;
    lists.infosets.values[node] = infoset;
    const start = lists.sequenceOffsets.values[infoset];
    for (let choice = 0; choice < count; choice++) this.addNode(node, legal[choice], start + choice);
  }

  private addInfoset(seat: number, here: Level, count: number): number {
    const { game, lists } = this;
    const infoset = lists.infosetSeats.length;
    lists.infosetSeats.push(seat);
    lists.infosetKeys.push(here.places[seat]);
    lists.parentSequences.push(here.last[seat]);
    lists.sequenceOffsets.push(lists.sequenceActions.length);
    for (let choice = 0; choice < count; choice++) lists.sequenceActions.push(this.legal[choice]);
    const row = lists.observations.extend(game.observationSize);
    game.observe(here.state, seat, lists.observations.values.subarray(row, lists.observations.length));
    return infoset;
  }

  /** Histories that a seat cannot tell apart must share its own past and its choices. */
  private checkInfoset(infoset: number, seat: number, last: number, count: number): void {
    const { lists } = this;
    const start = lists.sequencesFrom(infoset);
    let same = count === lists.sequencesFrom(infoset + 1) - start;
    for (let choice = 0; same && choice < count; choice++) {
      same = lists.sequenceActions.values[start + choice] === this.legal[choice];
    }
    if (same && lists.parentSequences.values[infoset] === last) return;
    const tokens = this.trie.sequence(lists.infosetKeys.values[infoset]).join(' ');
    throw new TreeError(
      same
        ? `${this.game.spec}: seat ${seat}'s tokens (${tokens}) do not tell what it did itself; let witness give a ` +
            'seat a token of its own for each of its actions.'
        : `${this.game.spec}: seat ${seat} has different legal actions after the same tokens (${tokens}); let witness ` +
            'tell it what makes the difference.',
    );
  }
}
