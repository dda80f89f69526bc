import {
  buildTree,
  NashConv,
  type Policy,
  tabulate,
  type Tree,
  TreeError,
  type TreePolicy,
  uniformTreePolicy,
} from '@parlor/agents';
import type { Game } from '@parlor/envs';

/** Exact measures of policies on a game's whole tree. */
export class ExactEvaluator {
  readonly tree: Tree;
  private readonly measure: NashConv;

  private constructor(tree: Tree) {
    this.tree = tree;
    this.measure = new NashConv(tree);
  }

  /** An evaluator, or undefined where the tree has too many histories or cannot be listed. */
  static create(game: Game, maxHistories: number): ExactEvaluator | undefined {
    try {
      return new ExactEvaluator(buildTree(game, { maxHistories }));
    } catch (error) {
      if (error instanceof TreeError) return undefined;
      throw error;
    }
  }

  async nashConv(policy: Policy): Promise<number> {
    return this.measure.evaluate(await tabulate(this.tree, policy));
  }

  uniform(): number {
    return this.measure.evaluate(uniformTreePolicy(this.tree));
  }

  treeNashConv(policy: TreePolicy): number {
    return this.measure.evaluate(policy);
  }
}
