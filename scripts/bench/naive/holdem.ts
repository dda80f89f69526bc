import { type TableAction, NaiveTable } from './holdem-table.ts';
import type { NaiveGame } from './naive-game.ts';

const SMALL_BLIND = 1;
const BIG_BLIND = 2;
const STACK = 200;

/** Two cards each; `limit`, or no limit with fold, call, a raise by the pot, and all-in. */
export class NaiveHoldem implements NaiveGame {
  private readonly table: NaiveTable;
  private readonly limit: boolean;
  private deck = Array.from({ length: 52 }, (_, card) => card);
  private dealt = 0;

  constructor(players: number, limit: boolean) {
    this.limit = limit;
    this.table = new NaiveTable({
      betting: limit ? 'limit' : 'no-limit',
      omaha: false,
      deck: 'full',
      stacks: Array.from({ length: players }, () => STACK),
      blinds: Array.from({ length: players }, (_, seat) => [SMALL_BLIND, BIG_BLIND][seat] ?? 0),
      bigBlind: BIG_BLIND,
      antes: Array.from({ length: players }, () => 0),
      betSizes: [BIG_BLIND, BIG_BLIND, 2 * BIG_BLIND, 2 * BIG_BLIND],
      bets: 4,
    });
  }

  currentPlayer(): number {
    if (this.dealt < 2 * this.table.players.length) return -1;
    if (this.table.isOver) return -2;
    return this.table.mover ?? -1;
  }

  legalActions(): number[] {
    return this.choices().map(([action]) => action);
  }

  chanceOutcomes(): { outcome: number; probability: number }[] {
    return this.deck.map((outcome) => ({ outcome, probability: 1 / this.deck.length }));
  }

  applyAction(action: number): void {
    if (this.currentPlayer() >= 0) {
      const choice = this.choices().find(([name]) => name === action);
      this.table.act(choice?.[1] ?? 'call');
      return;
    }
    this.deck = this.deck.filter((card) => card !== action);
    if (this.dealt < 2 * this.table.players.length) this.table.dealTo(Math.floor(this.dealt / 2), action);
    else this.table.dealBoard(action);
    this.dealt++;
  }

  returns(): number[] {
    return this.currentPlayer() === -2 ? this.table.returns() : this.table.players.map(() => 0);
  }

  observation(player: number): number[] {
    const { players, board, pot } = this.table;
    const shown = (cards: readonly number[]): number[] =>
      Array.from({ length: 52 }, (_, card) => (cards.includes(card) ? 1 : 0));
    return [
      ...players.map(({ seat }) => (seat === player ? 1 : 0)),
      ...shown(players[player]?.cards ?? []),
      ...shown(board),
      ...players.flatMap(({ chips, bet, folded }) => [chips / STACK, bet / STACK, folded ? 1 : 0]),
      pot / STACK,
    ];
  }

  /** Actions by number: fold, call, raise; without limit raise by the pot, and all-in. */
  private choices(): [number, TableAction][] {
    const { players, mover = 0, pot } = this.table;
    const highest = Math.max(...players.map(({ bet }) => bet));
    const bet = players[mover]?.bet ?? 0;
    const named: [number, TableAction][] = highest > bet ? [[0, 'fold']] : [];
    named.push([1, 'call']);
    const raises = this.table.raises();
    if (raises === undefined) return named;
    const { least, most: allIn } = raises;
    if (this.limit) return [...named, [2, allIn]];
    const byPot = 2 * highest + pot - bet;
    if (byPot >= least && byPot < allIn) named.push([2, byPot]);
    return [...named, [3, allIn]];
  }
}
