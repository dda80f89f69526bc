import type { GraphFacts } from './graph-facts.ts';
import type { GraphReading } from './graph-reading.ts';

/**
 * A solver of some skill. It follows the first steps of the question, one look-up each, taking any of those shown for
 * the right one, and answers with where they lead; where the question is longer it guesses. A careful one repeats a
 * look-up that leaves it in doubt, as long as enough are left for the steps to come, and goes on with those shown most often.
 */
export class GraphSolver {
  private readonly facts: GraphFacts;
  private readonly hops: number;
  private readonly careful: boolean;
  private readonly counts: Int32Array;

  /** @param hops steps that it follows */
  constructor(facts: GraphFacts, hops: number, careful: boolean) {
    this.facts = facts;
    this.hops = hops;
    this.careful = careful;
    this.counts = new Int32Array(facts.entities);
  }

  /** Writes how much it wants each of `count` legal actions: the greatest are the ones it does. */
  weigh(reading: GraphReading, legal: Int32Array, count: number, wants: Float64Array): void {
    const { directions, naming } = this.facts;
    const steps = Math.min(this.hops, reading.length);
    let likely = 1 << reading.start;
    let hop = 0;
    // Follows what was looked up; then the likely ones of this step are to be looked up, or answered with.
    for (; hop < steps && likely !== 0; hop++) {
      const looked = this.looked(reading, likely, reading.path[hop]);
      if (looked < 0) break;
      const next = this.shown(reading, looked, hop);
      const sure = next !== 0 && (next & (next - 1)) === 0;
      if (this.careful && !sure && reading.left > steps - hop - 1) {
        likely = 1 << looked;
        break;
      }
      likely = next;
    }
    const answers = hop === steps && steps === reading.length && likely !== 0;
    const looks = hop < steps && likely !== 0 && reading.left > 0;
    for (let index = 0; index < count; index++) {
      const action = legal[index];
      if (action < naming) {
        const entity = Math.floor(action / directions);
        const right = action - entity * directions === reading.path[hop] && ((likely >> entity) & 1) === 1;
        wants[index] = looks && right ? 2 : 0;
      } else if (answers) wants[index] = (likely >> (action - naming)) & 1;
      else wants[index] = this.possible(reading, action - naming) ? 1 : 0;
    }
  }

  /** Whether an entity can be the answer, for all that the rules say: the start of a proposer's question cannot. */
  private possible({ start }: GraphReading, entity: number): boolean {
    return this.facts.byChance || entity !== start;
  }

  /** One of these entities that was looked up in this direction; −1 where none was. */
  private looked({ direction, entity, made }: GraphReading, likely: number, wanted: number): number {
    for (let slot = 0; slot < made; slot++)
      if (direction[slot] === wanted && ((likely >> entity[slot]) & 1) === 1) return entity[slot];
    return -1;
  }

  /** Whoever the look-ups of an entity for a step have shown most often, as bits. */
  private shown(reading: GraphReading, looked: number, hop: number): number {
    const { counts } = this;
    const { entities } = this.facts;
    const { direction, entity, found, length, made, path } = reading;
    counts.fill(0);
    for (let slot = 0; slot < made; slot++) {
      if (entity[slot] !== looked || direction[slot] !== path[hop]) continue;
      for (let rest = found[slot]; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]++;
    }
    counts[looked] = 0; // nobody is its own object
    let most = 1;
    let likely = 0;
    for (let other = 0; other < entities; other++) {
      if (counts[other] < most || (hop + 1 === length && !this.possible(reading, other))) continue;
      if (counts[other] > most) likely = 0;
      most = counts[other];
      likely |= 1 << other;
    }
    return likely;
  }
}
