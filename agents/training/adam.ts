export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** What Adam remembers; plain data, for checkpoints. */
export interface AdamState {
  readonly step: number;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Adam with bias correction (D. Kingma and J. Ba, 2015, algorithm 1), in place on a flat array of weights. */
export class Adam {
  private step = 0;
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;

  constructor(size: number, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-5 }: AdamOptions = {}) {
    this.first = new Float32Array(size);
    this.second = new Float32Array(size);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /** One step. `scale` multiplies the gradient first (see {@link clipScale}). A rate of 0 leaves the weights as they are, −0 too. */
  update(weights: Float32Array, gradient: Float32Array, learningRate: number, scale = 1): void {
    const { first, second, beta1, beta2, epsilon } = this;
    this.step++;
    const rate = learningRate / (1 - Math.exp(this.step * Math.log(beta1)));
    const correction = 1 / (1 - Math.exp(this.step * Math.log(beta2)));
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] * scale;
      const mean = beta1 * first[index] + (1 - beta1) * slope;
      const square = beta2 * second[index] + (1 - beta2) * slope * slope;
      first[index] = mean;
      second[index] = square;
      if (rate !== 0) weights[index] -= (rate * mean) / (Math.sqrt(square * correction) + epsilon);
    }
  }

  state(): AdamState {
    return { step: this.step, first: this.first.slice(), second: this.second.slice() };
  }

  restore(state: AdamState): void {
    this.step = state.step;
    this.first.set(state.first);
    this.second.set(state.second);
  }
}

/** The Euclidean norm of the whole gradient. */
export function globalNorm(gradient: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < gradient.length; index++) sum += gradient[index] * gradient[index];
  return Math.sqrt(sum);
}

/** What to multiply a gradient of this norm with, so that its norm is at most `limit` (R. Pascanu et al., 2013). */
export function clipScale(norm: number, limit: number): number {
  return norm > limit ? limit / norm : 1;
}
