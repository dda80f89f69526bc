import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { type BargainingTable, bargainingTable } from './bargaining-table.ts';
import { choose, expectGame } from './reading.ts';

/** Values that are this close are equal: powers of a discount are rounded. Unit: units of the pot. */
const TIE = 1e-9;

/** What backward induction says at one offer. */
interface Stage {
  /** Units that are offered to the other seat. */
  readonly offer: number;
  /** The other seat accepts an offer of so many units or more. Not always whole. */
  readonly least: number;
}

/**
 * Backward induction (I. Ståhl, 1972): whoever answers accepts what is worth no less than making the next offer, and
 * whoever offers gives just that, in whole units, or 0 where being refused is worth more to it. After the last offer
 * nothing is left, so any answer is worth no less than none and 0 is accepted.
 */
function plan({ pot, turns, discount }: BargainingTable): Stage[] {
  const stages: Stage[] = [];
  let next = { proposer: 0, responder: 0 }; // values at the next offer, in units of that time
  for (let turn = turns - 1; turn >= 0; turn--) {
    const least = discount * next.proposer - TIE;
    const units = Math.max(0, Math.ceil(least));
    const waiting = discount * next.responder;
    const agrees = pot - units >= waiting - TIE;
    stages.unshift({ offer: agrees ? units : 0, least });
    next = agrees
      ? { proposer: pot - units, responder: units }
      : { proposer: waiting, responder: discount * next.proposer };
  }
  return stages;
}

/** The subgame-perfect player of `ultimatum` and `alternating_offers` in which whoever is indifferent accepts. */
export class SubgamePerfectBargainer implements Policy {
  readonly name = 'subgame-perfect';
  private readonly game: Game;
  private readonly table: BargainingTable;
  private readonly stages: readonly Stage[];

  /** @throws PolicyError where the game is neither of the two */
  constructor(game: Game) {
    this.game = game;
    this.table = bargainingTable(game, this.name);
    this.stages = plan(this.table);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { accept } = this.table;
    for (let row = 0; row < batch.count; row++) {
      const { made, open } = this.table.read(batch, row);
      const action =
        open < 0 ? this.stages[made].offer : open >= this.stages[made - 1].least ? accept : accept + 1;
      choose(batch, row, action, probabilities);
    }
  }
}
