type Kind = Int32Array | Float32Array | Float64Array;

/** A typed array that grows at its end. */
export class Growing<Values extends Kind> {
  values: Values;
  length = 0;
  private readonly make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.make = make;
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Appends `count` zeros and returns where they begin. */
  extend(count: number): number {
    const start = this.length;
    this.reserve(count);
    this.length += count;
    return start;
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.values.length) return;
    const grown = this.make(Math.max(needed, 2 * this.values.length));
    grown.set(this.values);
    this.values = grown;
  }

  /** A copy of exactly what was appended. */
  trim(): Values {
    const exact = this.make(this.length);
    exact.set(this.values.subarray(0, this.length));
    return exact;
  }
}

export const integers = (): Growing<Int32Array> => new Growing((length) => new Int32Array(length));
export const reals = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length));
export const features = (): Growing<Float32Array> => new Growing((length) => new Float32Array(length));
