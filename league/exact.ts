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

  /** An evaluator; where the tree has too many histories or cannot be listed, a sentence why, with the remedy. */
  static create(game: Game, maxHistories: number): ExactEvaluator | string {
    try {
      return new ExactEvaluator(buildTree(game, { maxHistories }));
    } catch (error) {
      if (!(error instanceof TreeError)) throw error;
      if (error.limit === undefined) return error.message;
      return (
        `${game.spec} has more than ${error.limit} histories, and evaluation.maxHistories allows no more; raise it in ` +
        'the configuration, at some 60 bytes a history and as long a walk through all of them for every evaluation.'
      );
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
