import seedrandom from 'seedrandom';

/** A source of random numbers. The suite has one implementation, {@link Stream}, so that its calls are inlined. */
export interface Random {
  /** A whole number, uniform over 0 … n − 1, without bias; 1 ≤ n ≤ 2²¹. */
  below(n: number): number;
  /** A real number, uniform over [0, 1), with 53 random bits. */
  unit(): number;
}

/** A run's seed: a whole number or a text. */
export type Seed = number | string;

/** What a stream is for. Streams of different purposes are independent, so an agent's draws never move the deal. */
export const PURPOSES = ['chance', 'seat', 'learner', 'league', 'test', 'world'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A run's seed expanded for one purpose: the key of all its streams. */
export interface Key {
  readonly words: Int32Array;
}

/** Expands a seed through seedrandom into the key of one purpose. Slow (microseconds): once a run, not once a game. */
export function key(seed: Seed, purpose: Purpose): Key {
  const generator = seedrandom(`${typeof seed}:${seed}:${purpose}`);
  return { words: Int32Array.from({ length: 4 }, () => generator.int32()) };
}

/**
 * The small fast counting generator sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, period at least 2³².
 * The state (game, episode, seat) of a key is a counter-based address: any stream is reached at once, in any order.
 */
export class Stream implements Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  /**
   * Moves to the stream of this address. Different addresses of one key never share a state at the start: each step
   * from (game, episode, seat) to (a, b, c) can be undone. Every part reaches every word before the first draw;
   * neighbouring streams were far from independent when each part had a word of its own and four rounds to spread.
   */
  seek(key: Key, game: number, episode: number, seat = 0): this {
    const words = key.words;
    const a = mix(game + Math.imul(episode, 0x9e3779b1) + words[0]);
    const b = mix(episode + Math.imul(game, 0x85ebca6a) + words[1]);
    this.a = a;
    this.b = b;
    this.c = mix(a + ((b << 16) | (b >>> 16)) + seat + words[2]) ^ words[3];
    this.counter = 1;
    for (let round = 0; round < 4; round++) this.next();
    return this;
  }

  /** The next 32 bits, as a signed integer. */
  private next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  /** Multiply and reject (D. Lemire, 2019): the product is exact in a double while n ≤ 2²¹. */
  below(n: number): number {
    let bits = this.next();
    let low = Math.imul(bits, n) >>> 0;
    if (low < n) {
      const threshold = 2 ** 32 % n;
      while (low < threshold) {
        bits = this.next();
        low = Math.imul(bits, n) >>> 0;
      }
    }
    return ((bits >>> 0) * n * 2 ** -32) | 0;
  }

  unit(): number {
    const high = this.next() >>> 5;
    return (high * 2 ** 26 + (this.next() >>> 6)) * 2 ** -53;
  }

  /** The four words of the state, to be put back by `restore`. */
  save(): [number, number, number, number] {
    return [this.a, this.b, this.c, this.counter];
  }

  restore(state: readonly [number, number, number, number]): void {
    [this.a, this.b, this.c, this.counter] = state;
  }
}

/** One stream of a seed: `stream(7, 'chance', { episode: 3 })`. */
export function stream(
  seed: Seed,
  purpose: Purpose,
  address: { game?: number; episode?: number; seat?: number } = {},
): Stream {
  return new Stream().seek(key(seed, purpose), address.game ?? 0, address.episode ?? 0, address.seat ?? 0);
}

/** A bijection of 32-bit integers that spreads every bit (finaliser of MurmurHash3, A. Appleby). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/**
 * Draws an index by its probability.
 * @param probabilities the `count` entries from `from` on add up to 1
 * @returns 0 … count − 1, counted from `from`
 */
export function sample(probabilities: ArrayLike<number>, count: number, random: Random, from = 0): number {
  let rest = random.unit();
  let last = 0;
  for (let index = 0; index < count; index++) {
    const probability = probabilities[from + index];
    if (probability <= 0) continue;
    last = index;
    rest -= probability;
    if (rest < 0) return index;
  }
  return last; // rounding left a sliver of mass: the last possible outcome takes it
}

/** Shuffles the first `count` entries in place (Fisher and Yates). */
export function shuffle(values: Int32Array, count: number, random: Random): void {
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const value = values[last];
    values[last] = values[other];
    values[other] = value;
  }
}
