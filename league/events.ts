import type { UpdateStatistics } from '@parlor/agents';
import type { LeagueConfig } from './config.ts';
import type { MatchResult } from './evaluation.ts';
import type { StageReport } from './stage-advantages.ts';

/** A member's line in the table of ratings. Payoffs are a seat's mean return per episode. */
export interface MemberRating {
  readonly name: string;
  /** Mean payoff over all matches, with its 95 % interval. */
  readonly payoff: number;
  readonly payoffLow: number;
  readonly payoffHigh: number;
  /** Bradley–Terry rating in Elo points from deals won, drawn and lost, the anchor at 0, with its 95 % interval. */
  readonly rating: number;
  readonly low: number;
  readonly high: number;
  /** Episodes of all matches: deals times seats, since every deal is played once from every seat. */
  readonly games: number;
}

/** What happens in a league, in order. Nothing here depends on the clock, the batch size or the threads. */
export type LeagueEvent =
  | {
      readonly type: 'started';
      readonly game: string;
      readonly version: number;
      readonly seed: number | string;
      readonly config: LeagueConfig;
      /** Exact NashConv of the uniform policy; null where the game is too large to be evaluated. */
      readonly uniformNashConv: number | null;
      /** Exact NashConv of the CFR+ reference. */
      readonly referenceNashConv: number | null;
      /** Why nothing is evaluated exactly, and what would change that; null where it is. */
      readonly notExact: string | null;
    }
  | {
      readonly type: 'round';
      readonly round: number;
      readonly learner: string;
      readonly episodes: number;
      /** Decisions that the learner has learned from so far. */
      readonly steps: number;
      /** Mean return of the learner by seat, over the round's episodes in which it sat there; null where it never did. */
      readonly returns: readonly (number | null)[];
      readonly update: UpdateStatistics;
      /** What it learned from, where the stages of the game are told apart. */
      readonly stages?: StageReport;
    }
  | {
      /** What whoever watches the league says of a learner's training episodes. */
      readonly type: 'measured';
      readonly round: number;
      readonly learner: string;
      readonly measures: Readonly<Record<string, number>>;
    }
  | {
      /** Something that is watched for has begun, or has ended. */
      readonly type: 'alarm';
      readonly round: number;
      readonly learner: string;
      readonly name: string;
      readonly on: boolean;
    }
  | {
      readonly type: 'evaluated';
      readonly learner: string;
      readonly steps: number;
      /** Exact NashConv of the learner's weights and of their average. */
      readonly nashConv: number;
      readonly averageNashConv: number;
    }
  | { readonly type: 'admitted'; readonly learner: string; readonly member: string; readonly steps: number }
  | ({ readonly type: 'match' } & MatchResult)
  | { readonly type: 'rated'; readonly members: readonly MemberRating[] }
  | { readonly type: 'finished'; readonly result: LeagueResult };

/** An alarm that ended a league. */
export interface StoppedBy {
  readonly alarm: string;
  readonly learner: string;
  readonly round: number;
}

/** How a league ended. */
export interface LeagueResult {
  readonly game: string;
  readonly seed: number | string;
  /** Decisions learned from, over all learners. */
  readonly steps: number;
  readonly rounds: number;
  /** Whether it was stopped before its budget was spent. */
  readonly interrupted: boolean;
  /** The alarm that stopped it, where one did. */
  readonly stoppedBy?: StoppedBy;
  /** The published policy: the averaged network of the first learner. */
  readonly published: string;
  readonly nashConv: number | null;
  readonly uniformNashConv: number | null;
  readonly referenceNashConv: number | null;
  /** Why there is no exact NashConv, and what would change that; null where there is. */
  readonly notExact: string | null;
  readonly members: readonly MemberRating[];
  /** Mean payoff of each member against each other, by their names: `scores[member][opponent]`. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
