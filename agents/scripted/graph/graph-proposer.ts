import { GraphChains } from './graph-chains.ts';
import type { GraphFacts } from './graph-facts.ts';
import type { GraphReading } from './graph-reading.ts';

/**
 * A proposer that chains facts. Where it is given an answer it looks for whom the answer is the object of, then for
 * whom these are, and so on; else it goes from object to object. When it has a chain of so many facts, or no look-up
 * left, it asks the longest valid question of at most so many steps that its look-ups support; among equals any.
 */
export class GraphProposer {
  private readonly facts: GraphFacts;
  private readonly most: number;
  private readonly chains: GraphChains;
  private readonly lengths: Int32Array;
  private readonly path: Int32Array;

  /** @param most facts of its longest question */
  constructor(facts: GraphFacts, most: number) {
    this.facts = facts;
    this.most = Math.min(most, facts.hops);
    this.chains = new GraphChains(facts);
    this.lengths = new Int32Array(facts.entities);
    this.path = new Int32Array(facts.hops);
  }

  /** Writes how much it wants each of `count` legal actions: the greatest are the ones it does. */
  weigh(reading: GraphReading, legal: Int32Array, count: number, wants: Float64Array): void {
    this.chains.learn(reading);
    if (reading.start >= 0) this.compose(reading, legal, count, wants);
    else this.look(reading, legal, count, wants);
  }

  private compose(
    { length, path, start }: GraphReading,
    legal: Int32Array,
    count: number,
    wants: Float64Array,
  ): void {
    const { chains, facts, most } = this;
    this.path.set(path);
    const best = chains.longest(start, path, length, most);
    for (let index = 0; index < count; index++) {
      const action = legal[index];
      if (action === facts.ask) {
        // What cannot become valid is over soonest when it is asked.
        wants[index] = best === length || best < 0 ? 1 : 0;
      } else {
        this.path[length] = action - facts.going;
        wants[index] = best > length && chains.longest(start, this.path, length + 1, most) === best ? 1 : 0;
      }
    }
  }

  private look(reading: GraphReading, legal: Int32Array, count: number, wants: Float64Array): void {
    const { chains, facts, lengths, most } = this;
    const { directions, given, naming, relations } = facts;
    let best = -1;
    for (let entity = 0; entity < facts.entities; entity++) {
      const heard = ((reading.heard >> entity) & 1) === 1;
      lengths[entity] = heard ? chains.longest(entity, this.path, 0, most) : -1;
      best = Math.max(best, lengths[entity]);
    }
    const ready = best >= most || legal[0] >= naming;
    for (let index = 0; index < count; index++) {
      const action = legal[index];
      wants[index] = action >= naming && ready ? 2 + lengths[action - naming] : 0;
    }
    if (ready) return;
    chains.chains(most, lengths);
    for (let index = 0; index < count && legal[index] < naming; index++) {
      const entity = Math.floor(legal[index] / directions);
      const direction = legal[index] - entity * directions;
      wants[index] = given ? this.before(entity, direction) : direction < relations ? 2 + lengths[entity] : 1;
    }
  }

  /** How promising a look-up is for a chain that ends with the given answer. */
  private before(entity: number, direction: number): number {
    const { chains, lengths, most } = this;
    const { entities, relations } = this.facts;
    const long = lengths[entity] >= 0 && lengths[entity] < most;
    if (direction < relations) return long ? 2 + lengths[entity] / 8 : 1;
    // Whoever has it as its object comes before it.
    if (long) return 4 + lengths[entity];
    // If it is the object of one with a chain, and of nobody else, the way back begins a longer one.
    for (let other = 0; other < entities; other++)
      if (lengths[other] >= 0 && lengths[other] < most)
        if (chains.step(other, direction - relations) === 1 << entity) return 3 + lengths[other] / 8;
    return 1;
  }
}
