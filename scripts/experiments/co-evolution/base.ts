import type { Engine } from '@parlor/agents';
import { type Pair, PairPlay } from './self-play.ts';
import { graphGame, PROPOSER_TRAINING, SOLVER_TRAINING } from './setting.ts';
import { Trainee, type TraineeOptions } from './trainee.ts';

/** Where all arms of a seed begin. */
export interface Base {
  readonly proposer: Float32Array;
  readonly solver: Float32Array;
  /** Rounds until most questions were valid, and then until the solver answered half of them. */
  readonly rounds: { readonly proposer: number; readonly solver: number };
}

/** Most rounds for each half of the base. */
const PATIENCE = 100;
/** Share of questions that are valid, and of answers that are right, where the base is good enough. */
const ENOUGH = { validity: 0.6, skill: 0.5 } as const;

/** Two networks, new or with the weights of a base. @param proposerTraining what is other than in the arms */
export async function makePair(
  engine: Engine,
  seed: number,
  base?: Base,
  proposerTraining: Partial<TraineeOptions> = {},
): Promise<Pair> {
  const game = graphGame();
  const proposer = await Trainee.create('proposer', game, engine, {
    ...PROPOSER_TRAINING,
    ...proposerTraining,
    seed,
    index: 0,
  });
  const solver = await Trainee.create('solver', game, engine, {
    ...SOLVER_TRAINING,
    seed,
    index: 1,
  });
  if (base) {
    proposer.learner.weights.set(base.proposer);
    solver.learner.weights.set(base.solver);
  }
  return { proposer, solver };
}

export async function releasePair({ proposer, solver }: Pair): Promise<void> {
  await proposer.release();
  await solver.release();
}

/**
 * The proposer is paid 1 for every valid question until most of its questions are valid; they are short ones. Then the
 * solver learns from them, briefly.
 * @throws Error where that does not come about
 */
export async function makeBase(engine: Engine, seed: number): Promise<Base> {
  const pair = await makePair(engine, seed);
  const { proposer, solver } = pair;
  const until = async (play: PairPlay, trainee: Trainee, enough: 'validity' | 'skill'): Promise<number> => {
    for (let round = 0; round < PATIENCE; round++) {
      const { curriculum } = await play.next([trainee]);
      const reached = (enough === 'validity' ? curriculum.validity : curriculum.solverSkill) ?? 0;
      if (reached >= ENOUGH[enough]) return round + 1;
    }
    throw new Error(`the base of seed ${seed} has not reached a ${enough} of ${ENOUGH[enough]}`);
  };
  const format = new PairPlay(graphGame({ rewards: 'format' }), pair, `base ${seed}`);
  const rounds = {
    proposer: await until(format, proposer, 'validity'),
    solver: await until(new PairPlay(graphGame(), pair, `base solver ${seed}`), solver, 'skill'),
  };
  const base = { proposer: proposer.learner.weights.slice(), solver: solver.learner.weights.slice(), rounds };
  await releasePair(pair);
  return base;
}
