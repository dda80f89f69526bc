import type { Game } from '@parlor/envs';
import type { DecisionBatch } from '../policy.ts';
import { hotIn, optionOf, type Place, placeOf } from './reading.ts';

/** What a bargainer reads of a decision. */
export interface BargainingRow {
  /** Offers so far. */
  readonly made: number;
  /** Units of the open offer, for whoever must answer; −1 where an offer is to be made. */
  readonly open: number;
}

/** The options of `ultimatum` or `alternating_offers`, and how their observations are read. */
export interface BargainingTable {
  readonly pot: number;
  readonly turns: number;
  readonly discount: number;
  /** Accepts the open offer; one more rejects it. */
  readonly accept: number;
  read(batch: DecisionBatch, row: number): BargainingRow;
}

/** @throws PolicyError where the game is neither `ultimatum` nor `alternating_offers` */
export function bargainingTable(game: Game, policy: string): BargainingTable {
  const single = game.id === 'ultimatum';
  const place = (name: string): Place =>
    placeOf(game, single ? 'ultimatum' : 'alternating_offers', name, policy);
  const [made, open] = [place('made'), place('open')];
  const pot = optionOf(game, 'pot');
  return {
    pot,
    turns: single ? 1 : optionOf(game, 'turns'),
    discount: single ? 1 : optionOf(game, 'discount'),
    accept: pot + 1,
    read({ observations }, row) {
      const start = row * game.observationSize;
      return {
        made: hotIn(observations, start + made.offset, made.size),
        open: hotIn(observations, start + open.offset, open.size),
      };
    },
  };
}
