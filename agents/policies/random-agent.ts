import { type AsyncEnv, type Stream, stream, type TimeStep } from '@parlor/envs';
import type { Agent, Reply, Seating } from '../agent.ts';
import { AgentError } from '../errors.ts';
import { PolicyError } from './errors.ts';

/** Where a game in words is played; an {@link AsyncEnv} is one. */
export type RandomTable = Pick<AsyncEnv, 'sample'>;

/**
 * Plays at random in any game, by a stream of its own, set by seed, episode and seat: a legal action where they are
 * listed, each with the same probability, else a reply that the game draws.
 */
export class RandomAgent implements Agent {
  readonly name: string;
  private readonly table: RandomTable | undefined;
  private random: Stream | undefined;

  /** @param table where a game in words is played; not needed where legal actions are listed */
  constructor(table?: RandomTable, name = 'random') {
    this.table = table;
    this.name = name;
  }

  begin({ seat, seed, episode = 0 }: Seating): void {
    this.random = stream(seed, 'seat', { episode, seat });
  }

  /**
   * @throws PolicyError before `begin`.
   * @throws AgentError where the game lists no actions and draws no replies.
   */
  act({ closed, legal }: TimeStep): Reply {
    const { random, table } = this;
    if (random === undefined) throw new PolicyError(`${this.name} holds no seat yet; call begin() first.`);
    if (closed) return `[${closed.names[random.below(closed.legal.length)]}]`;
    if (legal.length > 0) return legal[random.below(legal.length)];
    const reply = table?.sample(random);
    if (reply === undefined) throw new AgentError(this.name, 'the game knows no replies to draw from');
    return reply;
  }
}
