import { Curriculum, type CurriculumMeasures, graphQuestion, SelfPlay } from '@parlor/agents';
import { type Game, graphReader } from '@parlor/envs';
import { EPISODES } from './setting.ts';
import type { Trainee } from './trainee.ts';

export interface Pair {
  readonly proposer: Trainee;
  readonly solver: Trainee;
}

/** What one round of episodes was like, before it was learned from. */
export interface RoundMeasures {
  /** Rounds learned from before. */
  readonly round: number;
  /** Of this round's proposals. */
  readonly curriculum: CurriculumMeasures;
  /** Mean number of hops of the accepted questions; null of none. */
  readonly hops: number | null;
  /** Mean of −log π(a) over the proposer's decisions, nats for each; NaN where nature asks. */
  readonly entropy: number;
}

/** Rounds of episodes between a proposer and solvers, from which either, both or none learn. */
export class PairPlay {
  private readonly pair: Pair;
  private readonly play: SelfPlay;
  private readonly lineup: Int32Array;
  private curriculum = new Curriculum({ window: EPISODES });
  private hops = { sum: 0, questions: 0 };
  private round = 0;

  constructor(game: Game, pair: Pair, seed: string) {
    this.pair = pair;
    const read = graphReader(game);
    this.play = new SelfPlay(game, {
      seed,
      episodes: EPISODES,
      batch: EPISODES,
      ended: (state) => {
        const record = read(state);
        this.curriculum.add(graphQuestion(record));
        if (record.rejection !== undefined) return;
        this.hops.sum += record.path.length;
        this.hops.questions++;
      },
    });
    this.lineup = Int32Array.from({ length: EPISODES * game.seats }, (_, at) =>
      at % game.seats === 0 ? 0 : 1,
    );
  }

  /** Plays a round, then lets those learn who are to. */
  async next(learning: readonly Trainee[]): Promise<RoundMeasures> {
    const { pair, play } = this;
    const { proposer, solver } = pair;
    this.hops = { sum: 0, questions: 0 };
    proposer.store.clear();
    solver.store.clear();
    await play.play(this.round, 0, [proposer.actor, solver.actor], this.lineup);
    const measures: RoundMeasures = {
      round: this.round++,
      curriculum: this.curriculum.measures(),
      hops: this.hops.questions > 0 ? this.hops.sum / this.hops.questions : null,
      entropy: proposer.surprisal,
    };
    for (const trainee of learning) if (trainee.store.count > 0) await trainee.learn(EPISODES, play.returns);
    return measures;
  }
}
