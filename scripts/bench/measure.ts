/** One figure of a benchmark. */
export interface Figure {
  readonly suite: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The naive implementation's figure in the same run and unit; null where there is none to compare with. */
  readonly baseline: number | null;
}

/** Something to measure: does about `amount` units of work and returns how many it did. */
export interface Subject {
  readonly name: string;
  readonly baseline?: boolean;
  run(): number | Promise<number>;
}

/**
 * Units of work per second of every subject: the best of short windows, taken in turns, so that whatever else the
 * machine does meets all of them alike.
 * @param rounds windows for each subject
 * @param window length of a window in milliseconds
 */
export async function rates(subjects: readonly Subject[], rounds = 12, window = 60): Promise<number[]> {
  const best = subjects.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      let done = 0;
      const start = performance.now();
      let elapsed = 0;
      while (elapsed < window) {
        done += await subject.run();
        elapsed = performance.now() - start;
      }
      best[index] = Math.max(best[index] ?? 0, (1000 * done) / elapsed);
    }
  }
  return best;
}
