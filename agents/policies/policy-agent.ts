import { type Game, loadGame, sample, type Stream, stream, type TimeStep } from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import type { Policy } from '../policy.ts';
import { PolicyError } from './errors.ts';

export interface PolicyAgentOptions {
  /** The game, where it is in no registry; left out, it is loaded by its spec. */
  readonly game?: Game;
}

/** A policy that holds a seat: it samples actions from a stream of its own, set by seed, episode and seat. */
export class PolicyAgent implements Agent {
  readonly policy: Policy;
  private game: Game | undefined;
  private random: Stream | undefined;

  constructor(policy: Policy, options: PolicyAgentOptions = {}) {
    this.policy = policy;
    this.game = options.game;
  }

  get name(): string {
    return this.policy.name;
  }

  begin({ spec, seat, seed, episode = 0 }: Seating): void {
    if (this.game?.spec !== spec) this.game = loadGame(spec);
    this.random = stream(seed, 'seat', { episode, seat });
  }

  /** @throws PolicyError before `begin`. */
  async act(step: TimeStep): Promise<number> {
    const { game, random } = this;
    if (game === undefined || random === undefined) {
      throw new PolicyError(`${this.name} holds no seat yet; call begin() first.`);
    }
    const count = step.legal.length;
    const probabilities = new Float64Array(count);
    await this.policy.act(
      {
        game,
        count: 1,
        observations: step.observation,
        seats: Int32Array.of(step.seat),
        legalOffsets: Int32Array.of(0, count),
        legalActions: Int32Array.from(step.legal),
        tokens: () => step.tokens,
      },
      probabilities,
    );
    return step.legal[sample(probabilities, count, random)];
  }
}
