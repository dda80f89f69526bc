import { type Environment, register, type TimeStep } from '@parlor/envs';
import fc from 'fast-check';
import { pennies } from './pennies.ts';

declare module '@parlor/envs' {
  interface GameOptions {
    pennies_test: { rounds: number };
  }
}
register(pennies);

/** Closed games that views, wrappers and records are tried on. */
export const CLOSED_SPECS = [
  'kuhn_poker',
  'kuhn_poker(players=3)',
  'leduc_poker',
  'pennies_test',
  'rock_paper_scissors',
  'tic_tac_toe',
] as const;

/** A number for each decision of an episode: the longest that is tried here has 12. */
export const picks = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });

/** The legal action that a pick means. */
export function chosen({ legal }: TimeStep, pick: number): number {
  return legal[pick % legal.length];
}

/** One episode by picks, at most `limit` decisions of it: every time step. */
export function playClosed(
  env: Environment,
  seed: number,
  by: readonly number[],
  limit = Infinity,
): TimeStep[] {
  const steps = [env.reset({ seed })];
  for (const pick of by.slice(0, limit)) {
    const step = steps[steps.length - 1];
    if (step.done) break;
    steps.push(env.step(chosen(step, pick)));
  }
  return steps;
}

/** What a time step says, in plain values. */
export function plain(step: TimeStep): unknown {
  const {
    seat,
    role,
    observation,
    legal,
    tokens,
    messages,
    rewards,
    returns,
    terminated,
    truncated,
    done,
    info,
  } = step;
  return {
    seat,
    role,
    observation,
    legal,
    tokens,
    messages,
    rewards,
    returns,
    terminated,
    truncated,
    done,
    info,
  };
}
