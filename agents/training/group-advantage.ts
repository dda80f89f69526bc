/** Rewards in groups that are compared with each other, such as the votes of one episode. */
export interface RewardGroups {
  /** How many groups, and how many rewards each has room for. */
  readonly groups: number;
  readonly size: number;
  /** Group g's rewards are `rewards` from `offset + g × stride` on; NaN where there is none. */
  readonly rewards: Float64Array;
  /** `size` unless given. */
  readonly stride?: number;
  /** 0 unless given. */
  readonly offset?: number;
}

/** Added to the deviation, so that a group of nearly equal rewards is not blown up. */
const EPSILON = 1e-4;

/**
 * Group-relative advantages (GRPO; Z. Shao et al., 2024): (r − μ) / (σ + ε) with the mean and the population deviation
 * of the group, written into `advantages` [groups, size]. A group of one or of equal rewards teaches nothing: exactly
 * 0, as for a reward that is not there.
 * @param epsilon 10⁻⁴ unless given
 */
export function groupAdvantages(
  { groups, size, rewards, stride = size, offset = 0 }: RewardGroups,
  advantages: Float64Array,
  epsilon = EPSILON,
): void {
  for (let group = 0; group < groups; group++) {
    const from = offset + group * stride;
    const to = group * size;
    // Counted from the group's first reward, so that equal rewards are 0 without rounding.
    let origin = NaN;
    let sum = 0;
    let count = 0;
    for (let at = 0; at < size; at++) {
      const reward = rewards[from + at];
      if (reward !== reward) continue;
      if (count++ === 0) origin = reward;
      sum += reward - origin;
    }
    const mean = sum / count;
    let squares = 0;
    for (let at = 0; at < size; at++) {
      const reward = rewards[from + at];
      if (reward === reward) squares += (reward - origin - mean) ** 2;
    }
    const scale = 1 / (Math.sqrt(squares / count) + epsilon);
    for (let at = 0; at < size; at++) {
      const reward = rewards[from + at];
      advantages[to + at] = reward === reward ? (reward - origin - mean) * scale : 0;
    }
  }
}
