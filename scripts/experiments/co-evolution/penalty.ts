import type { Engine } from '@parlor/agents';
import { type Base, makePair, releasePair } from './base.ts';
import { PairPlay } from './self-play.ts';
import { graphGame } from './setting.ts';
import type { TraineeOptions } from './trainee.ts';

/** What a rejected question pays: nothing as in the published script, the penalty that collapsed, and their default. */
export const PENALTIES = [0, -0.1, -1] as const;
/** What the proposer's return is compared with: nothing, as published, or the moving average of its role. */
export const COMPARED = ['raw', 'role'] as const;
export type Compared = (typeof COMPARED)[number];
/** Learning rates of the proposer: that of the arms, and one with which a round changes the policy a lot. */
export const RATES = [1e-3, 1e-2] as const;

export const PENALTY_ROUNDS = 75;
/** Rounds between two points. */
const STRIDE = 5;

/**
 * REINFORCE on the reward as it is: one pass over each batch, no normalisation, and no entropy term that could itself
 * make the entropy grow.
 */
const REINFORCE: Partial<TraineeOptions> = {
  loss: { algorithm: 'reinforce', space: 'probability' },
  normaliseAdvantages: false,
  epochs: 1,
  entropy: 0,
};

export interface PenaltyRun {
  readonly penalty: number;
  readonly compared: Compared;
  readonly rate: number;
  readonly seed: number;
}

/** What a run was like in one round. */
export interface PenaltyPoint extends PenaltyRun {
  readonly type: 'penalty';
  readonly round: number;
  readonly validity: number | null;
  /** Of the proposer, nats for each decision. */
  readonly entropy: number;
  /** Mean success of the solvers on the accepted questions; null of none. */
  readonly solverSkill: number | null;
  /** Of the accepted questions; null of none. */
  readonly hops: number | null;
}

/** Both learn from a base on: the solver as in the arms, the proposer by REINFORCE. */
export async function runPenalty(engine: Engine, run: PenaltyRun, base: Base): Promise<PenaltyPoint[]> {
  const { penalty, compared, rate, seed } = run;
  const training = { ...REINFORCE, advantage: compared, learningRate: rate };
  const pair = await makePair(engine, seed, base, training);
  const play = new PairPlay(graphGame({ penalty }), pair, `penalty ${seed}`);
  const points: PenaltyPoint[] = [];
  for (let round = 0; round <= PENALTY_ROUNDS; round++) {
    const { curriculum, entropy, hops } = await play.next([pair.proposer, pair.solver]);
    if (round % STRIDE !== 0) continue;
    const { validity, solverSkill } = curriculum;
    points.push({ type: 'penalty', ...run, round, validity, entropy, solverSkill, hops });
  }
  await releasePair(pair);
  return points;
}
