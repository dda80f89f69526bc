import type { AsyncEnv } from '../../core/async-env.ts';
import type { Json } from '../../core/language-game.ts';
import { broken } from '../violation.ts';
import { stepText } from './script.ts';
import { contrast } from './show.ts';

/** What was reached at each step of a play: all that the step tells, and the state. */
export type Trace = readonly string[];

export const pointOf = (env: AsyncEnv<Json, Json>): string =>
  `${stepText(env.current)} and the state ${JSON.stringify(env.position)}`;

export async function trace(
  env: AsyncEnv<Json, Json>,
  seed: number,
  replies: readonly string[],
): Promise<string[]> {
  await env.reset({ seed });
  return [pointOf(env), ...(await traceOn(env, replies))];
}

export async function traceOn(env: AsyncEnv<Json, Json>, replies: readonly string[]): Promise<string[]> {
  const points: string[] = [];
  for (const reply of replies) {
    if (env.current.done) break;
    await env.step(reply);
    points.push(pointOf(env));
  }
  return points;
}

/** Says where two plays of the same script part. */
export function compare(points: Trace, others: Trace, where: string): void {
  if (points.length !== others.length)
    broken(`${where} it takes ${others.length} steps, not ${points.length}`);
  for (const [index, one] of points.entries()) {
    if (one !== others[index]) broken(`${where} step ${index} is ${contrast(others[index], one)}`);
  }
}
