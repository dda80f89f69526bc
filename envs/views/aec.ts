import type { Environment, ResetOptions } from '../core/environment.ts';
import { EpisodeOverError, IllegalActionError } from '../core/errors.ts';
import type { TimeStep } from '../core/time-step.ts';
import { agentNames, perAgent, maskOf, type PerAgent, type AgentInfo, seatOf } from './agents.ts';

/** What the selected agent is shown before it acts. */
export interface LastStep {
  /** [observationSize]; null where it was not asked for. */
  readonly observation: Float32Array | null;
  /** Its payoff since it last acted. */
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly info: AgentInfo;
}

/**
 * The agent-environment cycle (J. K. Terry et al., PettingZoo, 2021) over an environment: one agent acts at a time.
 * After the end every agent is selected once more, to see its last reward, and steps with null; it is gone then.
 * The keys of `rewards`, `terminations`, `truncations`, `infos` and `cumulativeRewards` are always `agents`.
 */
export class AecEnv {
  readonly env: Environment;
  readonly possibleAgents: readonly string[];
  /** Agents that have not yet left the episode. */
  agents: string[] = [];
  /** The agent that must step next; after the last has left, still that one. */
  agentSelection = '';
  /** Payoffs of the last step. */
  rewards: PerAgent<number> = {};
  /** Payoffs since each agent last acted. */
  cumulativeRewards: PerAgent<number> = {};
  terminations: PerAgent<boolean> = {};
  truncations: PerAgent<boolean> = {};
  infos: PerAgent<AgentInfo> = {};
  private started = false;

  constructor(env: Environment) {
    this.env = env;
    this.possibleAgents = agentNames(env.game);
  }

  /** Starts an episode, as {@link Environment.reset} does. */
  reset(options?: ResetOptions): void {
    const step = this.env.reset(options);
    this.started = true;
    this.agents = [...this.possibleAgents];
    this.cumulativeRewards = perAgent(this.agents, () => 0);
    this.show(step);
  }

  /**
   * The selected agent acts, or leaves where its episode is over.
   * @param action null for an agent whose episode is over, and only then
   * @throws IllegalActionError or EpisodeOverError; nothing has changed then.
   */
  step(action: number | null): void {
    const agent = this.selected();
    if (this.terminations[agent] || this.truncations[agent]) {
      if (action !== null)
        throw new IllegalActionError(this.env.game.id, seatOf(this.env.game, agent), action, []);
      this.leave(agent);
      return;
    }
    // A missing action is illegal like any other: the environment says so.
    const step = this.env.step(action ?? NaN);
    this.cumulativeRewards[agent] = 0;
    this.show(step);
  }

  /** What the selected agent is shown before it acts. */
  last(observe = true): LastStep {
    const agent = this.selected();
    return {
      observation: observe ? this.observe(agent) : null,
      reward: this.cumulativeRewards[agent],
      terminated: this.terminations[agent],
      truncated: this.truncations[agent],
      info: this.infos[agent],
    };
  }

  /** What an agent knows now, whether it is to act or not: a fresh [observationSize]. */
  observe(agent: string): Float32Array {
    return this.env.observe(seatOf(this.env.game, agent));
  }

  /** The selected agent, again and again until all have left, at most `limit` times. */
  *agentIter(limit = Infinity): Generator<string, void> {
    for (let turn = 0; turn < limit && this.agents.length > 0; turn++) yield this.agentSelection;
  }

  private show(step: TimeStep): void {
    const { game } = this.env;
    this.rewards = perAgent(this.agents, (_, seat) => step.rewards[seat]);
    for (const agent of this.agents) this.cumulativeRewards[agent] += this.rewards[agent];
    this.terminations = perAgent(this.agents, () => step.terminated);
    this.truncations = perAgent(this.agents, () => step.truncated);
    this.infos = perAgent(this.agents, (_, seat) => ({
      actionMask: maskOf(game, seat === step.seat ? step.legal : []),
    }));
    this.agentSelection = step.done ? this.agents[0] : this.agents[step.seat];
  }

  private leave(agent: string): void {
    this.agents = this.agents.filter((other) => other !== agent);
    for (const table of [this.cumulativeRewards, this.terminations, this.truncations, this.infos])
      delete table[agent];
    this.rewards = perAgent(this.agents, () => 0);
    if (this.agents.length > 0) this.agentSelection = this.agents[0];
  }

  private selected(): string {
    if (this.agents.length === 0) throw new EpisodeOverError(this.env.game.id, this.started);
    return this.agentSelection;
  }
}
