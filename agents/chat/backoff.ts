import type { Random } from '@parlor/envs';

/**
 * How long to wait before a retry: doubled each time up to a limit, of which a random half is left out, so that agents
 * that failed together do not come back together.
 * @param retry how many retries there were before, from 0
 * @param first the wait before the first one, without jitter; any unit, which is that of the answer
 */
export function backoff(
  retry: number,
  { first, most }: { first: number; most: number },
  random: Random,
): number {
  return Math.min(first * 2 ** retry, most) * (0.5 + random.unit() / 2);
}
