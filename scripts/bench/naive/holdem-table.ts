import { HAND_CATEGORIES, type HandOrder } from '@parlor/envs';
import { choices, compareNaiveHands, naiveHand } from './poker-hand.ts';

/** What the table must be told; the meanings are those of the options of `holdem`. */
export interface TableRules {
  readonly betting: 'limit' | 'pot-limit' | 'no-limit';
  readonly omaha: boolean;
  readonly deck: HandOrder;
  readonly stacks: readonly number[];
  readonly blinds: readonly number[]; // of each seat, straddles among them
  readonly bigBlind: number;
  readonly antes: readonly number[]; // of each seat
  readonly betSizes: readonly number[]; // limit: by round
  readonly bets: number;
}

interface Player {
  readonly seat: number;
  readonly start: number;
  /** What it has put in before the blinds. */
  readonly ante: number;
  chips: number;
  bet: number; // in this round
  folded: boolean;
  cards: number[];
  /** What there was to match when this player last acted in this round. */
  faced: number | undefined;
}

export type TableAction = 'fold' | 'call' | number; // a number: the bets of this round come to that

/**
 * Hold'em as one would write it without a thought of speed, and as the tests' second referee: a list of who must still act,
 * chips that go into pots one at a time, hands that are found by trying all choices of five cards.
 */
export class NaiveTable {
  readonly players: Player[];
  readonly board: number[] = [];
  private readonly rules: TableRules;
  private toAct: Player[] = [];
  private stake = 0;
  private lastRaise = 0;
  private lastFullBet = 0;
  private betsSoFar = 0;
  private round = 0;

  constructor(rules: TableRules) {
    this.rules = rules;
    this.players = rules.stacks.map((start, seat) => ({
      seat,
      start,
      ante: Math.min(rules.antes[seat] ?? 0, start),
      chips: start - Math.min(rules.antes[seat] ?? 0, start),
      bet: 0,
      folded: false,
      cards: [],
      faced: undefined,
    }));
    for (const [seat, blind] of rules.blinds.entries()) this.put(this.player(seat), blind);
    // From the smallest on, each blind that is more than those before it bets or raises, if it is a whole bet.
    for (const blind of rules.blinds.toSorted((a, b) => a - b)) {
      if (blind > this.stake && blind >= rules.bigBlind) this.betsSoFar++;
      this.stake = Math.max(this.stake, blind);
    }
    this.lastRaise = Math.max(this.stake, rules.bigBlind);
    this.lastFullBet = this.stake;
    let opener = rules.blinds.every((blind) => blind === 0) ? this.button : 0;
    for (const [seat, blind] of rules.blinds.entries()) if (blind > 0 && blind === this.stake) opener = seat;
    this.toAct = this.inOrderAfter(opener).filter((player) => this.canAct(player));
    this.settleRound();
  }

  /** Whose turn it is; undefined where a card is next, or nothing. */
  get mover(): number | undefined {
    return this.isOver ? undefined : this.toAct[0]?.seat;
  }

  get isOver(): boolean {
    return (
      this.inHand.length === 1 || (this.round === 3 && this.toAct.length === 0 && this.board.length === 5)
    );
  }

  get pot(): number {
    return this.players.reduce((sum, { start, chips }) => sum + start - chips, 0);
  }

  dealTo(seat: number, card: number): void {
    this.player(seat).cards.push(card);
  }

  dealBoard(card: number): void {
    this.board.push(card);
    if (this.board.length < 3) return;
    this.round = this.board.length - 2;
    for (const player of this.players) {
      player.bet = 0;
      player.faced = undefined;
    }
    this.stake = this.lastFullBet = this.betsSoFar = 0;
    this.lastRaise = this.rules.bigBlind;
    this.toAct = this.inOrderAfter(this.button).filter((player) => this.canAct(player));
    if (this.toAct.length < 2) this.toAct = [];
  }

  /** What the mover may do. */
  legal(): TableAction[] {
    const player = this.toAct[0];
    if (player === undefined) return [];
    const missing = this.stake - player.bet;
    const actions: TableAction[] = missing > 0 ? ['fold', 'call'] : ['call'];
    const { least, most } = this.raises() ?? { least: 0, most: -1 };
    return [...actions, ...Array.from({ length: most - least + 1 }, (_, more) => least + more)];
  }

  /** What the bets of this round may come to if the mover raises: each amount from the least to the most, or none. */
  raises(): { readonly least: number; readonly most: number } | undefined {
    const player = this.toAct[0];
    if (player === undefined) return undefined;
    const { betting, betSizes, bets } = this.rules;
    const everything = player.bet + player.chips;
    const others = this.players.filter((other) => other !== player && this.canAct(other));
    const callers = others.filter(({ bet, chips }) => bet + chips > this.stake);
    if (callers.length === 0 || everything <= this.stake) return undefined;
    if (betting === 'limit') {
      const size = betSizes[this.round] ?? 0;
      const reopened = player.faced === undefined || this.stake - player.faced >= size / 2;
      if (!reopened || this.betsSoFar >= bets) return undefined;
      const to = Math.min(this.lastFullBet + size, everything);
      return { least: to, most: to };
    }
    if (player.faced !== undefined && this.stake - player.faced < this.lastRaise) return undefined;
    const afterCalling = this.pot + this.stake - player.bet;
    const most = betting === 'pot-limit' ? Math.min(everything, this.stake + afterCalling) : everything;
    return { least: Math.min(this.stake + this.lastRaise, most), most };
  }

