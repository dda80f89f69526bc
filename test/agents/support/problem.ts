import { stream } from '@parlor/envs';
import { weightCount, type NetworkShape } from '../../../agents/network/network.ts';

/** A random network and a random batch, named as the inputs of a training graph. */
export interface Problem {
  readonly shape: NetworkShape;
  readonly rows: number;
  readonly weights: Float64Array;
  readonly actions: number[];
  readonly batch: Record<
    | 'observation'
    | 'legal'
    | 'chosen'
    | 'oldProbability'
    | 'advantage'
    | 'valueTarget'
    | 'rowWeight'
    | 'entropyCoefficient',
    Float64Array
  >;
}

export function randomProblem(seed: number, shape: NetworkShape, rows: number): Problem {
  const random = stream(seed, 'test');
  const uniform = (low: number, high: number): number => low + (high - low) * random.unit();
  const many = (count: number, low: number, high: number): Float64Array =>
    Float64Array.from({ length: count }, () => uniform(low, high));
  const legal = new Float64Array(rows * shape.actions);
  const chosen = new Float64Array(rows * shape.actions);
  const actions: number[] = [];
  for (let row = 0; row < rows; row++) {
    const action = random.below(shape.actions);
    for (let index = 0; index < shape.actions; index++) legal[row * shape.actions + index] = random.below(2);
    legal[row * shape.actions + action] = 1;
    chosen[row * shape.actions + action] = 1;
    actions.push(action);
  }
  return {
    shape,
    rows,
    weights: many(weightCount(shape), -1, 1),
    actions,
    batch: {
      observation: many(rows * shape.inputs, -1, 1),
      legal,
      chosen,
      oldProbability: many(rows, 0.03, 1),
      advantage: many(rows, -2, 2),
      valueTarget: many(rows, -1, 1),
      rowWeight: new Float64Array(rows).fill(1 / rows),
      entropyCoefficient: Float64Array.of(uniform(0.01, 0.5)),
    },
  };
}

/** Row `row` of a matrix with so many columns. */
export function rowOf(matrix: ArrayLike<number>, row: number, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => matrix[row * columns + column]);
}

/** A mask [rows, width] as legal lists. */
export function legalLists(
  mask: ArrayLike<number>,
  width: number,
): { legalOffsets: Int32Array; legalActions: Int32Array } {
  const [offsets, actions]: number[][] = [[0], []];
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 1) actions.push(at % width);
    if ((at + 1) % width === 0) offsets.push(actions.length);
  }
  return { legalOffsets: Int32Array.from(offsets), legalActions: Int32Array.from(actions) };
}
