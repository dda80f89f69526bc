import {
  Env,
  EpisodeOverError,
  IllegalActionError,
  kuhnPoker,
  OptionError,
  type ResetOptions,
  type SavedEnv,
  type TimeStep,
} from '@parlor/envs';
import type { EnvironmentUnderTest, StepUnderTest, Violation } from '@parlor/envs/laws';

/** An environment that breaks one law on purpose. */
export interface BrokenEnvironment {
  readonly law: string;
  readonly story: string;
  make(): EnvironmentUnderTest;
  /** Whether the law is broken when the counterexample is replayed. */
  breaks(make: () => EnvironmentUnderTest, violation: Violation): boolean;
}

/** A time step with some parts changed; its words and tokens are read from the step itself. */
const changed = (step: TimeStep, changes: Partial<TimeStep>): TimeStep => {
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
    ...changes,
  };
};

/** Kuhn poker whose steps are all changed in one way. */
const reshaped = (change: (step: TimeStep) => Partial<TimeStep>) => (): EnvironmentUnderTest => {
  class Reshaped extends Env {
    private readonly show = (step: TimeStep): TimeStep => changed(step, change(step));
    override reset(options?: ResetOptions): TimeStep {
      return this.show(super.reset(options));
    }
    override step(action: number): TimeStep {
      return this.show(super.step(action));
    }
  }
  const env = new Reshaped(kuhnPoker());
  return { reset: (options) => env.reset(options), step: (action) => env.step(action) };
};

let resets = 0;

/** The seed is mixed with the number of resets in the process. */
class Restless extends Env {
  override reset(options: ResetOptions = {}): TimeStep {
    return super.reset({ ...options, seed: `${options.seed} ${resets++}` });
  }
}

class OneSeed extends Env {
  override reset({ episode }: ResetOptions = {}): TimeStep {
    return super.reset({ seed: 5, ...(episode === undefined ? {} : { episode }) });
  }
}

/** Tells what it told in earlier episodes, too. */
class Chatty extends Env {
  private readonly past: TimeStep['messages'][number][] = [];
  override reset(options?: ResetOptions): TimeStep {
    return this.tell(super.reset(options));
  }
  override step(action: number): TimeStep {
    return this.tell(super.step(action));
  }
  private tell(step: TimeStep): TimeStep {
    this.past.push(...step.messages);
    return changed(step, { messages: [...this.past] });
  }
}

/** Counts episodes by itself, whatever the seed. */
class Counting extends Env {
  private count = 0;
  override reset(options: ResetOptions = {}): TimeStep {
    return super.reset({
      ...options,
      episode: options.episode ?? (options.seed === undefined ? this.count++ + 7 : 0),
    });
  }
}

/** Does the first legal action when asked for an illegal one. */
class Forgiving extends Env {
  override step(action: number): TimeStep {
    return super.step(this.current.legal.includes(action) ? action : (this.current.legal[0] ?? action));
  }
}

/** Crashes on an illegal action instead of raising a typed error. */
class Crashing extends Env {
  override step(action: number): TimeStep {
    try {
      return super.step(action);
    } catch (error) {
      if (error instanceof IllegalActionError)
        throw new TypeError('undefined is not a card', { cause: error });
      throw error;
    }
  }
}

class Lenient extends Env {
  override step(action: number): TimeStep {
    return this.current.done ? this.current : super.step(action);
  }
}

/** Crashes when it is stepped after the end. */
class Fragile extends Env {
  override step(action: number): TimeStep {
    try {
      return super.step(action);
    } catch (error) {
      if (error instanceof EpisodeOverError) throw new TypeError('nobody is left', { cause: error });
      throw error;
    }
  }
}

class Endless extends Env {
  override step(action: number): TimeStep {
    const step = super.step(action);
    return step.done ? this.reset() : step;
  }
}

class Amnesiac extends Env {
  override restore(saved: SavedEnv): TimeStep {
    return this.reset({ seed: saved.seed, episode: saved.episode });
  }
}

class Siamese extends Env {
  override clone(): Env {
    return this;
  }
}

/** Hands out one observation array, and writes to it again. */
class Thrifty extends Env {
  private readonly row = new Float32Array(kuhnPoker().observationSize);
  override reset(options?: ResetOptions): TimeStep {
    return this.show(super.reset(options));
  }
  override step(action: number): TimeStep {
    return this.show(super.step(action));
  }
  private show(step: TimeStep): TimeStep {
    this.row.fill(0);
    this.row.set(step.observation);
    return changed(step, { observation: this.row });
  }
}

class Careless extends Env {
  override reset(options: ResetOptions = {}): TimeStep {
    try {
      return super.reset(options);
    } catch (error) {
      if (error instanceof OptionError) return super.reset();
      throw error;
    }
  }
}

const kuhn = (Kind: new (game: ReturnType<typeof kuhnPoker>) => Env) => (): EnvironmentUnderTest =>
  new Kind(kuhnPoker());

/** The steps that a counterexample gives. */
function replay(make: () => EnvironmentUnderTest, { seed = 0, actions }: Violation): StepUnderTest[] {
  const env = make();
  const steps = [env.reset({ seed })];
  for (const action of actions) steps.push(env.step(action));
  return steps;
}

const last = (steps: readonly StepUnderTest[]): StepUnderTest => steps[steps.length - 1];
const text = (steps: readonly StepUnderTest[]): string =>
  JSON.stringify(
    steps.map(({ observation, legal, messages }) => [Array.from(observation ?? []), legal, messages]),
  );

/** What an action after the counterexample throws, by its name. */
function thrown(make: () => EnvironmentUnderTest, { seed = 0, actions }: Violation, action: number): string {
  const env = make();
  env.reset({ seed });
  for (const past of actions) env.step(past);
  try {
    env.step(action);
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.name : '';
  }
}

