import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { choose, expectGame, hotIn, optionOf, type Place, placeOf } from './reading.ts';

const [FOLD, CALL, RAISE] = [0, 1, 2];
/** A hand this many times as good as an average one is worth a raise. */
const RAISE_FROM = 1.25;
/** A hand less than this many times as good as an average one is not worth a call. */
const CALL_FROM = 0.75;

/**
 * Leduc poker by hand strength: how likely the hand is to beat all others that are still in, each with a random card,
 * before the public card averaged over it; equal hands count half. Raises what is well above average, folds what is
 * well below.
 */
export class LeducRulePolicy implements Policy {
  readonly name = 'hand-strength';
  private readonly game: Game;
  private readonly cards: number;
  private readonly card: Place;
  private readonly publicCard: Place;
  private readonly betting: Place;
  /** Chance to beat one other hand, by own card and 1 + public card (0: not yet there): [cards, cards + 1]. */
  private readonly strength: Float64Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.card = placeOf(game, 'leduc_poker', 'card', this.name);
    this.publicCard = placeOf(game, 'leduc_poker', 'public', this.name);
    this.betting = placeOf(game, 'leduc_poker', 'betting', this.name);
    this.cards = this.card.size;
    this.strength = strengths(this.cards, optionOf(game, 'suits'));
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const start = row * this.game.observationSize;
      const card = hotIn(observations, start + this.card.offset, this.cards);
      const turnedUp = hotIn(observations, start + this.publicCard.offset, this.cards);
      const others = this.game.seats - 1 - this.folds(observations, start);
      // An average hand beats all others once in as many deals as there are hands.
      const value = this.strength[card * (this.cards + 1) + 1 + turnedUp] ** others * (others + 1);
      const wish = value >= RAISE_FROM ? RAISE : value >= CALL_FROM ? CALL : FOLD;
      const legal = legalActions.subarray(legalOffsets[row], legalOffsets[row + 1]);
      choose(batch, row, legal.includes(wish) ? wish : CALL, probabilities);
    }
  }

  /** Seats that have folded; with two there is never one while somebody is to act. */
  private folds(observations: Float32Array, start: number): number {
    if (this.game.seats === 2) return 0;
    let folds = 0;
    for (let at = 2; at < this.betting.size; at += 3) folds += observations[start + this.betting.offset + at];
    return folds;
  }
}

function strengths(cards: number, suits: number): Float64Array {
  const rank = (card: number): number => Math.floor(card / suits);
  const hand = (card: number, turnedUp: number): number =>
    rank(card) + (rank(card) === rank(turnedUp) ? cards : 0);
  const all = Array.from({ length: cards }, (_, card) => card);
  const table = new Float64Array(cards * (cards + 1));
  for (const card of all) {
    let sum = 0;
    for (const turnedUp of all.filter((other) => other !== card)) {
      const others = all.filter((other) => other !== card && other !== turnedUp);
      const mine = hand(card, turnedUp);
      const wins = others.reduce((total, other) => {
        const theirs = hand(other, turnedUp);
        return total + (mine > theirs ? 1 : mine === theirs ? 0.5 : 0);
      }, 0);
      table[card * (cards + 1) + 1 + turnedUp] = wins / others.length;
      sum += wins / others.length;
    }
    table[card * (cards + 1)] = sum / (cards - 1);
  }
  return table;
}
