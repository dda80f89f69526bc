import type { Seed } from '../core/random.ts';
import { difference } from './answers.ts';
import type { CheckOptions } from './law.ts';
import { broken } from './violation.ts';

/** What the laws read of a time step; `TimeStep` is one. */
export interface StepUnderTest {
  readonly seat: number;
  readonly role?: number;
  readonly observation?: ArrayLike<number>;
  readonly legal: readonly number[];
  readonly tokens?: readonly number[];
  readonly messages?: readonly { readonly audience: readonly number[]; readonly text: string }[];
  readonly rewards: readonly number[];
  readonly returns: readonly number[];
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly done: boolean;
}

/** What the laws use of an environment; `Env` is one, and any other with the same interface. */
export interface EnvironmentUnderTest {
  reset(options?: { readonly seed?: Seed; readonly episode?: number }): StepUnderTest;
  step(action: number): StepUnderTest;
  save?(): unknown;
  restore?(saved: unknown): StepUnderTest;
  clone?(): EnvironmentUnderTest;
}

export interface EnvironmentOptions extends CheckOptions {
  /** Whether chance plays a part, so that different seeds give different episodes; default true. */
  readonly chance?: boolean;
  /** The most actions of an episode; default 10 000. */
  readonly maxSteps?: number;
}

/** A step as lines of text, to be compared and kept. */
export function linesOf(step: StepUnderTest): string[] {
  return [
    `seat: ${step.seat}`,
    `role: ${step.role}`,
    `legal: ${step.legal.join()}`,
    `observation: ${Array.from(step.observation ?? []).join()}`,
    `tokens: ${step.tokens?.join()}`,
    `messages: ${JSON.stringify(step.messages)}`,
    `rewards: ${step.rewards.join()}`,
    `returns: ${step.returns.join()}`,
    `terminated: ${step.terminated}`,
    `truncated: ${step.truncated}`,
    `done: ${step.done}`,
  ];
}

/** One play of an environment by random choices, as a law sees it. */
export class Play {
  readonly make: () => EnvironmentUnderTest;
  readonly seed: number;
  readonly choices: readonly number[];
  readonly options: EnvironmentOptions;
  /** What was done in the episode that the law looks at. */
  actions: number[] = [];

  constructor(
    make: () => EnvironmentUnderTest,
    seed: number,
    choices: readonly number[],
    options: EnvironmentOptions,
  ) {
    this.make = make;
    this.seed = seed;
    this.choices = choices;
    this.options = options;
  }

  /** Follows an episode from a step on, to its end, and stops at every step. */
  *follow(env: EnvironmentUnderTest, first: StepUnderTest, choices = this.choices): Generator<StepUnderTest> {
    this.actions = [];
    let step = first;
    for (let turn = 0; ; turn++) {
      yield step;
      if (step.done || step.legal.length === 0 || turn > this.limit) return;
      const action = step.legal[(choices[turn] ?? 0) % step.legal.length];
      this.actions.push(action);
      step = env.step(action);
    }
  }

  /** The episode of this seed in a fresh environment. */
  *episode(): Generator<StepUnderTest> {
    const env = this.make();
    yield* this.follow(env, env.reset({ seed: this.seed }));
  }

  get limit(): number {
    return this.options.maxSteps ?? 10_000;
  }
}

/** Steps that must show what was recorded before. */
export function expectSame(
  steps: Iterable<StepUnderTest>,
  reference: readonly string[][],
  where: string,
): void {
  let turn = 0;
  for (const step of steps) {
    const differs = difference(linesOf(step), reference[turn] ?? []);
    if (differs !== undefined) broken(`${where} it shows ${differs} was shown before`);
    turn++;
  }
  if (turn < reference.length)
    broken(`${where} the episode is over after ${turn - 1} actions, not ${reference.length - 1}`);
}

/** What `act` throws, or undefined. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

export function nameOf(error: unknown): string {
  return error === undefined ? 'nothing' : error instanceof Error ? error.name : 'something that is no Error';
}
