import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { choose, expectGame } from '../reading.ts';
import { HanabiSight, type Open } from './hanabi-sight.ts';

/** One rank or colour, as a bit, that is named to a player. */
interface Hint {
  readonly player: number;
  readonly part: 'ranks' | 'colours';
  readonly bit: number;
}

/** So likely to fit, a card is played while there are lives to spare. */
const LIKELY = 0.6;
/** What is this close to 1 is certain. */
const SURE = 1 - 1e-9;

/**
 * Hanabi by rules in the manner of the player IGGI (J. Walton-Rivers and others, Evaluating and Modelling
 * Hanabi-Playing Agents, 2017). The first that applies is done:
 * - play a card that fits for certain, or fits probably while more than one life is left;
 * - name a card that fits, the next player's first, by the hint that does most to have what fits played and nothing else;
 * - once the deck is empty, play whatever may fit while more than one life is left;
 * - discard a card that is useless for certain;
 * - name a card that nothing could replace, where its holder, the next player, would discard it;
 * - discard the oldest card that no hint has named, or else the oldest;
 * - where nothing may be discarded, give the hint that does least harm.
 */
export class HanabiRulePolicy implements Policy {
  readonly name = 'hanabi-rules';
  private readonly game: Game;
  private readonly sight: HanabiSight;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.sight = new HanabiSight(game, this.name);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      this.sight.look(batch.observations, row * this.game.observationSize);
      const legal = legalActions.subarray(legalOffsets[row], legalOffsets[row + 1]);
      choose(batch, row, this.decide(legal), probabilities);
    }
  }

  private decide(legal: Int32Array): number {
    const { sight } = this;
    const { hand } = sight;
    const own = Array.from({ length: hand }, (_, place) => sight.chances(0, sight.open[place]));
    const play = greatest(own.map(({ fits }) => fits));
    if (own[play].fits >= (sight.lives > 1 ? LIKELY : SURE)) return hand + play;

    const mayDiscard = legal[0] < hand;
    const hints = Array.from(legal.subarray(mayDiscard ? 2 * hand : hand));
    for (let player = 1; player < sight.players; player++) {
      const theirs = hints.filter((action) => this.hint(action).player === player);
      const gains = theirs.map((action) => this.gain(action));
      const most = greatest(gains);
      if (gains[most] > 0) return theirs[most];
    }
    if (sight.deck === 0 && sight.lives > 1 && own[play].fits > 0) return hand + play;
    const useless = own.findIndex((chances) => chances.useless >= SURE);
    if (mayDiscard && useless >= 0) return useless;
    const saving = hints.find((action) => this.saves(action));
    if (saving !== undefined) return saving;
    if (mayDiscard) return this.oldest(0);
    // Nobody else may have a card left to name.
    return hints.length > 0 ? hints[greatest(hints.map((action) => this.gain(action)))] : hand + play;
  }

  /** What a hint says, and to whom. */
  private hint(action: number): Hint {
    const { hand, players, colours, ranks } = this.sight;
    const colour = action - 2 * hand;
    if (colour < (players - 1) * colours) {
      return { player: 1 + Math.floor(colour / colours), part: 'colours', bit: 1 << (colour % colours) };
    }
    const rank = colour - (players - 1) * colours;
    return { player: 1 + Math.floor(rank / ranks), part: 'ranks', bit: 1 << (rank % ranks) };
  }

  /** What is open of a card after a hint. */
  private after({ part, bit }: Hint, spot: number): Open {
    const { sight } = this;
    const { open, cards, ranks } = sight;
    const kind = cards[spot];
    const own = part === 'ranks' ? kind % ranks : Math.floor(kind / ranks);
    return { ...open[spot], [part]: bit === 1 << own ? bit : open[spot][part] & ~bit };
  }

  /**
   * How much nearer a hint brings cards that fit to being played, each from 0 to 1; one for each card that does not fit
   * and is no longer played for it; one less for each that is.
   */
  private gain(action: number): number {
    const { sight } = this;
    const hint = this.hint(action);
    let sum = 0;
    for (let place = 0; place < sight.hand; place++) {
      const spot = hint.player * sight.hand + place;
      if (sight.cards[spot] < 0) continue;
      const before = sight.chances(hint.player, sight.open[spot]).fits;
      const after = sight.chances(hint.player, this.after(hint, spot)).fits;
      if (sight.fits(sight.cards[spot])) sum += after - before;
      else sum += (before >= LIKELY ? 1 : 0) - (after >= LIKELY ? 1 : 0);
    }
    return sum;
  }

  /** Whether a hint names the card that the next player would discard, which nothing could replace. */
  private saves(action: number): boolean {
    const { sight } = this;
    const { player, part, bit } = this.hint(action);
    const spot = sight.hand + this.oldest(1);
    const kind = sight.cards[spot];
    if (player !== 1 || kind < 0 || sight.told[spot] || !sight.isLast(kind)) return false;
    return bit === 1 << (part === 'ranks' ? kind % sight.ranks : Math.floor(kind / sight.ranks));
  }

  /** The place of a player's oldest card that no hint has named; of its oldest, where there is none. */
  private oldest(player: number): number {
    const { told, hand } = this.sight;
    const place = told.slice(player * hand, (player + 1) * hand).indexOf(false);
    return Math.max(0, place);
  }
}

/** Where the greatest number is, the first of equals. */
function greatest(numbers: readonly number[]): number {
  return numbers.reduce((best, number, at) => (number > numbers[best] ? at : best), 0);
}
