import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import type { Tree, TreePolicy } from '../solvers/tree.ts';
import { PolicyError } from './errors.ts';

/** What a table says in one information state. */
export interface TabularRow {
  readonly seat: number;
  /** What the seat has witnessed. */
  readonly tokens: readonly number[];
  /** Legal actions, ascending. */
  readonly actions: readonly number[];
  /** Of each of them, in the same order. */
  readonly probabilities: readonly number[];
}

/** A policy as a table of information states, by seat and tokens. */
export class TabularPolicy implements Policy {
  readonly name: string;
  /** The game that it plays, and the version of its rules. */
  readonly spec: string;
  readonly version: number;
  private readonly table = new Map<string, TabularRow>();

  /** @throws PolicyError where two rows are about the same information state. */
  constructor(game: Pick<Game, 'spec' | 'version'>, rows: Iterable<TabularRow>, name = 'tabular') {
    this.name = name;
    this.spec = game.spec;
    this.version = game.version;
    for (const row of rows) {
      const address = addressOf(row.seat, row.tokens);
      if (this.table.has(address)) {
        throw new PolicyError(
          `${name} has two rows for ${describe(row.seat, row.tokens)}; keep one of them.`,
        );
      }
      this.table.set(address, row);
    }
  }

  /** The table of a policy on a tree. */
  static fromTree(tree: Tree, policy: TreePolicy, name?: string): TabularPolicy {
    const rows = Array.from({ length: tree.infosetCount }, (_, infoset): TabularRow => {
      const from = tree.sequenceOffsets[infoset];
      const to = tree.sequenceOffsets[infoset + 1];
      return {
        seat: tree.infosetSeats[infoset],
        tokens: tree.tokens(infoset),
        actions: Array.from(tree.sequenceActions.subarray(from, to)),
        probabilities: Array.from(policy.subarray(from, to)),
      };
    });
    return new TabularPolicy(tree.game, rows, name);
  }

  /** The rows, in the order in which they were given. */
  rows(): IterableIterator<TabularRow> {
    return this.table.values();
  }

  /** @throws PolicyError where the game is another, or the table lacks the information state or its legal actions. */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, count, seats, legalOffsets, legalActions } = batch;
    if (game.spec !== this.spec || game.version !== this.version) {
      throw new PolicyError(
        `${this.name} plays ${this.spec} version ${this.version}, not ${game.spec} version ${game.version}.`,
      );
    }
    for (let index = 0; index < count; index++) {
      const tokens = batch.tokens(index);
      const row = this.table.get(addressOf(seats[index], tokens));
      if (row === undefined) {
        throw new PolicyError(
          `${this.name} has no row for ${describe(seats[index], tokens)} of ${this.spec}; add it.`,
        );
      }
      const from = legalOffsets[index];
      const length = legalOffsets[index + 1] - from;
      if (
        row.actions.length !== length ||
        row.actions.some((action, k) => action !== legalActions[from + k])
      ) {
        throw new PolicyError(
          `${this.name} has actions ${row.actions.join(', ')} for ${describe(seats[index], tokens)} of ${this.spec}, ` +
            `where ${legalActions.subarray(from, from + length).join(', ')} are legal; make the table anew.`,
        );
      }
      probabilities.set(row.probabilities, from);
    }
  }
}

function addressOf(seat: number, tokens: readonly number[]): string {
  return `${seat}:${tokens.join()}`;
}

function describe(seat: number, tokens: readonly number[]): string {
  return `seat ${seat} after tokens ${tokens.length > 0 ? tokens.join(' ') : '(none)'}`;
}
