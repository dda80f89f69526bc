import type { Payoff } from '../../core/game.ts';

/** A game in normal form: what every seat is paid for every joint choice. */
export interface PayoffTable {
  /** How many actions each seat has: [seats]. */
  readonly counts: readonly number[];
  /** [cells, seats]: cells in row-major order, the last seat's choice changing fastest. */
  readonly payoffs: Float64Array;
}

/** How many joint choices there are. */
export function cellCount(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}

/** What the seats' payoffs come to in every cell. Sums are equal where they differ by the rounding of adding alone. */
export function payoffKind({ counts, payoffs }: PayoffTable): Payoff {
  const seats = counts.length;
  const sums: number[] = [];
  let scale = 0;
  let common = true;
  for (let cell = 0; cell < payoffs.length; cell += seats) {
    let sum = 0;
    let size = 0;
    for (let seat = 0; seat < seats; seat++) {
      sum += payoffs[cell + seat];
      size += Math.abs(payoffs[cell + seat]);
      common &&= payoffs[cell + seat] === payoffs[cell];
    }
    sums.push(sum);
    scale = Math.max(scale, size);
  }
  const rounding = seats * Number.EPSILON * scale;
  const allNear = (value: number): boolean => sums.every((sum) => Math.abs(sum - value) <= rounding);
  if (allNear(0)) return 'zero-sum';
  if (common) return 'common';
  return allNear(sums[0]) ? 'constant-sum' : 'general-sum';
}

/** The least and the greatest payoff of a seat. */
export function payoffBounds({ payoffs }: PayoffTable): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const payoff of payoffs) {
    low = Math.min(low, payoff);
    high = Math.max(high, payoff);
  }
  return [low, high];
}

/** Whether it makes no difference who sits where: seats that swap places swap payoffs. */
export function isSymmetric({ counts, payoffs }: PayoffTable): boolean {
  const seats = counts.length;
  if (counts.some((count) => count !== counts[0])) return false;
  // Swaps of neighbours make every permutation.
  for (let seat = 0; seat + 1 < seats; seat++) {
    const step = counts[0] ** (seats - 1 - seat);
    const next = step / counts[0];
    for (let cell = 0; cell < payoffs.length / seats; cell++) {
      const own = Math.floor(cell / step) % counts[0];
      const other = Math.floor(cell / next) % counts[0];
      const swapped = cell + (other - own) * step + (own - other) * next;
      for (let player = 0; player < seats; player++) {
        const place = player === seat ? seat + 1 : player === seat + 1 ? seat : player;
        if (payoffs[cell * seats + player] !== payoffs[swapped * seats + place]) return false;
      }
    }
  }
  return true;
}
