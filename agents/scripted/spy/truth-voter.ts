import { SPY } from '@parlor/envs';
import { isTrue } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';
import type { SpyReading } from './spy-reading.ts';
import { Accuser, eligible, type Voter, voteForMost } from './voter.ts';

/**
 * The simple voter: for a player of whom a clue is false of its own scene, each such player alike; where there is none,
 * for n/a, or for anybody where that may not be. Spies that know their role accuse as {@link Accuser} does.
 */
export class TruthVoter implements Voter {
  readonly name = 'truth';
  private readonly facts: SpyFacts;
  private readonly accuser: Accuser;
  private readonly caught: Float64Array;

  constructor(facts: SpyFacts) {
    this.facts = facts;
    this.accuser = new Accuser(facts);
    this.caught = new Float64Array(facts.players);
  }

  vote(reading: SpyReading, abstain: boolean, out: Float64Array): void {
    const { facts, caught } = this;
    const { view } = reading;
    if (view.role === SPY) {
      this.accuser.vote(reading, out);
      return;
    }
    caught.fill(0);
    let any = false;
    for (let slot = 0; slot < facts.slots; slot++) {
      const clue = view.clues[slot];
      const speaker = slot % facts.players;
      if (clue < 0 || isTrue(facts, view, clue) || !eligible(reading, speaker)) continue;
      caught[speaker] = 1;
      any = true;
    }
    if (any || !abstain) {
      voteForMost(reading, caught, out);
    } else {
      out.fill(0);
      out[facts.players] = 1;
    }
  }
}
