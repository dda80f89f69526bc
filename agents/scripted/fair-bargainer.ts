import { type Game, OptionError } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { type BargainingTable, bargainingTable } from './bargaining-table.ts';
import { choose, expectGame } from './reading.ts';

/**
 * A player of `ultimatum` and `alternating_offers` that offers half of the pot, rounded up, and accepts a fair share
 * only, whatever a refusal costs it: roughly what people do (W. Güth and others, 1982).
 */
export class FairBargainer implements Policy {
  readonly name = 'fair';
  /** The least part of the pot that it accepts. */
  readonly threshold: number;
  private readonly game: Game;
  private readonly table: BargainingTable;

  /**
   * @throws PolicyError where the game is neither of the two
   * @throws OptionError where the threshold is not from 0 to 1
   */
  constructor(game: Game, threshold = 0.4) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new OptionError(`A fair bargainer's threshold must be a number from 0 to 1, not ${threshold}.`);
    }
    this.threshold = threshold;
    this.game = game;
    this.table = bargainingTable(game, this.name);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { pot, accept } = this.table;
    for (let row = 0; row < batch.count; row++) {
      const { open } = this.table.read(batch, row);
      const fair = open >= this.threshold * pot;
      choose(batch, row, open < 0 ? Math.ceil(pot / 2) : fair ? accept : accept + 1, probabilities);
    }
  }
}
