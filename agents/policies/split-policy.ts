import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../policy.ts';
import { PolicyError } from './errors.ts';

/**
 * Several policies that share the decisions of one player: one for clues and one for votes, one for each role. Each is
 * asked about its own rows alone, and answers what it would answer if it were asked about all.
 */
export class SplitPolicy implements Policy {
  readonly name: string;
  private readonly policies: readonly Policy[];
  private readonly which: (batch: DecisionBatch, row: number) => number;
  private readonly parts: readonly Part[];

  /** @param which the index of the policy that decides a row */
  constructor(
    name: string,
    policies: readonly Policy[],
    which: (batch: DecisionBatch, row: number) => number,
  ) {
    this.name = name;
    this.policies = policies;
    this.which = which;
    this.parts = policies.map(() => new Part());
  }

  /** @throws PolicyError where `which` names no policy. */
  act(batch: DecisionBatch, probabilities: Float64Array): void | Promise<void> {
    for (const part of this.parts) part.begin(batch);
    for (let row = 0; row < batch.count; row++) {
      const index = this.which(batch, row);
      if (!(index in this.parts)) {
        throw new PolicyError(
          `${this.name} has the policies 0 to ${this.parts.length - 1}, and row ${row} is given to ${index}.`,
        );
      }
      this.parts[index].add(batch, row);
    }
    return this.ask(0, batch, probabilities);
  }

  /** Asks from the given part on, one after the other, since one policy may have several parts. */
  private ask(from: number, batch: DecisionBatch, probabilities: Float64Array): void | Promise<void> {
    for (let index = from; index < this.parts.length; index++) {
      const part = this.parts[index];
      if (part.count === 0) continue;
      // A policy that decides every row is asked as it is.
      const whole = part.count === batch.count;
      const answer = whole
        ? this.policies[index].act(batch, probabilities)
        : this.policies[index].act(part, part.probabilities);
      if (answer !== undefined) {
        return answer.then(() => {
          if (!whole) part.scatter(batch, probabilities);
          return this.ask(index + 1, batch, probabilities);
        });
      }
      if (!whole) part.scatter(batch, probabilities);
    }
  }
}

/** The rows of one policy, as a batch; its memory is used again. */
class Part implements DecisionBatch {
  count = 0;
  observations = new Float32Array(0);
  seats = new Int32Array(0);
  legalOffsets = new Int32Array(1);
  legalActions = new Int32Array(0);
  probabilities = new Float64Array(0);
  readonly tokens: (row: number) => readonly number[];
  private source: DecisionBatch | undefined;
  /** The row of the whole batch that each row is. */
  private rows = new Int32Array(0);

  constructor() {
    this.tokens = (row) => this.whole.tokens(this.rows[row]);
  }

  get game(): Game {
    return this.whole.game;
  }

  /** Empties the part and makes room for every row of a batch. */
  begin(batch: DecisionBatch): void {
    const { count, legalOffsets, game } = batch;
    const choices = legalOffsets[count] - legalOffsets[0];
    this.source = batch;
    this.count = 0;
    this.legalOffsets[0] = 0;
    if (this.rows.length < count) {
      this.rows = new Int32Array(count);
      this.seats = new Int32Array(count);
      this.legalOffsets = new Int32Array(count + 1);
    }
    if (this.observations.length < count * game.observationSize)
      this.observations = new Float32Array(count * game.observationSize);
    if (this.legalActions.length < choices) {
      this.legalActions = new Int32Array(choices);
      this.probabilities = new Float64Array(choices);
    }
  }

  add(batch: DecisionBatch, row: number): void {
    const { observations, legalOffsets, legalActions, count } = this;
    const size = batch.game.observationSize;
    for (let at = 0; at < size; at++) observations[count * size + at] = batch.observations[row * size + at];
    let written = legalOffsets[count];
    for (let at = batch.legalOffsets[row]; at < batch.legalOffsets[row + 1]; at++)
      legalActions[written++] = batch.legalActions[at];
    legalOffsets[count + 1] = written;
    this.seats[count] = batch.seats[row];
    this.rows[count] = row;
    this.count = count + 1;
  }

  /** Writes what was answered to where the rows come from. */
  scatter(batch: DecisionBatch, probabilities: Float64Array): void {
    for (let row = 0; row < this.count; row++) {
      let to = batch.legalOffsets[this.rows[row]];
      for (let at = this.legalOffsets[row]; at < this.legalOffsets[row + 1]; at++)
        probabilities[to++] = this.probabilities[at];
    }
  }

  private get whole(): DecisionBatch {
    if (this.source === undefined) throw new PolicyError('A part of a batch is read before it is filled.');
    return this.source;
  }
}
