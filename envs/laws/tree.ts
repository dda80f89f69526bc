import { type Game, type State, TERMINAL } from '../core/game.ts';
import { possible } from './playthrough.ts';

/** One history of a game. */
export interface Node {
  readonly state: State;
  readonly mover: number;
  /** Index of the node before; −1 at the root. */
  readonly parent: number;
  /** What led here from the node before. */
  readonly action: number;
}

export type Tree = readonly Node[];

/**
 * Every history of a game, shorter ones first, so that the first counterexample is a shortest one.
 * @returns undefined where there are more than `limit`, or where outcomes cannot be listed
 */
export function growTree(game: Game, limit: number): Tree | undefined {
  if (game.chanceKind === 'sampled') return undefined;
  const root = new Int32Array(game.stateSize);
  game.start(root);
  const nodes: Node[] = [{ state: root, mover: game.mover(root), parent: -1, action: -1 }];
  for (let index = 0; index < nodes.length; index++) {
    const { state, mover } = nodes[index];
    if (mover === TERMINAL) continue;
    for (const action of possible(game, state, mover)) {
      if (nodes.length === limit) return undefined;
      const next = state.slice();
      game.apply(next, action);
      nodes.push({ state: next, mover: game.mover(next), parent: index, action });
    }
  }
  return nodes;
}

/** Chance outcomes and actions from the start to a node. */
export function historyOf(tree: Tree, index: number): number[] {
  const history: number[] = [];
  for (let at = index; tree[at].parent >= 0; at = tree[at].parent) history.push(tree[at].action);
  return history.reverse();
}
