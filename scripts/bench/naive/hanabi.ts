import type { NaiveGame } from './naive-game.ts';

export interface NaiveHanabiOptions {
  readonly players: number;
  readonly colours: number;
  readonly ranks: number;
  readonly hand: number;
  readonly tokens: number;
  readonly lives: number;
  readonly zeroWhenLost: boolean;
}

interface Card {
  readonly colour: number;
  readonly rank: number;
}

interface Hint {
  readonly on: 'colour' | 'rank';
  readonly value: number;
}

interface HeldCard {
  readonly card: Card;
  /** Every hint to the owner since the card was drawn. */
  readonly hints: Hint[];
}

const RULES: NaiveHanabiOptions = {
  players: 2,
  colours: 5,
  ranks: 5,
  hand: 5,
  tokens: 8,
  lives: 3,
  zeroWhenLost: true,
};

export class NaiveHanabi implements NaiveGame {
  readonly rules: NaiveHanabiOptions;
  deck: Card[] = [];
  hands: HeldCard[][];
  fireworks: number[];
  discards: Card[] = [];
  tokens: number;
  lives: number;
  /** Turns that are left once the deck is empty. */
  turnsLeft: number | undefined;
  private player = 0;
  private mustDraw = false;
  private drawnBefore = 0;

  constructor(rules: NaiveHanabiOptions = RULES) {
    this.rules = rules;
    for (let colour = 0; colour < rules.colours; colour++) {
      for (let rank = 1; rank <= rules.ranks; rank++) {
        const copies = rank === 1 ? 3 : rank === rules.ranks ? 1 : 2;
        for (let copy = 0; copy < copies; copy++) this.deck.push({ colour, rank });
      }
    }
    this.hands = Array.from({ length: rules.players }, () => []);
    this.fireworks = Array.from({ length: rules.colours }, () => 0);
    this.tokens = rules.tokens;
    this.lives = rules.lives;
  }

  get score(): number {
    return this.fireworks.reduce((sum, height) => sum + height, 0);
  }

  private get dealing(): boolean {
    return this.drawnBefore < this.rules.players * this.rules.hand;
  }

  currentPlayer(): number {
    if (this.dealing) return -1;
    if (this.lives === 0 || this.turnsLeft === 0) return -2;
    if (this.score === this.rules.colours * this.rules.ranks) return -2;
    return this.mustDraw ? -1 : this.player;
  }

  legalActions(): number[] {
    const player = this.currentPlayer();
    if (player < 0) return [];
    const { players, colours, ranks, hand, tokens } = this.rules;
    const places = (this.hands[player] ?? []).map((_, place) => place);
    const actions: number[] = [];
    if (this.tokens < tokens) actions.push(...places);
    actions.push(...places.map((place) => hand + place));
    if (this.tokens === 0) return actions;
    for (let offset = 1; offset < players; offset++) {
      for (let colour = 0; colour < colours; colour++) {
        const other = this.hands[(player + offset) % players] ?? [];
        if (other.some(({ card }) => card.colour === colour))
          actions.push(2 * hand + (offset - 1) * colours + colour);
      }
    }
    for (let offset = 1; offset < players; offset++) {
      for (let rank = 1; rank <= ranks; rank++) {
        const other = this.hands[(player + offset) % players] ?? [];
        if (other.some(({ card }) => card.rank === rank))
          actions.push(2 * hand + (players - 1) * colours + (offset - 1) * ranks + rank - 1);
      }
    }
    return actions;
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    const { deck, rules } = this;
    return deck.map(({ colour, rank }) => ({
      outcome: colour * rules.ranks + rank - 1,
      probability: 1 / deck.length,
    }));
  }

  applyAction(action: number): void {
    if (this.currentPlayer() === -1) this.draw(action);
    else this.act(action);
  }

