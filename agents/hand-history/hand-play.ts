import { cardName, CHANCE, type Game, type HoldemReader, type State, TERMINAL } from '@parlor/envs';
import type { HandAction } from './hand-action.ts';
import { amountOf, type HandAmounts } from './hand-amounts.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** The game as the actions of the file move it. */
export class HandPlay {
  readonly history: number[] = [];
  readonly state: State;
  private readonly file: HandHistory;
  private readonly game: Game;
  private readonly reader: HoldemReader;
  private readonly seats: readonly number[];
  private readonly amounts: HandAmounts;
  private readonly legal: Int32Array;
  /** Who has mucked, and the line where. */
  private readonly mucked = new Map<number, number | undefined>();

  constructor(
    file: HandHistory,
    game: Game,
    reader: HoldemReader,
    seats: readonly number[],
    amounts: HandAmounts,
  ) {
    this.file = file;
    this.game = game;
    this.reader = reader;
    this.seats = seats;
    this.amounts = amounts;
    this.legal = new Int32Array(game.maxLegal);
    this.state = new Int32Array(game.stateSize);
    game.start(this.state);
  }

  deal(card: number, line: number | undefined): void {
    if (this.game.mover(this.state) !== CHANCE || this.showing) {
      throw this.fault(line, `${cardName(card)} is dealt, but ${this.next()}.`);
    }
    this.do(card - this.reader.firstCard);
  }

  take(action: Exclude<HandAction, { kind: 'hole' }>): void {
    const { state, reader } = this;
    switch (action.kind) {
      case 'comment':
        return;
      case 'board':
        for (const card of action.cards) this.deal(card, action.line);
        return;
      case 'show':
        if (this.game.mover(state) >= 0)
          throw this.fault(action.line, `p${action.player + 1} shows, but ${this.next()}.`);
        if (reader.hasFolded(state, this.seats[action.player] ?? 0))
          throw this.fault(action.line, `p${action.player + 1} shows, but has folded.`);
        if (action.cards === undefined) this.mucked.set(action.player, action.line);
        return;
      case 'fold':
        this.act(action.player, 0, action.line);
        return;
      case 'call':
        this.act(action.player, 1, action.line);
        return;
      case 'raise': {
        const chips = Math.round(action.amount / this.amounts.chip);
        this.turnOf(action.player, action.line);
        const limit = reader.options.betting === 'limit';
        const code = limit ? 2 : 1 + chips;
        if (!this.isLegal(code) || reader.amountOf(state, code) !== chips) {
          throw this.fault(
            action.line,
            `p${action.player + 1} cannot bet or raise to ${action.amount} here: it can ${this.choices()}.`,
          );
        }
        this.do(code);
      }
    }
  }

  /** Turns up hands that are left. */
  finish(shown: boolean): void {
    while (this.showing && this.game.mover(this.state) === CHANCE) this.do(0);
    const open = this.reader.board(this.state).length;
    if (shown && this.game.mover(this.state) === CHANCE && !this.reader.isRunOut(this.state)) {
      throw this.fault(
        this.file.lines.actions.at(-1) ?? this.file.lines.fields['actions'],
        `hands are shown, but the board has ${open} of 5 cards.`,
      );
    }
  }

  private act(player: number, action: number, line: number | undefined): void {
    this.turnOf(player, line);
    if (!this.isLegal(action)) {
      throw this.fault(
        line,
        `p${player + 1} cannot ${action === 0 ? 'fold' : 'call'} here: it can ${this.choices()}.`,
      );
    }
    this.do(action);
  }

  private turnOf(player: number, line: number | undefined): void {
    const mover = this.game.mover(this.state);
    if (mover >= 0 && mover === this.seats[player]) return;
    throw this.fault(line, `p${player + 1} acts, but ${this.next()}.`);
  }

  /**
   * What does not fit the end that the hand has come to: a hand that was mucked and wins (the suite turns up every hand
   * that is in), or stacks that are not those of the file (unless something was taken from the pot, such as a rake).
   */
  misfit(hands: readonly (readonly number[])[]): HandHistoryError | undefined {
    const { state, reader, file } = this;
    const { chip, largest } = this.amounts;
    if (this.game.mover(state) !== TERMINAL) return undefined;
    const returns = new Float64Array(this.game.seats);
    this.game.returns(state, returns);
    for (const [player, line] of this.mucked) {
      const seat = this.seats[player] ?? 0;
      const paid = (reader.stacks[seat] ?? 0) - reader.stack(state, seat);
      if (!reader.isShown(state, seat) || (returns[seat] ?? 0) + paid <= reader.uncalled(state, seat))
        continue;
      const cards = (hands[player] ?? []).map(cardName).join('');
      return this.fault(line, `p${player + 1} mucks ${cards}, which wins: show it, or fold before.`);
    }
    const { finishing, stacks } = file;
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    if (finishing === undefined || Math.abs(total(finishing) - total(stacks)) > chip / 2) return undefined;
    const ends = this.seats.map((seat, player) =>
      amountOf((stacks[player] ?? 0) / chip + (returns[seat] ?? 0), chip),
    );
    // A pot that is shared leaves odd chips, of which the game may have smaller ones than the table.
    const odd = Math.max(chip / 2, largest - chip / 2);
    if (ends.every((end, player) => Math.abs(end - (finishing[player] ?? 0)) < odd)) return undefined;
    return this.fault(
      file.lines.fields['finishing_stacks'],
      `the hand leaves ${ends.join(', ')}, and not these stacks.`,
    );
  }

  private get showing(): boolean {
    return this.seats.some((seat) => this.reader.isShown(this.state, seat));
  }

  private isLegal(action: number): boolean {
    return this.legal.subarray(0, this.game.legal(this.state, this.legal)).includes(action);
  }

  /** What the mover can do, in the words and amounts of the file. */
  private choices(): string {
    const count = this.game.legal(this.state, this.legal);
    const words: string[] = [];
    if (this.legal[0] === 0) words.push('fold (f)');
    words.push('check or call (cc)');
    const first = this.legal.subarray(0, count).findIndex((action) => action > 1);
    if (first >= 0) {
      const [least, most] = [first, count - 1].map((at) =>
        amountOf(this.reader.amountOf(this.state, this.legal[at] ?? 0), this.amounts.chip),
      );
      words.push(`bet or raise (cbr) ${least}${most === least ? '' : ` to ${most}`}`);
    }
    return words.join(', ').replace(/, ([^,]*)$/, ' or $1');
  }

  private next(): string {
    const mover = this.game.mover(this.state);
    if (mover === TERMINAL) return 'the hand is over';
    if (mover === CHANCE)
      return this.reader.isDealing(this.state) ? 'hands are being dealt' : 'a card of the board is next';
    return `it is the turn of p${this.seats.indexOf(mover) + 1}`;
  }

  private do(action: number): void {
    this.game.apply(this.state, action);
    this.history.push(action);
  }

  private fault(line: number | undefined, what: string): HandHistoryError {
    return new HandHistoryError(this.file.source, line, what);
  }
}
