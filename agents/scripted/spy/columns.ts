import type { Statement } from '@parlor/envs';

/**
 * All that one attribute can be in a scene. A clue is about one attribute, and the attributes of a scene are drawn
 * independently, so that beliefs about scenes are kept one attribute at a time: a scene of o objects is one column per
 * attribute, and a column is a number, Σ value of object i · vⁱ.
 */
export class Columns {
  readonly values: number;
  readonly objects: number;
  /** vᵒ. */
  readonly count: number;
  /** The clues about this attribute, by their numbers; below, a clue is meant by its place in here. */
  readonly clues: Int32Array;
  /** 32-bit words of a set of these clues. */
  readonly words: number;
  /** What is true of each column, as sets of bits: [count, words]. */
  readonly truths: Int32Array;
  /** Columns as shifts: those that change at most so many objects as scenes differ in, and how many each changes. */
  readonly near: Int32Array;
  readonly changed: Int32Array;
  /** Value of each object: [count, objects]. */
  private readonly digits: Uint8Array;
  private readonly powers: Int32Array;

  /** @param edits most objects that a shift in `near` changes */
  constructor(
    attribute: number,
    values: number,
    objects: number,
    statements: readonly Statement[],
    edits: number,
  ) {
    this.values = values;
    this.objects = objects;
    this.count = values ** objects;
    this.powers = Int32Array.from({ length: objects }, (_, object) => values ** object);
    this.digits = new Uint8Array(this.count * objects);
    const degree = new Uint8Array(this.count);
    for (let column = 0; column < this.count; column++) {
      for (let object = 0, rest = column; object < objects; object++) {
        const digit = rest % values;
        this.digits[column * objects + object] = digit;
        if (digit > 0) degree[column]++;
        rest = (rest - digit) / values;
      }
    }
    const own: number[] = [];
    for (const [clue, statement] of statements.entries())
      if (statement.attribute === attribute) own.push(clue);
    this.clues = Int32Array.from(own);
    this.words = Math.ceil(own.length / 32);
    this.truths = new Int32Array(this.count * this.words);
    for (let column = 0; column < this.count; column++) {
      for (let place = 0; place < own.length; place++) {
        if (!this.evaluate(column, statements[own[place]])) continue;
        this.truths[column * this.words + (place >> 5)] |= 1 << (place & 31);
      }
    }
    const near = Array.from({ length: this.count }, (_, column) => column).filter(
      (column) => degree[column] <= edits,
    );
    this.near = Int32Array.from(near);
    this.changed = Int32Array.from(near, (column) => degree[column]);
  }

  /** Whether the clue at a place is true of a column. */
  holds(column: number, place: number): boolean {
    return ((this.truths[column * this.words + (place >> 5)] >> (place & 31)) & 1) === 1;
  }

  /** The column with each value moved on by that of a shift, round and round. */
  shifted(column: number, shift: number): number {
    const { objects, values, digits, powers } = this;
    let sum = 0;
    for (let object = 0; object < objects; object++) {
      let digit = digits[column * objects + object] + digits[shift * objects + object];
      if (digit >= values) digit -= values;
      sum += digit * powers[object];
    }
    return sum;
  }

  private evaluate(column: number, statement: Statement): boolean {
    const { objects, digits } = this;
    const from = column * objects;
    switch (statement.kind) {
      case 'object':
        return digits[from + statement.object] === statement.value;
      case 'count': {
        let count = 0;
        for (let object = 0; object < objects; object++)
          if (digits[from + object] === statement.value) count++;
        return count === statement.count;
      }
      case 'comparison':
        return (digits[from + statement.first] === digits[from + statement.second]) === statement.same;
    }
  }
}