  private draw(outcome: number): void {
    const { players, ranks, hand } = this.rules;
    const place = this.deck.findIndex(({ colour, rank }) => colour * ranks + rank - 1 === outcome);
    const [card] = this.deck.splice(place, 1);
    if (!card) throw new Error(`there is no card ${outcome} in the deck`);
    const receiver = this.dealing ? Math.floor(this.drawnBefore / hand) : this.player;
    this.hands[receiver]?.push({ card, hints: [] });
    this.drawnBefore++;
    if (this.drawnBefore > players * hand) {
      this.mustDraw = false;
      this.player = (this.player + 1) % players;
    }
    if (this.deck.length === 0) this.turnsLeft = players;
  }

  private act(action: number): void {
    const { players, colours, ranks, hand, tokens } = this.rules;
    if (action < 2 * hand) {
      const [held] = (this.hands[this.player] ?? []).splice(action % hand, 1);
      if (!held) throw new Error(`there is no card ${action % hand}`);
      const { colour, rank } = held.card;
      if (action < hand) {
        this.discards.push(held.card);
        this.tokens++;
      } else if (this.fireworks[colour] === rank - 1) {
        this.fireworks[colour] = rank;
        if (rank === ranks) this.tokens = Math.min(this.tokens + 1, tokens);
      } else {
        this.discards.push(held.card);
        this.lives--;
      }
      if (this.deck.length > 0) {
        this.mustDraw = true;
        return;
      }
    } else {
      this.tokens--;
      const colourHint = action < 2 * hand + (players - 1) * colours;
      const index = colourHint ? action - 2 * hand : action - 2 * hand - (players - 1) * colours;
      const span = colourHint ? colours : ranks;
      const target = (this.player + 1 + Math.floor(index / span)) % players;
      const hint: Hint = colourHint
        ? { on: 'colour', value: index % span }
        : { on: 'rank', value: 1 + (index % span) };
      for (const held of this.hands[target] ?? []) held.hints.push(hint);
    }
    this.player = (this.player + 1) % players;
    if (this.turnsLeft !== undefined) this.turnsLeft--;
  }

  returns(): number[] {
    const lost = this.lives === 0 && this.rules.zeroWhenLost;
    const score = this.currentPlayer() === -2 && !lost ? this.score : 0;
    return this.hands.map(() => score);
  }

  /** Colours that the hints leave open, counted from 0. */
  openColours({ card, hints }: HeldCard): number[] {
    const colours = Array.from({ length: this.rules.colours }, (_, colour) => colour);
    return colours.filter((colour) => hints.every((hint) => agrees(hint, card, { ...card, colour })));
  }

  /** Ranks that the hints leave open, counted from 1. */
  openRanks({ card, hints }: HeldCard): number[] {
    const ranks = Array.from({ length: this.rules.ranks }, (_, rank) => rank + 1);
    return ranks.filter((rank) => hints.every((hint) => agrees(hint, card, { ...card, rank })));
  }

  observation(player: number): number[] {
    const { players, colours, ranks } = this.rules;
    const flags = (values: readonly number[], first: number, count: number): number[] =>
      Array.from({ length: count }, (_, index) => (values.includes(first + index) ? 1 : 0));
    const hands = this.hands.map((_, offset) => this.hands[(player + offset) % players] ?? []);
    return [
      ...hands.slice(1).flatMap((hand) => hand.flatMap(({ card }) => [card.colour, card.rank])),
      ...this.fireworks,
      ...this.discards.flatMap(({ colour, rank }) => [colour, rank]),
      this.tokens,
      this.lives,
      this.deck.length,
      ...hands.flat().flatMap((held) => flags(this.openColours(held), 0, colours)),
      ...hands.flat().flatMap((held) => flags(this.openRanks(held), 1, ranks)),
    ];
  }
}

/** Whether a hint says the same of both cards. */
function agrees({ on, value }: Hint, card: Card, other: Card): boolean {
  return (card[on] === value) === (other[on] === value);
}