export const BROKEN_ENVIRONMENTS: readonly BrokenEnvironment[] = [
  {
    law: 'same-seed-same-episode',
    story: 'the seed is accepted and something else is mixed in',
    make: kuhn(Restless),
    breaks: (make, { seed = 0 }) => {
      const deals = Array.from({ length: 8 }, () => text([make().reset({ seed })]));
      return new Set(deals).size > 1;
    },
  },
  {
    law: 'same-seed-same-episode',
    story: 'the text of earlier episodes is kept',
    make: kuhn(Chatty),
    breaks(make, violation) {
      const env = make();
      const first = text([env.reset({ seed: violation.seed ?? 0 })]);
      return text([env.reset({ seed: violation.seed ?? 0 })]) !== first;
    },
  },
  {
    law: 'seeds-matter',
    story: 'the seed is ignored',
    make: kuhn(OneSeed),
    breaks: (make, { seed = 0 }) => {
      const seeds = Array.from({ length: 40 }, (_, offset) =>
        text([make().reset({ seed: Number(seed) + offset })]),
      );
      return new Set(seeds).size === 1;
    },
  },
  {
    law: 'episodes-follow-the-seed',
    story: 'episodes are counted on, whatever the seed',
    make: kuhn(Counting),
    breaks(make, { seed = 0 }) {
      const env = make();
      const second = Array.from({ length: 20 }, (_, offset) =>
        text([env.reset({ seed: Number(seed) + offset, episode: 1 })]),
      );
      return second.some((step, offset) => {
        const other = make();
        other.reset({ seed: Number(seed) + offset });
        return text([other.reset()]) !== step;
      });
    },
  },
  {
    law: 'steps-are-well-formed',
    story: 'legal actions are listed in descending order',
    make: reshaped(({ legal }) => ({ legal: legal.toReversed() })),
    breaks: (make, violation) => last(replay(make, violation)).legal.join() === '1,0',
  },
  {
    law: 'legal-actions-are-accepted',
    story: 'a mask that lies: it lists an action that there is not',
    make: reshaped(({ legal, done }) => ({ legal: done ? legal : [...legal, 2] })),
    breaks: (make, violation) =>
      last(replay(make, violation)).legal.includes(2) && thrown(make, violation, 2) === 'IllegalActionError',
  },
  {
    law: 'illegal-actions-change-nothing',
    story: 'an illegal action is accepted',
    make: kuhn(Forgiving),
    breaks: (make, violation) => thrown(make, violation, 99) === 'nothing',
  },
  {
    law: 'illegal-actions-change-nothing',
    story: 'an illegal action crashes',
    make: kuhn(Crashing),
    breaks: (make, violation) => thrown(make, violation, 99) === 'TypeError',
  },
  {
    law: 'over-is-over',
    story: 'a step after the end is taken for another look',
    make: kuhn(Lenient),
    breaks: (make, violation) => {
      // Before the first reset there is no step to show, so the counterexample may be empty.
      return violation.actions.length > 0 && thrown(make, violation, 0) === 'nothing';
    },
  },
  {
    law: 'over-is-over',
    story: 'a step after the end crashes',
    make: kuhn(Fragile),
    breaks(make) {
      try {
        make().step(0);
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    },
  },
  {
    law: 'episodes-end',
    story: 'a finished game starts again by itself',
    make: kuhn(Endless),
    breaks: (make, violation) =>
      replay(make, violation).every(({ done }) => !done) && violation.actions.length > 3,
  },
  {
    law: 'rewards-add-up',
    story: 'every reward is counted twice',
    make: reshaped(({ rewards }) => ({ rewards: rewards.map((reward) => 2 * reward) })),
    breaks(make, violation) {
      const steps = replay(make, violation);
      const sum = steps.reduce((total, { rewards }) => total + rewards[0], 0);
      return sum !== last(steps).returns[0];
    },
  },
  {
    law: 'saved-and-restored',
    story: 'what is restored is the beginning of the episode',
    make: kuhn(Amnesiac),
    breaks(make, { seed = 0, actions }) {
      const [env, other] = [make(), make()];
      let step = env.reset({ seed });
      for (const action of actions) step = env.step(action);
      const restored = other.restore?.(env.save?.());
      return restored !== undefined && text([restored]) !== text([step]);
    },
  },
  {
    law: 'clones-go-their-own-way',
    story: 'a clone is the original',
    make: kuhn(Siamese),
    breaks(make, { seed = 0 }) {
      const env = make();
      const { legal } = env.reset({ seed });
      const before = JSON.stringify(env.save?.());
      env.clone?.().step(legal[0]);
      return JSON.stringify(env.save?.()) !== before;
    },
  },
  {
    law: 'steps-are-never-rewritten',
    story: 'one observation array is used for all steps',
    make: kuhn(Thrifty),
    breaks(make, { seed = 0, actions }) {
      const env = make();
      const first = env.reset({ seed });
      const before = text([first]);
      for (const action of actions) env.step(action);
      return text([first]) !== before;
    },
  },
  {
    law: 'messages-are-addressed',
    story: "a seat reads another seat's message",
    make: reshaped(({ messages }) => ({
      messages: messages.map((message) => ({ ...message, audience: [1] })),
    })),
    breaks: (make, violation) =>
      replay(make, violation).some(({ seat, messages }) =>
        messages?.some(({ audience }) => !audience.includes(seat)),
      ),
  },
  {
    law: 'bad-options-are-refused',
    story: 'a seed that is no number is taken for none',
    make: kuhn(Careless),
    breaks: (make) => make().reset({ seed: NaN }).legal.length > 0,
  },
];
