import { type Game, parseSpec } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { choose, expectGame, optionOf, type Place, placeOf } from './reading.ts';

/**
 * Liar's dice by the odds: a bid holds where the dice of the others, fair ones whatever was bid, show as many of its face
 * as the own ones lack. Calls the last bid a lie where that is likelier than that the best higher bid holds; else makes
 * that bid, the highest of equals, since higher ones leave less to whoever is next.
 */
export class LiarsDicePolicy implements Policy {
  readonly name = 'odds-of-bids';
  private readonly game: Game;
  private readonly own: Place;
  private readonly sides: number;
  private readonly wild: boolean;
  private readonly liar: number;
  /** Chance that so many dice of the others at least show one given face: [dice of the others + 1]. */
  private readonly plain: Float64Array;
  /** Chance that so many at least show one given face or the wild one. */
  private readonly helped: Float64Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.own = placeOf(game, 'liars_dice', 'own', this.name);
    this.sides = optionOf(game, 'sides');
    this.wild = parseSpec(game.spec).options['wild'] === true;
    this.liar = game.actionCount - 1;
    const others = (game.seats - 1) * optionOf(game, 'dice');
    this.plain = atLeast(others, 1 / this.sides);
    this.helped = atLeast(others, 2 / this.sides);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const own = row * this.game.observationSize + this.own.offset;
      const first = legalActions[legalOffsets[row]]; // the lowest bid that is higher than the last, or the call
      let best = -1;
      let most = -1;
      for (let bid = first; bid < this.liar; bid++) {
        const chance = this.holds(observations, own, bid);
        if (chance < most) continue;
        most = chance;
        best = bid;
      }
      const calls = first > 0 && 1 - this.holds(observations, own, first - 1) > most;
      choose(batch, row, calls ? this.liar : best, probabilities);
    }
  }

  /** How likely a bid holds, for whoever has the dice that are counted by face from `own` on. */
  private holds(observations: Float32Array, own: number, bid: number): number {
    const { sides, wild } = this;
    const face = bid % sides;
    const helped = wild && face !== sides - 1;
    const lacking =
      Math.floor(bid / sides) + 1 - observations[own + face] - (helped ? observations[own + sides - 1] : 0);
    const chances = helped ? this.helped : this.plain;
    return lacking <= 0 ? 1 : lacking < chances.length ? chances[lacking] : 0;
  }
}

/** Chance of at least k successes among so many tries, for every k up to them: [tries + 1]. */
function atLeast(tries: number, chance: number): Float64Array {
  // One try after the other: it takes at least k successes where it fails, or at least k − 1 where it succeeds.
  const chances = new Float64Array(tries + 1);
  chances[0] = 1;
  for (let tried = 1; tried <= tries; tried++) {
    for (let k = tried; k > 0; k--) chances[k] = chance * chances[k - 1] + (1 - chance) * chances[k];
  }
  return chances;
}