  act(action: TableAction): void {
    const player = this.toAct.shift();
    if (player === undefined) throw new Error('nobody is to act');
    if (action === 'fold') player.folded = true;
    else if (action === 'call') {
      this.put(player, this.stake - player.bet);
      player.faced = this.stake;
    } else {
      this.raise(player, action);
      player.faced = this.stake;
    }
    this.settleRound();
  }

  /** What each player has at the end less what it began with. */
  returns(): number[] {
    const won = this.players.map(({ start, chips }) => chips - start);
    for (const { chips, contenders } of this.pots()) {
      const winners = this.bestOf(contenders);
      for (const seat of winners) won[seat] = (won[seat] ?? 0) + Math.floor(chips / winners.length);
      for (const seat of this.leftOfButton(winners).slice(0, chips % winners.length)) {
        won[seat] = (won[seat] ?? 0) + 1;
      }
    }
    return won;
  }

  /** The main pot and the side pots: one for each group of players who contest the same chips. */
  private pots(): { chips: number; contenders: number[] }[] {
    const pots = new Map<string, { chips: number; contenders: number[] }>();
    let last: string | undefined;
    const { antes } = this.rules;
    const isMatched = antes.every((ante) => ante === antes[0]);
    if (!isMatched) {
      // Everybody who is in can win antes that differ, whatever it has put in itself.
      const contenders = this.inHand.map(({ seat }) => seat);
      last = contenders.join();
      pots.set(last, { chips: this.players.reduce((sum, { ante }) => sum + ante, 0), contenders });
    }
    for (let chip = 1; chip <= Math.max(...this.players.map(({ start }) => start)); chip++) {
      const payers = this.players.filter(
        ({ start, chips, ante }) => start - chips - (isMatched ? 0 : ante) >= chip,
      );
      const contenders = payers.filter(({ folded }) => !folded).map(({ seat }) => seat);
      // A chip of a folded player that nobody who is in has matched stays with the pot below.
      const name = contenders.length > 0 ? contenders.join() : last;
      if (payers.length === 0 || name === undefined) break;
      const pot = pots.get(name) ?? { chips: 0, contenders };
      pot.chips += payers.length;
      pots.set(name, pot);
      last = name;
    }
    return [...pots.values()];
  }

  private bestOf(seats: readonly number[]): number[] {
    if (this.inHand.length === 1) return this.inHand.map(({ seat }) => seat);
    const hands = seats.map((seat) => ({ seat, hand: this.handOf(this.player(seat).cards) }));
    return hands
      .filter(({ hand }) => hands.every((other) => compareNaiveHands(hand, other.hand) >= 0))
      .map(({ seat }) => seat);
  }

  private handOf(cards: readonly number[]) {
    const categories = HAND_CATEGORIES[this.rules.deck];
    const lowest = this.rules.deck === 'full' ? 0 : 4;
    if (!this.rules.omaha) return naiveHand([...cards, ...this.board], categories, lowest);
    const hands = choices(cards, 2).flatMap((two) =>
      choices(this.board, 3).map((three) => naiveHand([...two, ...three], categories, lowest)),
    );
    return hands.reduce((best, hand) => (compareNaiveHands(hand, best) > 0 ? hand : best));
  }

  private leftOfButton(seats: readonly number[]): number[] {
    return this.inOrderAfter(this.button)
      .map(({ seat }) => seat)
      .filter((seat) => seats.includes(seat));
  }

  private raise(player: Player, to: number): void {
    const more = to - this.stake;
    this.put(player, to - player.bet);
    if (this.rules.betting === 'limit') {
      if (to - this.lastFullBet >= (this.rules.betSizes[this.round] ?? 0) / 2) {
        this.lastFullBet = to;
        this.betsSoFar++;
      }
    } else if (more >= this.lastRaise) this.lastRaise = more;
    this.stake = to;
    this.toAct = this.inOrderAfter(player.seat).filter((other) => other !== player && this.canAct(other));
  }

  /** Nobody acts where only one player is left, or where the only one with chips has matched the others. */
  private settleRound(): void {
    const able = this.players.filter((player) => this.canAct(player));
    const [only] = able;
    const highest = Math.max(...this.inHand.map(({ bet }) => bet));
    if (this.inHand.length === 1 || able.length === 0) this.toAct = [];
    else if (able.length === 1 && only !== undefined && only.bet >= highest) this.toAct = [];
  }

  private put(player: Player, chips: number): void {
    const paid = Math.min(chips, player.chips);
    player.chips -= paid;
    player.bet += paid;
  }

  private get button(): number {
    return this.players.length === 2 ? 0 : this.players.length - 1;
  }

  private canAct(player: Player): boolean {
    return !player.folded && player.chips > 0;
  }

  private get inHand(): Player[] {
    return this.players.filter(({ folded }) => !folded);
  }

  private inOrderAfter(seat: number): Player[] {
    return [...this.players.slice(seat + 1), ...this.players.slice(0, seat + 1)];
  }

  private player(seat: number): Player {
    const player = this.players[seat];
    if (player === undefined) throw new Error(`there is no seat ${seat}`);
    return player;
  }
}
