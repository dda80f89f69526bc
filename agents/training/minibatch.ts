import type { Binding } from '../network/engine.ts';
import type { NetworkShape } from '../network/network.ts';
import type { TrainingBatch } from './batch.ts';

/** The rows of one gradient step, gathered into arrays that are bound to the training graph and used again. */
export class Minibatch {
  private readonly inputs: number;
  private readonly actions: number;
  private readonly program: Binding;
  private readonly names: readonly string[];
  private rows = 0;
  private capacity = 0;
  private binding: Binding;
  private observation = new Float32Array(0);
  private legal = new Float32Array(0);
  private chosen = new Float32Array(0);
  private oldProbability = new Float32Array(0);
  private advantage = new Float32Array(0);
  private valueTarget = new Float32Array(0);
  private rowWeight = new Float32Array(0);

  /**
   * @param program has everything bound that does not depend on the rows
   * @param names the inputs of the program, which has only those that its loss needs
   */
  constructor(program: Binding, names: readonly string[], { inputs, actions }: NetworkShape) {
    this.program = program;
    this.binding = program;
    this.inputs = inputs;
    this.actions = actions;
    this.names = names;
  }

  /** Copies the rows order[from] … order[to − 1] of a batch and gives the binding that computes on them. */
  gather(
    batch: TrainingBatch,
    order: Int32Array,
    from: number,
    to: number,
    shift: number,
    scale: number,
  ): Binding {
    this.resize(to - from);
    const { inputs, actions, observation, legal, chosen, oldProbability, advantage, valueTarget } = this;
    copyRows(batch.observations, inputs, order, from, this.rows, observation);
    maskRows(batch, actions, order, from, this.rows, legal);
    chosen.fill(0);
    for (let row = 0; row < this.rows; row++) {
      const source = order[from + row];
      chosen[row * actions + batch.actions[source]] = 1;
      oldProbability[row] = batch.oldProbability[source];
      advantage[row] = (batch.advantages[source] - shift) * scale;
      if (batch.returns) valueTarget[row] = batch.returns[source];
    }
    return this.binding;
  }

  private resize(rows: number): void {
    if (rows === this.rows) return;
    const { inputs, actions } = this;
    if (rows > this.capacity) {
      this.capacity = rows;
      this.observation = new Float32Array(rows * inputs);
      this.legal = new Float32Array(rows * actions);
      this.chosen = new Float32Array(rows * actions);
      this.oldProbability = new Float32Array(rows);
      this.advantage = new Float32Array(rows);
      this.valueTarget = new Float32Array(rows);
      this.rowWeight = new Float32Array(rows);
    }
    this.rows = rows;
    this.rowWeight.fill(1 / rows);
    const arrays: Record<string, Float32Array> = {
      observation: this.observation.subarray(0, rows * inputs),
      legal: this.legal.subarray(0, rows * actions),
      chosen: this.chosen.subarray(0, rows * actions),
      oldProbability: this.oldProbability.subarray(0, rows),
      advantage: this.advantage.subarray(0, rows),
      valueTarget: this.valueTarget.subarray(0, rows),
      rowWeight: this.rowWeight.subarray(0, rows),
    };
    const needed = Object.entries(arrays).filter(([name]) => this.names.includes(name));
    this.binding = this.program.bind(Object.fromEntries(needed), rows);
  }
}

/** Row r of `target` becomes row order[from + r] of `source`. */
function copyRows(
  source: Float32Array,
  width: number,
  order: Int32Array,
  from: number,
  rows: number,
  target: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    const start = order[from + row] * width;
    for (let column = 0; column < width; column++) target[row * width + column] = source[start + column];
  }
}

/** Row r of `target` becomes the mask of the legal actions of row order[from + r]: only here are they as wide as the network. */
function maskRows(
  { legalOffsets, legalActions }: TrainingBatch,
  width: number,
  order: Int32Array,
  from: number,
  rows: number,
  target: Float32Array,
): void {
  target.fill(0, 0, rows * width);
  for (let row = 0; row < rows; row++) {
    const source = order[from + row];
    const start = row * width;
    const end = legalOffsets[source + 1];
    for (let at = legalOffsets[source]; at < end; at++) target[start + legalActions[at]] = 1;
  }
}
