import { SceneBelief } from './scene-belief.ts';
import type { SpyFacts } from './spy-facts.ts';
import type { SpyReading } from './spy-reading.ts';

/** How a seat votes. */
export interface Voter {
  readonly name: string;
  /**
   * Writes the probability of a vote for each player and, last, for n/a; they add up to 1: [players + 1].
   * @param abstain whether n/a may be
   */
  vote(reading: SpyReading, abstain: boolean, out: Float64Array): void;
}

/** Scores this close are equal. */
const EQUAL = 1e-9;

/** Shares a vote evenly among the players of the highest score that one may vote for. */
export function voteForMost(reading: SpyReading, score: ArrayLike<number>, out: Float64Array): void {
  const players = out.length - 1;
  let best = -Infinity;
  let equals = 0;
  for (let player = 0; player < players; player++)
    if (eligible(reading, player)) best = Math.max(best, score[player]);
  out.fill(0);
  for (let player = 0; player < players; player++) {
    if (!eligible(reading, player) || score[player] < best - EQUAL) continue;
    out[player] = 1;
    equals++;
  }
  for (let player = 0; player < players; player++) out[player] /= equals;
}

export function eligible(reading: SpyReading, player: number): boolean {
  return player !== reading.view.seat && reading.inGame(player);
}

/**
 * How a spy that knows its role votes where everybody does: for the player whose clues it finds the least likely to be
 * true of the civilians' scene, by its own scene alone. Others, who see something like it, suspect that player too.
 */
export class Accuser {
  private readonly belief: SceneBelief;
  private readonly score: Float64Array;
  private readonly facts: SpyFacts;

  constructor(facts: SpyFacts) {
    this.facts = facts;
    this.belief = new SceneBelief(facts);
    this.score = new Float64Array(facts.players);
  }

  vote(reading: SpyReading, out: Float64Array): void {
    const { score, belief } = this;
    const { players, slots } = this.facts;
    const { clues } = reading.view;
    belief.presume(reading.view);
    score.fill(0);
    for (let slot = 0; slot < slots; slot++)
      if (clues[slot] >= 0) score[slot % players] -= Math.log(Math.max(belief.truth[clues[slot]], 1e-12));
    voteForMost(reading, score, out);
  }
}
