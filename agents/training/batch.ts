import type { NetworkShape } from '../network/network.ts';
import { TrainingError } from './errors.ts';

/** Decisions to learn from. All arrays are row-major and may be longer than needed. */
export interface TrainingBatch {
  readonly count: number;
  /** count × inputs */
  readonly observations: Float32Array;
  /** Legal actions of row i: `legalActions` from `legalOffsets[i]` to `legalOffsets[i + 1]`. [count + 1] */
  readonly legalOffsets: Int32Array;
  readonly legalActions: Int32Array;
  /** The action that was chosen, by its number. */
  readonly actions: Int32Array;
  /** The probability with which it was chosen. */
  readonly oldProbability: Float32Array;
  readonly advantages: Float32Array;
  /** What the value should have been; PPO only. */
  readonly returns?: Float32Array;
  /**
   * The rows that are learned from, `count` different ones, in the order in which they count for sums and shuffles. The
   * first `count` as they lie unless given.
   */
  readonly order?: Int32Array;
}

/**
 * Checks a batch, so that none is learned in part; `critic` tells whether values are learned.
 * @throws TrainingError if an array is too short, or a decision was illegal or of probability 0.
 */
export function checkBatch(batch: TrainingBatch, { inputs, actions }: NetworkShape, critic: boolean): void {
  const { count, returns, legalOffsets, legalActions, actions: chosen, oldProbability } = batch;
  if (!Number.isInteger(count) || count < 1) {
    throw new TrainingError(`a batch of ${count} decisions teaches nothing; it needs at least one.`);
  }
  const widths = {
    observations: inputs,
    actions: 1,
    oldProbability: 1,
    advantages: 1,
  } as const;
  const { order } = batch;
  if (order && order.length < count)
    throw new TrainingError(
      `a batch of ${count} decisions needs ${count} numbers in order, not ${order.length}.`,
    );
  let rows = count;
  for (let index = 0; order && index < count; index++) {
    if (order[index] < 0) throw new TrainingError(`the order of the batch has row ${order[index]}.`);
    if (order[index] >= rows) rows = order[index] + 1;
  }
  for (const name of ['observations', 'actions', 'oldProbability', 'advantages'] as const) {
    const needed = rows * widths[name];
    if (batch[name].length < needed) {
      throw new TrainingError(
        `a batch of ${rows} decisions needs ${needed} numbers in ${name}, not ${batch[name].length}.`,
      );
    }
  }
  if (critic && !(returns && returns.length >= rows)) {
    throw new TrainingError(
      `PPO learns values, so each of the ${rows} decisions of a batch needs its return.`,
    );
  }
  if (legalOffsets.length <= rows) {
    throw new TrainingError(
      `a batch of ${rows} decisions needs ${rows + 1} numbers in legalOffsets, not ${legalOffsets.length}.`,
    );
  }
  for (let index = 0; index < count; index++) {
    const row = order ? order[index] : index;
    const [from, to] = [legalOffsets[row], legalOffsets[row + 1]];
    if (!(from >= 0 && to >= from && to <= legalActions.length)) {
      throw new TrainingError(
        `decision ${row} of the batch has its legal actions from ${from} to ${to} of ${legalActions.length}.`,
      );
    }
    const action = chosen[row];
    let found = false;
    for (let at = from; at < to; at++) {
      const legal = legalActions[at];
      if (legal === action) found = true;
      if (!(legal >= 0 && legal < actions)) {
        throw new TrainingError(
          `decision ${row} of the batch has ${legal} as a legal action; the network has 0 to ${actions - 1}.`,
        );
      }
    }
    if (!found) {
      throw new TrainingError(
        `decision ${row} of the batch chose action ${action}, which is not legal there.`,
      );
    }
    if (!(oldProbability[row] > 0)) {
      throw new TrainingError(
        `decision ${row} of the batch was made with probability ${oldProbability[row]}.`,
      );
    }
  }
}

/** What to subtract from the advantages and then to multiply them with: their mean and the inverse of their deviation. */
export function normalisation({ advantages, count, order }: TrainingBatch): [number, number] {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += advantages[order ? order[index] : index];
  const mean = sum / count;
  let squares = 0;
  for (let index = 0; index < count; index++)
    squares += (advantages[order ? order[index] : index] - mean) ** 2;
  return [mean, 1 / (Math.sqrt(squares / count) + 1e-8)];
}
