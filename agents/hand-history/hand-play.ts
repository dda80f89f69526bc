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
