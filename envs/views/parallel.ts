import type { Environment, ResetOptions } from '../core/environment.ts';
import { EpisodeOverError, OptionError } from '../core/errors.ts';
import type { TimeStep } from '../core/time-step.ts';
import { agentNames, type AgentInfo, perAgent, maskOf, type PerAgent, seatOf } from './agents.ts';

/** What every agent is shown at the start. */
export interface ParallelStart {
  /** What each agent knows: [observationSize]. */
  readonly observations: PerAgent<Float32Array>;
  readonly infos: PerAgent<AgentInfo>;
}

/** What every agent is shown that was there when the step began. */
export interface ParallelStep extends ParallelStart {
  readonly rewards: PerAgent<number>;
  readonly terminations: PerAgent<boolean>;
  readonly truncations: PerAgent<boolean>;
}

/**
 * An environment whose agents act together (PettingZoo's parallel interface). Every step takes one action from each
 * agent that chooses now, `choosing`, and from no other: all at once in a simultaneous game, one in a sequential game.
 */
export class ParallelEnv {
  readonly env: Environment;
  readonly possibleAgents: readonly string[];
  /** Agents whose episode goes on. */
  agents: readonly string[] = [];
  private started = false;

  constructor(env: Environment) {
    this.env = env;
    this.possibleAgents = agentNames(env.game);
  }

  /** Starts an episode, as {@link Environment.reset} does. */
  reset(options?: ResetOptions): ParallelStart {
    const step = this.env.reset(options);
    this.started = true;
    this.agents = step.done ? [] : this.possibleAgents;
    return this.show(step);
  }

  /** The agents that the next step takes an action from. */
  get choosing(): string[] {
    if (this.agents.length === 0) return [];
    const { seat, info } = this.env.current;
    return (info.choosing ?? [seat]).map((chooser) => this.possibleAgents[chooser]);
  }

  /**
   * Every agent that chooses now acts.
   * @throws OptionError where an agent's action is missing, or an agent acts that does not choose now.
   * @throws IllegalActionError or EpisodeOverError. Nothing has changed in any case.
   */
  step(actions: Readonly<PerAgent<number>>): ParallelStep {
    const { env } = this;
    if (this.agents.length === 0) throw new EpisodeOverError(env.game.id, this.started);
    const choosing = this.choosing;
    for (const agent of Object.keys(actions)) seatOf(env.game, agent);
    if (
      Object.keys(actions).length !== choosing.length ||
      !choosing.every((agent) => Object.hasOwn(actions, agent))
    ) {
      const given = Object.keys(actions).join(', ') || 'nobody';
      throw new OptionError(
        `${env.game.id}: ${choosing.join(', ')} must act now, and nobody else, but ${given} did.`,
      );
    }
    const rewards = new Array<number>(env.game.seats).fill(0);
    const step = this.act(actions, choosing.length, rewards);
    if (step.done) this.agents = [];
    return {
      ...this.show(step),
      rewards: perAgent(this.possibleAgents, (_, seat) => rewards[seat]),
      terminations: perAgent(this.possibleAgents, () => step.terminated),
      truncations: perAgent(this.possibleAgents, () => step.truncated),
    };
  }

  /** Does the choices one after the other; if one is illegal, the ones before it are taken back. */
  private act(actions: Readonly<PerAgent<number>>, count: number, rewards: number[]): TimeStep {
    const { env } = this;
    const before = count > 1 ? env.save() : undefined;
    let step = env.current;
    try {
      for (let choice = 0; choice < count && !step.done; choice++) {
        step = env.step(actions[this.possibleAgents[step.seat]]);
        for (const [seat, reward] of step.rewards.entries()) rewards[seat] += reward;
      }
      return step;
    } catch (error) {
      if (before !== undefined) env.restore(before);
      throw error;
    }
  }

  private show(step: TimeStep): ParallelStart {
    const { env } = this;
    const legal = step.done ? new Map<number, number[]>() : this.legalOfChoosing(step);
    return {
      observations: perAgent(this.possibleAgents, (_, seat) => env.observe(seat)),
      infos: perAgent(this.possibleAgents, (_, seat) => ({
        actionMask: maskOf(env.game, legal.get(seat) ?? []),
      })),
    };
  }

  /** What each seat that chooses now may do: whatever the others choose, so their first action will do. */
  private legalOfChoosing(step: TimeStep): Map<number, readonly number[]> {
    const found = new Map<number, readonly number[]>([[step.seat, step.legal]]);
    const count = this.choosing.length;
    if (count === 1) return found;
    const twin = this.env.clone();
    for (let ahead = step; found.size < count && !ahead.done;) {
      ahead = twin.step(ahead.legal[0]);
      if (!ahead.done) found.set(ahead.seat, ahead.legal);
    }
    return found;
  }
}
