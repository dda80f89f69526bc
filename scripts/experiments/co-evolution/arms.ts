import type { Engine } from '@parlor/agents';
import { type Base, makePair, releasePair } from './base.ts';
import { Examination, type HeldOut } from './held-out.ts';
import { PairPlay, type RoundMeasures } from './self-play.ts';
import { graphGame } from './setting.ts';

/** Who learns. With `nature` the solver does, from questions that nature asks: what it could come to without a proposer. */
export const ARMS = ['both', 'solver', 'proposer', 'nature'] as const;
export type Arm = (typeof ARMS)[number];

export const ROUNDS = 300;
const POINTS = 20;
const EXAMINED = 1500;

/** What an arm had come to after so many rounds. */
export interface ArmPoint extends HeldOut {
  readonly type: 'arm';
  readonly arm: Arm;
  readonly seed: number;
  readonly round: number;
  readonly validity: number | null;
  /** 1 − success of the solvers in training. */
  readonly difficulty: number | null;
  readonly diversity: number | null;
  /** Of the accepted questions; null of none. */
  readonly hops: number | null;
  /** Of the proposer's decisions, nats; null where nature asks. */
  readonly entropy: number | null;
}

export async function runArm(engine: Engine, arm: Arm, seed: number, base: Base): Promise<ArmPoint[]> {
  const pair = await makePair(engine, seed, base);
  const { proposer, solver } = pair;
  const learning = arm === 'both' ? [proposer, solver] : arm === 'proposer' ? [proposer] : [solver];
  const game = graphGame(arm === 'nature' ? { asks: 'chance' } : {});
  const play = new PairPlay(game, pair, `arms ${seed}`);
  const examination = new Examination(EXAMINED);
  const points: ArmPoint[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const due = round % (ROUNDS / POINTS) === 0;
    const heldOut = due ? await examination.of(solver) : undefined;
    const measures = await play.next(learning);
    if (heldOut) points.push({ type: 'arm', arm, seed, round, ...heldOut, ...shown(measures) });
  }
  await releasePair(pair);
  return points;
}

function shown({ curriculum, hops, entropy }: RoundMeasures) {
  const { validity, difficulty, diversity } = curriculum;
  return { validity, difficulty, diversity, hops, entropy: Number.isNaN(entropy) ? null : entropy };
}
