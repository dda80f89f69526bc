import type { Game } from '@parlor/envs';
import { hotIn, optionOf, placeOf, type Place } from '../reading.ts';

/** What a hint to its holder leaves open of a card, as bits. */
export interface Open {
  readonly ranks: number;
  readonly colours: number;
}

/** How likely a card fits, and how likely it is useless, by what may be known of it. */
export interface Chances {
  readonly fits: number;
  readonly useless: number;
}

/** Hanabi as one seat sees it. Player 0 is the seat itself, the others follow in turn. A kind is colour × ranks + rank. */
export class HanabiSight {
  readonly players: number;
  readonly hand: number;
  readonly colours: number;
  readonly ranks: number;
  tokens = 0;
  lives = 0;
  /** Cards left in the deck. */
  deck = 0;
  /** Height of each firework. */
  readonly heights: Int32Array;
  /** The kind of each card, −1 where it is not to be seen or there is none: [players, hand]. */
  readonly cards: Int32Array;
  /** [players, hand] */
  readonly held: boolean[] = [];
  readonly told: boolean[] = [];
  readonly open: Open[] = [];
  private readonly copies: number[];
  private readonly discards: Int32Array;
  /** Cards of each kind that are in the deck or in the seat's own hand. */
  private readonly unseen: Int32Array;
  private readonly places: Readonly<
    Record<
      | 'held'
      | 'cards'
      | 'fireworks'
      | 'discards'
      | 'tokens'
      | 'lives'
      | 'deck'
      | 'openRanks'
      | 'openColours'
      | 'told',
      Place
    >
  >;

  /** @throws PolicyError where the game is another */
  constructor(game: Game, policy: string) {
    const place = (name: string): Place => placeOf(game, 'hanabi', name, policy);
    this.places = {
      held: place('held'),
      cards: place('cards'),
      fireworks: place('fireworks'),
      discards: place('discards'),
      tokens: place('tokens'),
      lives: place('lives'),
      deck: place('deck'),
      openRanks: place('openRanks'),
      openColours: place('openColours'),
      told: place('told'),
    };
    this.players = game.seats;
    this.hand = optionOf(game, 'hand');
    this.colours = optionOf(game, 'colours');
    this.ranks = optionOf(game, 'ranks');
    const kinds = this.colours * this.ranks;
    this.copies = Array.from({ length: this.ranks }, (_, rank) =>
      rank === 0 ? 3 : rank === this.ranks - 1 ? 1 : 2,
    );
    this.heights = new Int32Array(this.colours);
    this.discards = new Int32Array(kinds);
    this.unseen = new Int32Array(kinds);
    this.cards = new Int32Array(this.players * this.hand);
  }

  /** Reads an observation, which begins at `start`. */
  look(observations: Float32Array, start: number): void {
    const { places, hand, ranks, colours, players, discards, unseen } = this;
    const kinds = colours * ranks;
    const count = ({ offset, size }: Place): number => bits(observations, start + offset, size).count;
    this.tokens = count(places.tokens);
    this.lives = count(places.lives);
    this.deck = count(places.deck);
    for (let colour = 0; colour < colours; colour++) {
      this.heights[colour] = 1 + hotIn(observations, start + places.fireworks.offset + colour * ranks, ranks);
    }
    for (let kind = 0; kind < kinds; kind++) {
      discards[kind] = observations[start + places.discards.offset + kind];
      const rank = kind % ranks;
      const played = rank < this.heights[(kind - rank) / ranks] ? 1 : 0;
      unseen[kind] = this.copies[rank] - discards[kind] - played;
    }
    for (let spot = 0; spot < players * hand; spot++) {
      this.held[spot] = observations[start + places.held.offset + spot] === 1;
      this.told[spot] = count({ offset: places.told.offset + 2 * spot, size: 2 }) > 0;
      this.open[spot] = {
        ranks: bits(observations, start + places.openRanks.offset + spot * ranks, ranks).set,
        colours: bits(observations, start + places.openColours.offset + spot * colours, colours).set,
      };
      const seen = start + places.cards.offset + (spot - hand) * kinds;
      this.cards[spot] = spot < hand ? -1 : hotIn(observations, seen, kinds);
      if (this.cards[spot] >= 0) unseen[this.cards[spot]]--;
    }
  }

  fits(kind: number): boolean {
    const rank = kind % this.ranks;
    return this.heights[(kind - rank) / this.ranks] === rank;
  }

  /** Whether a card can never be played: it has been, or all of a lower rank are lost. */
  isUseless(kind: number): boolean {
    const rank = kind % this.ranks;
    const height = this.heights[(kind - rank) / this.ranks];
    for (let lower = height; lower < rank; lower++) {
      if (this.discards[kind - rank + lower] === this.copies[lower]) return true;
    }
    return rank < height;
  }

  /** Whether a card is wanted, and all others of its kind are lost. */
  isLast(kind: number): boolean {
    return !this.isUseless(kind) && this.discards[kind] === this.copies[kind % this.ranks] - 1;
  }

  /**
   * What a player can tell of a card of which so much is open, by what it sees itself. The seat does not know its own
   * hand, and takes the other not to know it either.
   */
  chances(player: number, { ranks, colours }: Open): Chances {
    let [sum, fits, useless] = [0, 0, 0];
    for (let colour = 0; colour < this.colours; colour++) {
      if (((colours >> colour) & 1) === 0) continue;
      for (let rank = 0; rank < this.ranks; rank++) {
        if (((ranks >> rank) & 1) === 0) continue;
        const kind = colour * this.ranks + rank;
        const count = this.unseen[kind] + (player === 0 ? 0 : this.inHand(player, kind));
        sum += count;
        if (this.fits(kind)) fits += count;
        else if (this.isUseless(kind)) useless += count;
      }
    }
    return { fits: sum > 0 ? fits / sum : 0, useless: sum > 0 ? useless / sum : 0 };
  }

  private inHand(player: number, kind: number): number {
    let count = 0;
    for (let place = 0; place < this.hand; place++) {
      if (this.cards[player * this.hand + place] === kind) count++;
    }
    return count;
  }
}

/** The numbers that are 1, as a set of bits, and how many they are. */
function bits(observations: Float32Array, from: number, size: number): { set: number; count: number } {
  let [set, count] = [0, 0];
  for (let at = 0; at < size; at++) {
    if (observations[from + at] !== 1) continue;
    set |= 1 << at;
    count++;
  }
  return { set, count };
}
