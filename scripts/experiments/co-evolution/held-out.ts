import { SelfPlay } from '@parlor/agents';
import { graphReader } from '@parlor/envs';
import { GRAPH, graphGame } from './setting.ts';
import type { Trainee } from './trainee.ts';

/** How often a solver is right about questions that nature asks, of every length as often, about graphs of its own. */
export interface HeldOut {
  readonly success: number;
  /** By the number of hops, from 1 on. */
  readonly byHops: readonly number[];
}

/** Plays episodes that no training has seen: their seed is another. */
export class Examination {
  private readonly play: SelfPlay;
  private readonly lineup: Int32Array;
  private readonly right: number[] = [];
  private readonly asked: number[] = [];

  constructor(episodes: number) {
    const game = graphGame({ asks: 'chance' });
    const read = graphReader(game);
    this.lineup = new Int32Array(episodes * game.seats);
    this.play = new SelfPlay(game, {
      seed: 'held out',
      episodes,
      batch: 1024,
      ended: (state) => {
        const { path, right, solvers } = read(state);
        const at = path.length - 1;
        this.right[at] = (this.right[at] ?? 0) + right;
        this.asked[at] = (this.asked[at] ?? 0) + solvers;
      },
    });
  }

  async of(solver: Trainee): Promise<HeldOut> {
    const { right, asked } = this;
    right.length = asked.length = 0;
    await this.play.play(0, 0, [{ policy: solver.policy }], this.lineup);
    const byHops = Array.from({ length: GRAPH.hops }, (_, at) => (right[at] ?? 0) / (asked[at] ?? 0));
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    return { success: sum(right) / sum(asked), byHops };
  }
}
