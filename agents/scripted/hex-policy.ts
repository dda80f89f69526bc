import { type Game, parseSpec } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { HexChains } from './hex-chains.ts';
import { choose, expectGame, optionOf, type Place, placeOf, shareAmongBest } from './reading.ts';

/** More than any cell is away from the middle. */
const FAR = 64;

/**
 * Hex, in the light or in the dark, by the shortest chains on what the seat knows: puts its stone on a cell of a shortest
 * chain of both sides. There is one, since every chain of one side crosses every chain of the other. Of several it takes
 * those nearest to the middle. So it wins where one stone is missing, and else stops the other where one is.
 * With `swap` it takes over a first stone on the short diagonal, where on small boards those stand that win, or two cells
 * or more from every edge, and begins as near to the middle as is neither. Equal cells share the probability.
 */
export class HexPolicy implements Policy {
  readonly name = 'shortest-chain';
  private readonly game: Game;
  private readonly own: Place;
  private readonly other: Place;
  private readonly seat: Place;
  private readonly cells: number;
  private readonly swap: boolean;
  /** Steps between each cell and the middle. */
  private readonly away: Float64Array;
  /** First stones that are taken over. */
  private readonly strong: readonly boolean[];
  private readonly chains: HexChains;
  private readonly marks: Int8Array;
  private readonly ours: Int32Array;
  private readonly theirs: Int32Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    const id = game.id === 'dark_hex' ? game.id : 'hex';
    this.game = game;
    this.own = placeOf(game, id, 'own', this.name);
    this.other = placeOf(game, id, 'other', this.name);
    this.seat = placeOf(game, id, 'seat', this.name);
    const [rows, columns] = [optionOf(game, 'rows'), optionOf(game, 'columns')];
    this.cells = rows * columns;
    this.swap = parseSpec(game.spec).options['swap'] === true;
    this.away = Float64Array.from({ length: this.cells }, (_, cell) => {
      const down = Math.floor(cell / columns) - (rows - 1) / 2;
      const right = (cell % columns) - (columns - 1) / 2;
      return Math.max(Math.abs(down), Math.abs(right), Math.abs(down + right));
    });
    this.strong = Array.from({ length: this.cells }, (_, cell) => {
      const [down, right] = [Math.floor(cell / columns), cell % columns];
      return down + right === rows - 1 || Math.min(down, rows - 1 - down, right, columns - 1 - right) >= 2;
    });
    this.chains = new HexChains(rows, columns);
    this.marks = new Int8Array(this.cells);
    this.ours = new Int32Array(this.cells);
    this.theirs = new Int32Array(this.cells);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, legalOffsets, legalActions } = batch;
    for (let row = 0; row < batch.count; row++) {
      const from = legalOffsets[row];
      const to = legalOffsets[row + 1];
      const stones = this.read(observations, row * this.game.observationSize);
      const taking = legalActions[to - 1] === this.cells;
      if (taking && this.strong[this.marks.findIndex((mark) => mark !== 0)]) {
        choose(batch, row, this.cells, probabilities);
        continue;
      }
      const opening = this.swap && stones === 0;
      for (let at = from; at < to; at++) probabilities[at] = this.worth(legalActions[at], opening);
      shareAmongBest(batch, row, probabilities);
    }
  }

  private worth(cell: number, opening: boolean): number {
    if (cell === this.cells) return -Infinity; // a first stone that it does not take over
    if (opening) return this.strong[cell] ? -Infinity : -this.away[cell];
    const [own, other] = [this.ours[cell], this.theirs[cell]];
    return own < 0 || other < 0 ? -Infinity : -FAR * (own + other) - this.away[cell];
  }

  /** Takes a position in; answers how many stones the seat knows of. */
  private read(observations: Float32Array, start: number): number {
    const { marks, seat, own, other } = this;
    let stones = 0;
    for (let cell = 0; cell < this.cells; cell++) {
      marks[cell] = observations[start + own.offset + cell] - observations[start + other.offset + cell];
      if (marks[cell] !== 0) stones++;
    }
    const others = observations[start + seat.offset]; // 1 for seat 0: the number of the other seat
    this.chains.measure(marks, 1 - others, this.ours);
    for (let cell = 0; cell < this.cells; cell++) marks[cell] = -marks[cell];
    this.chains.measure(marks, others, this.theirs);
    return stones;
  }
}
