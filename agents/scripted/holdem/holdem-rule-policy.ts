import { type Game, type HoldemReader, holdemReader } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { HandShare, type Standing } from './hand-share.ts';
import { CALL, type ChipReader, chipReader, FOLD, type HoldemChips, RAISE } from './holdem-chips.ts';
import { choose, expectGame, type Place, placeOf } from '../reading.ts';
import { type StartingHands, startingHands } from './starting-hands.ts';

/** A hand that is this many times as likely to be the best as an average one is worth a bet. */
const BET_FROM = 1.25;
/** Each bet or raise of a round is taken to say that the hands against it are of this part of all, the best. */
const RAISED = 0.75;

/**
 * Hold'em by the share of all hands that the own one beats: before the flop by Chen's points, from the flop on of all
 * that another could hold, by the cards on the table. To the power of the others who are in, that share stands for the
 * probability of winning. A hand well above average bets the pot, or what comes nearest to it; each raise in a round
 * asks for half of what is missing to certainty. Else it calls by pot odds, where bets speak for the hands of others, and
 * folds where these do not allow it. What nothing can beat it never folds.
 */
export class HoldemRulePolicy implements Policy {
  readonly name = 'hand-share';
  private readonly game: Game;
  private readonly reader: HoldemReader;
  private readonly hand: Place;
  private readonly board: readonly Place[];
  private readonly chips: ChipReader;
  private readonly starting: StartingHands;
  private readonly share: HandShare;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.hand = placeOf(game, 'holdem', 'hand', this.name);
    this.board = ['flop', 'turn', 'river'].map((name) => placeOf(game, 'holdem', name, this.name));
    this.reader = holdemReader(game);
    const { hole, firstCard, options } = this.reader;
    this.chips = chipReader(game, this.reader, this.name);
    this.starting = startingHands(hole, firstCard);
    this.share = new HandShare(hole, options.deck, firstCard);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const start = row * this.game.observationSize;
      const hand = this.cards(observations, start, this.hand);
      const board = this.board.flatMap((place) => this.cards(observations, start, place));
      const standing =
        board.length > 0 ? this.share.of(hand, board) : { share: this.starting(hand), unbeaten: false };
      const chips = this.chips(observations, start, batch.seats[row], Math.max(0, board.length - 2));
      const legal = legalActions.subarray(legalOffsets[row], legalOffsets[row + 1]);
      choose(batch, row, this.decide(standing, chips, legal), probabilities);
    }
  }

  private cards(observations: Float32Array, start: number, { offset, size }: Place): number[] {
    const cards: number[] = [];
    for (let at = 0; at < size; at++) {
      if (observations[start + offset + at] === 1) cards.push(at + this.reader.firstCard);
    }
    return cards;
  }

  private decide({ share, unbeaten }: Standing, chips: HoldemChips, legal: Int32Array): number {
    const { others, call, contested, raises } = chips;
    const raise = legal.findIndex((action) => action >= RAISE);
    const wins = share ** others;
    const least = BET_FROM / (others + 1);
    if (raise >= 0 && 1 - wins <= (1 - least) / 2 ** raises) return this.raise(chips, legal.subarray(raise));
    if (call === 0 || unbeaten) return CALL;
    const range = RAISED ** raises;
    const against = Math.max(0, 1 - (1 - share) / range);
    return against ** others * (contested + call) >= call ? CALL : FOLD;
  }

  /** The raise that comes nearest to the pot after a call. */
  private raise({ pot, call, stack, stake }: HoldemChips, legal: Int32Array): number {
    const { actions, fractions } = this.reader.options;
    const whole = pot + call;
    if (actions === 'fixed') return legal[0];
    if (actions === 'full') return Math.max(legal[0], Math.min(legal[legal.length - 1], 1 + stake + whole));
    // The last one is all-in.
    const sizes = Array.from(legal, (action) => fractions[action - RAISE] ?? (stack - call) / whole);
    const nearest = sizes.reduce(
      (best, size, at) => (Math.abs(size - 1) < Math.abs(sizes[best] - 1) ? at : best),
      0,
    );
    return legal[nearest];
  }
}
